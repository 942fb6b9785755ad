import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { hasLanguages } from './addresses';
import { languageOf } from './language';
import { LANGUAGE_CODES } from './languages';

const markup = (said: unknown): string => renderToStaticMarkup(said as never);

it('puts values and links into a sentence, and escapes them', () => {
  const { say, words, link } = languageOf('en');
  expect(words('layout.site-title', { title: '<b>' })).toBe('<b> – Daylight, City of Cambridge');
  expect(markup(say('layout.site-title', { title: '<b>' }))).toContain('&lt;b&gt; – Daylight');
  expect(markup(say('layout.cambridge-time', { moment: createElement('b', null, 'now') }))).toBe(
    '<b>now</b> (Cambridge time)',
  );
  expect(markup(say('errors.wrong-request-help', { releases: link('/releases') }))).toBe(
    'Start again from the <a href="/releases">list of releases</a>.',
  );
});

it('counts as the language does', () => {
  const { words } = languageOf('en');
  expect([0, 1, 2, 1234].map((count) => words('releases.hidden', { count }))).toEqual([
    'nothing hidden',
    '1 part hidden',
    '2 parts hidden',
    '1,234 parts hidden',
  ]);
});

it.each([
  ['en', '/', '/'],
  ['es', '/', '/es'],
  ['es', '/?x=1', '/es?x=1'],
  ['es', '/docket?page=2', '/es/docket?page=2'],
  ['zh-Hans', '/releases/1/v/2', '/zh-Hans/releases/1/v/2'],
  ['ar', '/feed.atom', '/feed.atom'],
  ['ar', '/releases/1/release.json', '/releases/1/release.json'],
  ['ar', '/media/1.mp4', '/media/1.mp4'],
  ['ar', '//elsewhere.example/', '//elsewhere.example/'],
] as const)('in %s the address of %s is %s', (code, address, there) => {
  expect(languageOf(code).path(address)).toBe(there);
});

it('knows which addresses have languages', () => {
  expect(['/', '/releases', '/releases/', '/docket/1?x=y.z', '/contact#a.b'].map(hasLanguages)).not.toContain(false);
  expect(
    ['//', '/es', '/assets/x.css', '/docket/1.json', '/health/live', '', '/releasesx'].map(hasLanguages),
  ).not.toContain(true);
});

it('counts bytes as people do', () => {
  const { bytes } = languageOf('en');
  expect([0, 1, 170, 999, 1000].map(bytes)).toEqual(['0 bytes', '1 byte', '170 bytes', '999 bytes', '1 kB']);
});

it('writes dates, numbers and lengths in each language, with the digits 0–9', () => {
  const written = LANGUAGE_CODES.map((code) => {
    const { date, moment, count, percent, length, bytes } = languageOf(code);
    const all = [
      date('2026-11-23'),
      moment('2026-11-23T15:04:00Z'),
      count(12345),
      percent(0.123),
      length(843),
      bytes(1234567),
    ];
    for (const one of all) expect([code, one, /^\P{Nd}*[0-9]/u.test(one)]).toEqual([code, one, true]);
    expect([
      code,
      all
        .join()
        .match(/\p{Nd}/gu)
        ?.filter((digit) => !/[0-9]/.test(digit)) ?? [],
    ]).toEqual([code, []]);
    return all;
  });
  expect(written[LANGUAGE_CODES.indexOf('en')]).toEqual([
    'November 23, 2026',
    'November 23, 2026 at 10:04 AM (Cambridge time)',
    '12,345',
    '12.3%',
    '14 min 3 sec',
    '1.2 MB',
  ]);
  expect(written[LANGUAGE_CODES.indexOf('es')]?.[0]).toBe('23 de noviembre de 2026');
  expect(written[LANGUAGE_CODES.indexOf('ht')]?.slice(0, 2)).toEqual([
    '23 novanm 2026',
    expect.stringMatching(/^23 novanm 2026, 10:04.AM/),
  ]);
  expect(written[LANGUAGE_CODES.indexOf('zh-Hans')]?.[0]).toBe('2026年11月23日');
});
