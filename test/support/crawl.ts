import type { Evidence } from './find-marks';

/** Addresses that an answer of the site names, absolute or not. */
function addressesIn(text: string, base: string): string[] {
  const named = [
    ...text.matchAll(/(?:href|src|action|content|data|poster)="([^"]+)"/g),
    ...text.matchAll(/<(?:loc|link|id|uri)>([^<]+)</g),
    ...text.matchAll(/"(?:url|page|href)":\s*"([^"]+)"/g),
    ...text.matchAll(/^(?:Sitemap|Contact|Policy|Canonical):\s*(\S+)/gim),
    ...text.matchAll(/(?:url\(|@import )["']?([^"')]+)/g),
  ].flatMap((match) => match[1] ?? []);
  return named.flatMap((address) => {
    try {
      return [new URL(address.replaceAll('&amp;', '&'), base).href.replace(/#.*/, '')];
    } catch {
      return [];
    }
  });
}

/** The hashes and entries of a log as long as its checkpoint says (C2SP tlog-tiles), as far as a test's log ever grows. */
function logFiles(checkpoint: string, seen: Set<string>, site: string): string[] {
  const size = Number(checkpoint.split('\n')[1]);
  const files = Array.from({ length: Math.ceil(size / 256) }, (_, i) => {
    const width = Math.min(size - i * 256, 256);
    const name = `${String(i).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`;
    return [`${site}/log/tile/entries/${name}`, `${site}/log/tile/0/${name}`];
  }).flat();
  const fresh = files.filter((url) => !seen.has(url));
  for (const url of fresh) seen.add(url);
  return fresh;
}

/** What people and machines ask a site for though nothing links to it. */
const UNLINKED = [
  '/robots.txt',
  '/sitemap.xml',
  '/.well-known/security.txt',
  '/favicon.ico',
  '/health/live',
  '/log/checkpoint',
  '/nothing',
];

/** Once more where the connection was kept for too long: a busy process closes one that its client is about to use. */
function ask(url: string, turn: number): Promise<Response> {
  // From an address of its own, where the site believes a proxy: no limit of one address is reached.
  const headers = { 'x-forwarded-for': `10.200.${(turn >> 8) & 255}.${turn & 255}` };
  const request = (): Promise<Response> => fetch(url, { redirect: 'manual', headers });
  return request().catch(request);
}

/** Follows every link of a site from its first page on; every answer, and the head of every answer. */
export async function crawl(site: string, more: readonly string[] = []): Promise<Evidence[]> {
  const waiting = ['/', ...UNLINKED, ...more].map((path) => `${site}${path}`);
  const seen = new Set(waiting);
  const found: Evidence[] = [];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const answer = await ask(url, found.length);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    found.push(
      { from: url.replace(site, ''), bytes },
      { from: `head of ${url.replace(site, '')}`, bytes: Buffer.from(`${url}\n${head}`) },
    );
    if (url.endsWith('/log/checkpoint') && answer.ok) waiting.push(...logFiles(bytes.toString(), seen, site));
    const text = /text|json|xml|svg/.test(answer.headers.get('content-type') ?? '') ? bytes.toString() : '';
    for (const next of addressesIn(`${text}\n<loc>${answer.headers.get('location') ?? ''}<`, url)) {
      if (!next.startsWith(`${site}/`) || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return found;
}
