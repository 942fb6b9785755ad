import type { RawRequest } from '../support/raw-http';

/** Another way to ask for the same thing: method, headers, or a spelling of the address (reliability § 5.3). */
export type Variant = (address: string, name: string) => RawRequest;

const get =
  (headers: Readonly<Record<string, string>>): Variant =>
  (path) => ({ method: 'GET', path, headers });
const method =
  (name: string): Variant =>
  (path) => ({ method: name, path });
const spelt =
  (spell: (path: string, name: string) => string): Variant =>
  (address, name) => {
    const [path = '', query] = address.split('?');
    return { method: 'GET', path: spell(path, name) + (query === undefined ? '' : `?${query}`) };
  };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export const VARIANTS: Readonly<Record<string, Variant>> = {
  HEAD: method('HEAD'),
  OPTIONS: method('OPTIONS'),
  PUT: method('PUT'),
  PATCH: method('PATCH'),
  DELETE: method('DELETE'),
  TRACE: method('TRACE'),
  PROPFIND: method('PROPFIND'),
  'POST of nothing': method('POST'),
  'POST of a form': (path, name) => ({ method: 'POST', path, headers: FORM, body: `id=${name}&release=${name}&version=1&span=1` }),
  'POST of JSON': (path, name) => ({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: name }) }),
  'a method in a header': get({ 'x-http-method-override': 'DELETE' }),
  'the whole as a range': get({ range: 'bytes=0-' }),
  'the first byte': get({ range: 'bytes=0-0' }),
  'a range beyond the end': get({ range: 'bytes=99999999999-' }),
  'two ranges': get({ range: 'bytes=0-1,4-5' }),
  'any known copy': get({ 'if-none-match': '*' }),
  'the copy of that name': (path, name) => ({ method: 'GET', path, headers: { 'if-none-match': `"${name}"` } }),
  'a copy of today': get({ 'if-modified-since': 'Thu, 26 Nov 2026 00:00:00 GMT' }),
  'if it matches': (path, name) => ({ method: 'GET', path, headers: { 'if-match': `"${name}"` } }),
  packed: get({ 'accept-encoding': 'gzip, br, zstd' }),
  'as JSON': get({ accept: 'application/json' }),
  'in Amharic': get({ 'accept-language': 'am' }),
  'of another host': get({ 'x-forwarded-host': 'elsewhere.example', 'x-original-url': '/releases' }),
  'in capitals': spelt((path, name) => path.replaceAll(name, name.toUpperCase())),
  'the route in capitals': spelt((path, name) => path.split(name).map((part) => part.toUpperCase()).join(name)),
  'a slash more': spelt((path) => `${path}/`),
  'two slashes': spelt((path) => path.replaceAll('/', '//')),
  'a dot more': spelt((path) => `${path}.`),
  'a blank more': spelt((path) => `${path}%20`),
  'a nought more': spelt((path) => `${path}%00`),
  'up and down again': spelt((path) => `/media/%2e%2e${path}`),
  'up and down, in plain': spelt((path) => `/media/..${path}`),
  'where it is': spelt((path) => `/.${path}`),
  'a letter encoded': spelt((path, name) => path.replaceAll(name, `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`)),
  'a slash encoded': spelt((path) => `/${path.slice(1).replaceAll('/', '%2F')}`),
  'encoded twice': spelt((path, name) => path.replaceAll(name, `%25${name.charCodeAt(0).toString(16)}${name.slice(1)}`)),
  'a parameter of the path': spelt((path) => `${path};v=1`),
  'broken encoding': spelt((path) => `${path}%zz`),
  'a version in the query': spelt((path) => `${path}?v=1`),
  'in Spanish': spelt((path) => `/es${path}`),
  'in no language': spelt((path) => `/xx${path}`),
  'below the staff’s interface': spelt((path) => `/api${path}`),
  ...Object.fromEntries(
    ['.mp4', '.m3u8', '.jpg', '.vtt', '.json', '.html', '.txt'].map((end) => [`ending in ${end}`, spelt((path) => `${path}${end}`)]),
  ),
}; // prettier-ignore
