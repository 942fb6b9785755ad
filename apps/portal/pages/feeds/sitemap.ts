import type { Listed, SitemapPart } from '@app/publications';
import { describedPath } from '@app/public-pages';
import { escapeXml } from './xml';

const XMLNS = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

/** Pages that are always there. */
const PAGES = [
  '/',
  '/releases',
  '/docket',
  '/statistics',
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
  sitemap(
    siteUrl,
    PAGES.map((path) => ({ path, changed: null })),
  );

interface Mapped {
  readonly path: string;
  readonly changed: Date | null;
}

/** The pages of each release or entry; a release with audio description has two. */
export const pagesOf = ({ kind }: SitemapPart, listed: readonly Listed[]): Mapped[] =>
  listed.flatMap(({ id, changed, described }) => [
    { path: `/${kind}/${id}`, changed },
    ...(described ? [{ path: describedPath(id), changed }] : []),
  ]);

export const sitemap = (siteUrl: string, mapped: readonly Mapped[]): string =>
  `${HEAD}<urlset xmlns="${XMLNS}">\n${mapped
    .map(
      ({ path, changed }) =>
        `<url><loc>${escapeXml(`${siteUrl}${path}`)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}</url>\n`,
    )
    .join('')}</urlset>\n`;

/** The part that a file's name asks for; null for what is none. */
export function sitemapPart(name: string): SitemapPart | null {
  const found = /^(releases|docket)-([1-9]\d{0,4})\.xml$/.exec(name);
  return found ? { kind: found[1] as SitemapPart['kind'], number: Number(found[2]) } : null;
}
