import {
  answerOf,
  errorPage,
  fileOf,
  headersFile,
  hashOf,
  HEX_TABLES,
  isErrorPage,
  isExportable,
  nginxConf,
  pathsIn,
  releaseOf,
} from '.';

const ID = '0b0e3ad2-0f0e-4c5e-9f3a-1f2d3c4b5a69';
const HASH = 'a'.repeat(64);
const SITE = 'https://daylight.example';

it.each(['/../etc/passwd', '/a/../b', '/.git/config', '/a/.env', '/a%2e%2e/b', '/a?b=c', '/a\\b', '/a//b', 'a', '/health/live', '/oembed', '/a\0b', `/${'x'.repeat(400)}`])(
  '%s is no address of a file',
  (path) => expect(isExportable(path)).toBe(false),
); // prettier-ignore

it.each(['/', '/releases', `/es/releases/${ID}`, `/media/${HASH}.mp4`, '/.well-known/security.txt', '/log/tile/0/x001/067.p/5', '/oembed.json'])(
  '%s is one',
  (path) => expect(isExportable(path)).toBe(true),
); // prettier-ignore

it('finds what a page, a feed and a data set name, on this site alone, without their queries', () => {
  const html = `<a href="/docket">a</a><a href="b?x=1">b</a><a href="c#d">c</a><img src="https://other.example/e"><meta content="Docket">`;
  expect(pathsIn(html, '/releases/', SITE)).toEqual(['/docket', '/releases/c']);
  expect(pathsIn(`<loc>${SITE}/releases/${ID}</loc>`, '/sitemap.xml', SITE)).toEqual([`/releases/${ID}`, `/releases/${ID}/release.json`, `/releases/${ID}/oembed.json`]); // prettier-ignore
  expect(pathsIn(JSON.stringify({ page: `${SITE}/docket/${ID}` }), '/data', SITE)).toEqual([`/docket/${ID}`]);
});

it('knows a release and a file by their addresses, in whatever language', () => {
  for (const path of [`/releases/${ID}`, `/releases/${ID}/v/2`, `/ar/releases/${ID}/release.json`, `/zh-Hans/embed/${ID}`])
    expect([path, releaseOf(path)]).toEqual([path, ID]);
  for (const path of ['/releases', `/docket/${ID}`, `/incidents/${ID}`]) expect([path, releaseOf(path)]).toEqual([path, null]);
  for (const path of [`/media/${HASH}.mp4`, `/media/${HASH}`, `/bundles/${HASH}`, `/bundles/${HASH}/`, `/so/bundles/${HASH}`, `/bundles/${HASH}/video.mp4`])
    expect([path, hashOf(path)]).toEqual([path, HASH]);
  for (const path of ['/media/x.mp4', `/bundles/${HASH}0/a`, `/log/${HASH}`]) expect([path, hashOf(path)]).toEqual([path, null]);
}); // prettier-ignore

it('gives every page a folder of its name, and everything else its own name', () => {
  const html = 'text/html; charset=utf-8';
  expect(['/', '/docket', '/docket/', '/404.html'].map((path) => fileOf(path, html))).toEqual(['index.html', 'docket/index.html', 'docket/index.html', '404.html']); // prettier-ignore
  expect(fileOf('/data/docket.csv', 'text/csv')).toBe('data/docket.csv');
  expect(['/', '/docket', '/docket/x'].map(answerOf)).toEqual(['index.answer', 'docket.answer', 'docket/x.answer']);
});

const answers = [
  { path: '/', status: 200, headers: { 'content-type': 'text/html', a: 'usual' }, file: 'index.html' },
  { path: '/docket', status: 200, headers: { 'content-type': 'text/html', a: 'usual' }, file: 'docket/index.html' },
  { path: '/embed', status: 200, headers: { 'content-type': 'text/html', a: 'other' }, file: 'embed/index.html' },
  { path: '/log/checkpoint', status: 200, headers: { 'content-type': 'text/plain', a: 'usual' }, file: 'log/checkpoint' },
  { path: '/a.json', status: 200, headers: { 'content-type': 'application/json', a: 'usual' }, file: 'a.json' },
  { path: '/b.json', status: 200, headers: { 'content-type': 'application/json', a: 'usual' }, file: 'b.json' },
  { path: '/feed.json', status: 200, headers: { 'content-type': 'application/feed+json', a: 'usual' }, file: 'feed.json' },
  { path: '/gone', status: 410, headers: { 'content-type': 'text/html', a: 'usual' }, file: 'gone/index.html' },
]; // prettier-ignore

it('names the pages of errors in every language of the home page, and knows one by its status', () => {
  const home = `<link rel="alternate" hrefLang="en" href="${SITE}/"/><link rel="alternate" hrefLang="zh-Hans" href="${SITE}/zh-Hans"/>`;
  const all = ['/404.html', '/410.html', '/503.html', '/zh-Hans/404.html', '/zh-Hans/410.html', '/zh-Hans/503.html'];
  expect(pathsIn(home, '/', SITE)).toEqual(['/', '/zh-Hans', ...all]);
  expect(pathsIn(home, '/docket', SITE)).toEqual(['/', '/zh-Hans']);
  expect([errorPage(`/es/releases/${ID}`, 410), errorPage('/docket', 503), errorPage('/es', 404)]).toEqual(['/es/410.html', '/503.html', '/es/404.html']); // prettier-ignore
  expect([isErrorPage('/so/503.html', 503), isErrorPage('/503.html', 500), isErrorPage('/docket', 503)]).toEqual([true, false, false]); // prettier-ignore
});

it('writes for nginx what does not change, whatever is published: nothing but the folder is in it', () => {
  const conf = nginxConf('/srv/the "site"');
  expect(conf).toContain('root "/srv/the \\"site\\"/site";');
  expect(conf.replaceAll('/srv/the \\"site\\"', '/srv')).toBe(nginxConf('/srv'));
  expect(HEX_TABLES['hex-first.map'].split('\n')[255]).toBe('ff /;');
  expect(HEX_TABLES['hex-last.map'].split('\n')[65]).toBe('41 B;');
});

it('tells the others the usual headers, and those that an address has instead', () => {
  expect(headersFile(answers)).toBe('/*\n  a: usual\n/embed\n  ! a\n  content-type: text/html\n  a: other\n/log/checkpoint\n  content-type: text/plain\n/a.json\n  content-type: application/json\n/b.json\n  content-type: application/json\n/feed.json\n  content-type: application/feed+json\n'); // prettier-ignore
});
