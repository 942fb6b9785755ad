import type { IncomingMessage } from 'node:http';
import { networkOf } from './network';

interface Window {
  count: number;
  ends: number;
}

/** How long requests are counted together. */
const WINDOW_MS = 60_000;
/** Networks that are counted at once; beyond, all new ones share one count. */
const MOST_NETWORKS = 100_000;

/**
 * Counts requests by the network that they come from, for a minute, in memory, and forgets them. The headers are those
 * of the IETF draft 7: later drafts name the reader by a hash, which whoever shares a cache with them could turn back.
 */
export class RequestLimit {
  private readonly windows = new Map<string, Window>();
  private sweepAt = 0;

  constructor(
    private readonly most: number,
    private readonly trustedProxies: number,
  ) {}

  /** Counts one request. */
  count(
    request: IncomingMessage,
    now = Date.now(),
  ): { readonly refused: boolean; readonly headers: readonly string[] } {
    const window = this.windowOf(networkOfReader(request, this.trustedProxies), now);
    window.count++;
    const reset = Math.ceil((window.ends - now) / 1000);
    const remaining = Math.max(this.most - window.count, 0);
    return {
      refused: window.count > this.most,
      headers: ['ratelimit-policy', `${this.most};w=60`, 'ratelimit', `limit=${this.most}, remaining=${remaining}, reset=${reset}`], // prettier-ignore
    };
  }

  private windowOf(network: string, now: number): Window {
    const key = this.windows.size < MOST_NETWORKS || this.windows.has(network) ? network : 'everyone else';
    const known = this.windows.get(key);
    if (known && known.ends > now) return known;
    if (now >= this.sweepAt) this.forgetOld(now);
    const window = { count: 0, ends: now + WINDOW_MS };
    this.windows.set(key, window);
    return window;
  }

  private forgetOld(now: number): void {
    this.sweepAt = now + WINDOW_MS;
    for (const [key, window] of this.windows) if (window.ends <= now) this.windows.delete(key);
  }
}

export const TRUSTED_PROXIES = Symbol('how many proxies before the portal are our own');

/** The network of whom the last of our own proxies saw. */
export const networkOfReader = (request: IncomingMessage, trustedProxies: number): string =>
  networkOf(addressOf(request, trustedProxies));

/** Nobody's word for it is taken but our own proxies'. */
function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const said = String(request.headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim()).filter(Boolean); // prettier-ignore
  const chain = [...said, direct];
  return chain[Math.max(chain.length - 1 - trustedProxies, 0)] ?? direct;
}
