import type { SitemapPart } from '@app/publications';
import { escapeXml } from './xml';

const XMLNS = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

/** Pages that are always there. */
const PAGES = [
  '/',
  '/releases',
  '/docket',
  '/corrections',
  '/data',
  '/how-we-decide',
  '/verify',
  '/accessibility',
  '/privacy',
  '/contact',
];

/** The sitemap of sitemaps: one file of the protocol holds 50,000 addresses. */
export const sitemapIndex = (siteUrl: string, parts: readonly SitemapPart[]): string =>
  `${HEAD}<sitemapindex xmlns="${XMLNS}">\n${['pages', ...parts.map(({ kind, number }) => `${kind}-${number}`)]
    .map((name) => `<sitemap><loc>${escapeXml(`${siteUrl}/sitemaps/${name}.xml`)}</loc></sitemap>\n`)
    .join('')}</sitemapindex>\n`;

export const pagesSitemap = (siteUrl: string): string =>
  sitemap(PAGES.map((path) => ({ address: `${siteUrl}${path}`, changed: null })));

export const sitemap = (listed: readonly { readonly address: string; readonly changed: Date | null }[]): string =>
  `${HEAD}<urlset xmlns="${XMLNS}">\n${listed
    .map(
      ({ address, changed }) =>
        `<url><loc>${escapeXml(address)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}</url>\n`,
    )
    .join('')}</urlset>\n`;

/** The part that a file's name asks for; null for what is none. */
export function sitemapPart(name: string): SitemapPart | null {
  const found = /^(releases|docket)-([1-9]\d{0,4})\.xml$/.exec(name);
  return found ? { kind: found[1] as SitemapPart['kind'], number: Number(found[2]) } : null;
}
