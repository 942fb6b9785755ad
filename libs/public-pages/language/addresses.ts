/** First part of the addresses that there are in every language. Feeds, media, JSON and assets have none. */
const PAGES: ReadonlySet<string> = new Set([
  'releases',
  'bundles',
  'embed',
  'incidents',
  'docket',
  'statistics',
  'corrections',
  'data',
  'how-we-decide',
  'verify',
  'accessibility',
  'privacy',
  'contact',
]);

/** Whether the page at a path (a query may follow) is there in every language, under `/{language}` in all but English. */
export function hasLanguages(address: string): boolean {
  const path = address.split(/[?#]/)[0] ?? '';
  const parts = path.split('/').slice(1);
  return path === '/' || (PAGES.has(parts[0] ?? '') && !parts.some((part) => part.includes('.')));
}
