/** Paths that a file can have: no query, no escape, nothing that leads out of a folder. `.well-known` is the one exception. */
const PATH = /^(?:\/(?!\.)[A-Za-z0-9._~-]+|\/\.well-known)*\/?$/;
const LONGEST = 300;

/** What only the running portal answers. */
const LIVE = /^\/(?:health|oembed|metrics)(?:\/|$)/;

/** Whether an address can be exported: one file, the same for everyone. */
export const isExportable = (path: string): boolean =>
  path.startsWith('/') && path.length <= LONGEST && PATH.test(path) && !path.includes('..') && !LIVE.test(path);

/** Paths of the site that an answer names, whatever kind of text it is. */
export function pathsIn(text: string, at: string, siteUrl: string): string[] {
  const relative = [...text.matchAll(/(?:href|src|action|data|poster)="([^"]+)"/g)].map((found) => found[1]);
  const whole = text.split(`${siteUrl}/`).slice(1).map((rest) => `/${/^[A-Za-z0-9._~/-]*/.exec(rest)?.[0] ?? ''}`); // prettier-ignore
  const base = `${siteUrl}${at}`;
  const named = [...relative, ...whole].flatMap((address) => (address === undefined ? [] : resolved(address, base)));
  const paths = named.flatMap((url) =>
    url.origin === new URL(base).origin && url.search === '' ? [url.pathname] : [],
  );
  const others = at === '/' ? errorPagesIn(text, siteUrl) : [];
  return [...new Set([...paths.flatMap((path) => [path, ...beside(path)]), ...others].filter(isExportable))];
}

/** Statuses that have a page of their own in every language: `/es/404.html`. */
const ERRORS = [404, 410, 503];

/** The pages of errors, in every language in which the home page says that it is there. No page names them. */
function errorPagesIn(home: string, siteUrl: string): string[] {
  const homes = [...home.matchAll(/hreflang="[^"]+" href="([^"]+)"/gi)].map(([, href = '']) => href);
  const ours = homes.filter((href) => href.startsWith(siteUrl)).map((href) => href.slice(siteUrl.length));
  return ours.flatMap((path) => ERRORS.map((status) => errorPage(path, status)));
}

/** What begins the address of a page that is not in English. */
export const LANGUAGE_CODE = '[a-z]{2}(?:-[A-Za-z]+)?';
const PREFIX = new RegExp(`^/${LANGUAGE_CODE}(?=/|$)`);

/** The page of an error, in the language of the address at which it is met. */
export const errorPage = (path: string, status: number): string => `${PREFIX.exec(path)?.[0] ?? ''}/${status}.html`;

/** Whether that is the page of an error, which is answered with its status. */
export const isErrorPage = (path: string, status: number): boolean => path === errorPage(path, status);

function resolved(address: string, base: string): URL[] {
  const url = URL.parse(address.replaceAll('&amp;', '&'), base);
  return url ? [url] : [];
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const RELEASE_PAGE = new RegExp(`^/releases/${UUID}$`);

/** Files of a release that programs ask for by its address, though no page has to link them. */
const beside = (path: string): string[] =>
  RELEASE_PAGE.test(path) ? [`${path}/release.json`, `${path}/oembed.json`] : [];

const OF_RELEASE = new RegExp(`^(?:/[A-Za-z-]+)?/(?:releases|embed)/(${UUID})(?:/|$|\\.)`);

/** The release whose own address that is, in whatever language; null for any other page. */
export const releaseOf = (path: string): string | null => OF_RELEASE.exec(path)?.[1] ?? null;

const BY_HASH = new RegExp(`^(?:/${LANGUAGE_CODE})?/(?:media|bundles)/([0-9a-f]{64})(?:[./]|$)`);

/** The hash under which that address gives a file of a release, or the folder of a version. */
export const hashOf = (path: string): string | null => BY_HASH.exec(path)?.[1] ?? null;

/** Every hash under which a text names such an address. */
export const hashesNamedIn = (text: string): string[] =>
  [...text.matchAll(/\/(?:media|bundles)\/([0-9a-f]{64})/g)].flatMap(([, hash]) => hash ?? []);

/** Where the text of an address lies below the site's folder. A page is the index of a folder with its name. */
export const fileOf = (path: string, type: string): string => {
  const plain = path.replace(/\/$/, '');
  return (type.startsWith('text/html') && !plain.endsWith('.html') ? `${plain}/index.html` : plain).slice(1);
};

/** Where it is written down how an address is answered. */
export const answerOf = (path: string): string => `${path === '/' ? 'index' : path.replace(/\/$/, '').slice(1)}.answer`;
