/** What every public answer says of itself: the portal sends it, and `nginx.conf` has it for whoever serves the files. */

const policy = (framedBy: "'none'" | '*'): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ');

export const POLICY = policy("'none'");

/** Of the page of a release that is made for other people's pages: nothing else of the site may be framed. */
export const FRAMED_POLICY = policy('*');

/** Headers on every public answer. No cookie is ever set. */
export const SECURITY_HEADERS: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', POLICY],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  [
    'Permissions-Policy',
    'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  ],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
];

/** How long anyone may keep an answer: a takedown is complete everywhere within a minute (reliability G9). */
export const FRESH = 'public, max-age=30, must-revalidate';

/** What never changes under its name. */
export const LASTING = 'public, max-age=31536000, immutable';

export const HTML = 'text/html; charset=utf-8';

/** Media types of the names that the site gives to files, as the portal says them. */
export const TYPES_BY_END: Readonly<Record<string, string>> = {
  html: HTML,
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  vtt: 'text/vtt; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  py: 'text/x-python; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  mp4: 'video/mp4',
};
