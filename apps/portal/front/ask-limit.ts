import { createHmac, randomBytes } from 'node:crypto';

/** From one network in an hour: a household has few questions. */
const EACH = 10;
/** From all together in an hour; from then on each network has one, so that many senders do not shut out who comes new. */
const BUSY = 500;
/** So that nobody fills the disk: forms of at most 16 KiB, 80 MiB an hour. */
const MOST = 5000;
const HOUR_MS = 3_600_000;

/** Counts one more form from a network; false when it cannot be taken in. */
export type RoomToAsk = (network: string) => Promise<boolean>;
export const ROOM_TO_ASK = Symbol('room to ask');

/** In a portal of one process. */
export function roomToAskHere(): RoomToAsk {
  const limit = new AskLimit();
  return (network) => Promise.resolve(limit.take(network));
}

/**
 * Counts the forms that are taken in, by the network that they come from, for an hour. No network is kept, not in memory
 * either: only its HMAC, under a key that is made for the hour and forgotten with it.
 */
export class AskLimit {
  private readonly counts = new Map<string, number>();
  private key = randomBytes(32);
  private taken = 0;
  private ends = 0;

  /** Counts one form; false when it cannot be taken in within this hour. */
  take(network: string, now = Date.now()): boolean {
    if (now >= this.ends) this.begin(now);
    const name = createHmac('sha256', this.key).update(network).digest('base64url');
    const own = this.counts.get(name) ?? 0;
    if (this.taken >= MOST || own >= (this.taken < BUSY ? EACH : 1)) return false;
    this.counts.set(name, own + 1);
    this.taken++;
    return true;
  }

  private begin(now: number): void {
    this.counts.clear();
    this.key = randomBytes(32);
    this.taken = 0;
    this.ends = now + HOUR_MS;
  }
}
