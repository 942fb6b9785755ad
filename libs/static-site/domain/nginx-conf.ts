import { LANGUAGE_CODE } from './address';
import { FRAMED_POLICY, FRESH, HTML, LASTING, POLICY, SECURITY_HEADERS, TYPES_BY_END } from './headers';

/** The prefix of a page that is not in English. */
const LANGUAGE = `/(?<daylight_language>${LANGUAGE_CODE})`;

/** A header's values, by status (200 for whatever is shown) and path. The first that fits counts; none: no header. */
const BY_ADDRESS: Readonly<Record<string, readonly (readonly [fits: string, value: string])[]>> = {
  'Content-Security-Policy': [
    [`^(?:200|410) (?:${LANGUAGE})?/embed/[^/]+$`, FRAMED_POLICY],
    ['', POLICY],
  ],
  'Cache-Control': [
    ['^200 /assets/', LASTING],
    ['^200 ', FRESH],
    ['', 'no-store'],
  ],
  'Access-Control-Allow-Origin': [['^200 /data/.*\\.(?:csv|json)$', '*']],
  'Cross-Origin-Resource-Policy': [['^200 /(?:media/|bundles/[^/]+/|releases/[^/]+/(?:v/[^/]+/|release\\.json$))', 'cross-origin']],
  'Repr-Digest': [[`^200 /media/${range(64, (i) => `(?<daylight_hex_${i}>[0-9a-f])`)}\\.`, `sha-256=:${range(43, (i) => `\${daylight_base64_${i}}`)}=:`]],
  'Retry-After': [['^503 ', '60']],
}; // prettier-ignore

/**
 * A server block for nginx that answers as the portal does: the same types, the same headers, 410 for what was taken
 * down. It says nothing of any release, so it never has to be loaded again: what is down has a mark, which nginx looks
 * for at every request. `root` is the folder in which `site` and `marks` lie.
 */
export const nginxConf = (root: string): string => `# Written by \`ops export-site\`, always the same. Include it in the http block of nginx.
variables_hash_max_size 4096;
map $uri $daylight_path { "~^(?<daylight_plain>/.*?)/*$" $daylight_plain; }
map $daylight_path $daylight_home { "~^${LANGUAGE}(?:/|$)" "/$daylight_language"; default ""; }
map $status $daylight_status { 206 200; 304 200; default $status; }
map "$sent_http_content_type $daylight_path" $daylight_content_language {
  "~^${HTML} ${LANGUAGE}(?:/|$)" $daylight_language;
  "~^${HTML} " en;
}
${base64Maps(root)}
${Object.entries(BY_ADDRESS).map(headerMap).join('\n')}
server {
  listen 8080;
  root ${quoted(`${root}/site`)};
  absolute_redirect off;
  max_ranges 1;
  open_file_cache off; # it would hold on for a minute to what was taken down
  default_type "text/plain; charset=utf-8";
  types {
${Object.entries(TYPES_BY_END).map(([end, type]) => `    ${quoted(type)} ${end};`).join('\n')}
  }
${constantHeaders().map(([name, value]) => `  add_header ${name} ${quoted(value)} always;`).join('\n')}
${Object.keys(BY_ADDRESS).map((name) => `  add_header ${name} $${variable(name)} always;`).join('\n')}
  add_header Content-Language $daylight_content_language always;
  if (-f ${quoted(`${root}/marks`, '$daylight_path.410')}) { return 410; }
  if (-f ${quoted(`${root}/marks`, '$daylight_path.503')}) { return 503; }
  error_page 404 @missing;
  error_page 410 503 @down;
  location / { try_files $uri $uri/index.html =404; }
  location = /feed.json { types { } default_type "application/feed+json; charset=utf-8"; }
  location = /_headers { return 404; }
  location ~ /index\\.html$ { return 404; }
  location ~ "^(?:${LANGUAGE})?/404\\.html$" { return 404; }
  location @missing { try_files $daylight_home/404.html /404.html =404; }
  location @down { try_files $uri $uri/index.html $daylight_home/$status.html /$status.html =404; }
}
`; // prettier-ignore

function headerMap([name, values]: [string, (typeof BY_ADDRESS)[string]]): string {
  const lines = values.map(([fits, value]) => `  ${fits === '' ? 'default' : `"~${fits}"`} "${value}";`);
  return `map "$daylight_status $daylight_path" $${variable(name)} {\n${lines.join('\n')}\n}`;
}

const constantHeaders = () => SECURITY_HEADERS.filter(([name]) => !(name in BY_ADDRESS));

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The character of Base64 that two hexadecimal digits are, by their first six bits and by their last. nginx looks up, it does not count. */
export const HEX_TABLES = {
  'hex-first.map': hexTable((byte) => byte >> 2),
  'hex-last.map': hexTable((byte) => byte & 63),
} as const;

function hexTable(bits: (byte: number) => number): string {
  return Array.from({ length: 256 }, (_, byte) => `${byte.toString(16).padStart(2, '0')} ${BASE64[bits(byte)] ?? ''};\n`).join(''); // prettier-ignore
}

/** Three digits are two characters; after the last digit of a hash come zeros. */
const base64Maps = (root: string): string =>
  Array.from({ length: 43 }, (_, i) => {
    const at = Math.floor(i * 1.5);
    const digits = `\${daylight_hex_${at}}${at + 1 < 64 ? `\${daylight_hex_${at + 1}}` : '0'}`;
    const table = i % 2 === 0 ? 'hex-first.map' : 'hex-last.map';
    return `map "${digits}" $daylight_base64_${i} { include ${quoted(`${root}/${table}`)}; }`;
  }).join('\n');

function range(count: number, say: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => say(i)).join('');
}

const variable = (name: string): string => `daylight_${name.toLowerCase().replaceAll('-', '_')}`;

/** A text for nginx, which has no way to write a dollar; after it, what nginx fills in. */
const quoted = (text: string, filledIn = ''): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '')}${filledIn}"`;
