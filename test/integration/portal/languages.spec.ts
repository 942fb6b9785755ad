import { LANGUAGE_CODES, LANGUAGES, type LanguageCode, languageOf } from '@app/public-pages';
import { must } from '@app/kernel';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { type Answer, ask, json } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { type Released, takenDown } from '../../support/public-site';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
/** Every kind of page, with the status that it is answered with. */
let pages: readonly (readonly [address: string, status: number])[];
let siteUrl: string;
let released: Released;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  const staff: Staff = await everybody(daylight);
  const shown = await aCaseAt('published', { daylight, staff });
  const { releaseId } = json<{ releaseId: string }>(await ask(staff.solicitor, 'GET', `/clips/${shown}`));
  const { incident, entry, folder } = await publicNames();
  released = { clip: shown, release: releaseId, incident, entry, folder };
  siteUrl = must(/rel="canonical" href="([^"]+)\/"/.exec((await get('/')).text)?.[1], 'the address of the site');
  pages = [
    ['/', 200],
    ['/releases', 200],
    ['/releases?q=nothing&page=2', 200],
    [`/releases/${releaseId}`, 200],
    [`/releases/${releaseId}/v/1`, 200],
    [folder, 200],
    [`/incidents/${incident}`, 200],
    ['/docket', 200],
    [`/docket/${entry}`, 200],
    ['/statistics', 200],
    ['/data', 200],
    [`/releases/${releaseId}/ask`, 200],
    ['/corrections', 200],
    ['/how-we-decide', 200],
    ['/verify', 200],
    ['/accessibility', 200],
    ['/privacy', 200],
    ['/contact', 200],
  ];
});
afterAll(() => daylight.stop());

const get = (path: string): Promise<Answer> => ask(daylight.portal, 'GET', path);

const publicNames = async (): Promise<Pick<Released, 'incident' | 'entry' | 'folder'>> =>
  withClient(daylight.database.owner, async (client) => {
    const { rows } = await client.query<Pick<Released, 'incident' | 'entry' | 'folder'>>(
      `SELECT record->'incident'->>'id' AS incident, (SELECT id FROM public_docket LIMIT 1) AS entry,
              '/bundles/' || manifest_sha256 AS folder FROM public_release LIMIT 1`,
    );
    return must(rows[0], 'the public names');
  });

const linksOf = (html: string, rel: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(new RegExp(`<link rel="${rel}"(?: hrefLang="([^"]+)")? href="([^"]+)"/>`, 'gi'))].map(
      ([, language, href]) => [language ?? 'self', must(href, 'an address').replaceAll('&amp;', '&')],
    ),
  );

/** The words that a reader sees or hears. */
const wordsOf = (html: string): string =>
  [
    html.replace(/<script[^>]*>.*?<\/script>/gs, '\n').replace(/<[^>]+>/g, '\n'),
    ...[...html.matchAll(/ (?:aria-label|content|data-column|title)="([^"]*)"/g)].map(([, text]) => text),
  ].join('\n');

/** One file of the folder is called as a message might be. */
const UNFILLED = /\{|\}|\bundefined\b|\b[a-z]+\.(?!tlog-proof\b)[a-z]+-[a-z-]+\b/g;

it.each(LANGUAGE_CODES)('answers every page in %s, and names it in all the others', async (code: LanguageCode) => {
  for (const [address, status] of pages) {
    const answer = await get(languageOf(code).path(address));
    expect([address, answer.status]).toEqual([address, status]);
    expect(answer.headers.get('content-language')).toBe(code);
    expect(answer.text).toContain(`<html lang="${code}" dir="${LANGUAGES[code].dir}">`);
    const lasting = address.replace('q=nothing&', '');
    const everywhere = Object.fromEntries(
      LANGUAGE_CODES.map((one) => [one, `${siteUrl}${languageOf(one).path(lasting)}`]),
    );
    expect(linksOf(answer.text, 'alternate')).toEqual({ ...everywhere, 'x-default': `${siteUrl}${lasting}` });
    expect(linksOf(answer.text, 'canonical')).toEqual({ self: everywhere[code] });
    for (const one of LANGUAGE_CODES)
      expect(answer.text).toContain(
        `<a href="${languageOf(one).path(address).replaceAll('&', '&amp;')}" lang="${one}"`,
      );
    // No message that was not filled in, and none that was not found.
    expect([address, wordsOf(answer.text).match(UNFILLED)]).toEqual([address, null]);
  }
});

it('speaks every language in somebody else’s page too', async () => {
  for (const code of LANGUAGE_CODES) {
    const { path, words } = languageOf(code);
    const answer = await get(path(`/embed/${released.release}`));
    expect([answer.status, answer.headers.get('content-language')]).toEqual([200, code]);
    expect(answer.text).toContain(`<html lang="${code}" dir="${LANGUAGES[code].dir}">`);
    expect(answer.text).toContain(words('release.no-finding'));
    expect(wordsOf(answer.text).match(UNFILLED)).toBeNull();
  }
});

it('says in the reader’s language that there is nothing, the same for every address', async () => {
  for (const code of LANGUAGE_CODES.filter((one) => one !== 'en')) {
    const [one, other] = [await get(`/${code}/nothing`), await get(`/${code}/docket/nothing`)];
    expect([one.status, one.headers.get('content-language'), one.text === other.text]).toEqual([404, code, true]);
    expect(one.text).toContain(`<h1>${languageOf(code).words('errors.not-found')}</h1>`);
    expect(one.text).not.toContain('rel="canonical"');
  }
});

it.each([
  '/en/docket',
  '/fr/docket',
  '/ES/docket',
  '/es/es/docket',
  '/esdocket',
  '/es//docket',
  '/es/feed.atom',
  '/es/robots.txt',
  '/es/health/live',
  '/es/ledger/checkpoint',
])('has no page at %s', async (path) => {
  expect((await get(path)).status).toBe(404);
});

it('gives files, records and signatures no language', async () => {
  const { text } = await get(must(pages[3], 'the release')[0]);
  const files = [...text.matchAll(/href="(\/media\/[^"]+|\/releases\/[^"]+\.json)"/g)].map(([, path]) => path);
  expect(files.length).toBeGreaterThan(2);
  for (const path of new Set(files)) expect([path, (await get(`/es${path}`)).status]).toEqual([path, 404]);
});

it('says in the reader’s language that a release was taken down', async () => {
  await takenDown(daylight, released);
  for (const code of LANGUAGE_CODES) {
    const { path, words } = languageOf(code);
    const answer = await get(path(`/releases/${released.release}`));
    expect([answer.status, answer.headers.get('content-language')]).toEqual([410, code]);
    expect(answer.text).toContain(words('takedown.privacy-error'));
    expect(answer.text).toContain(`<h1>${words('gone.heading')}</h1>`);
    expect((await get(path('/corrections'))).text).toContain(words('takedown.privacy-error'));
  }
});

it('says in the reader’s language that there were too many requests', async () => {
  for (let requests = 0; requests < 1300; requests++) {
    const answer = await get('/so/contact');
    if (answer.status === 200) continue;
    expect([answer.status, answer.headers.get('content-language')]).toEqual([429, 'so']);
    expect(answer.text).toContain(`<h1>${languageOf('so').words('errors.too-many')}</h1>`);
    return;
  }
  throw new Error('no request was too many');
});
