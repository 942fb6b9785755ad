import { must } from '@app/kernel';
import { languageOf, mediaPath } from '@app/public-pages';
import type { ManifestFile } from '@app/publications/domain';
import { until } from '../../../apps/ops/client/wait';
import { awaitPublication, makeAccessible, sign, type Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { ask, json, problem } from '../../drivers/staff-http';
import { sha256Of } from '../../drivers/tus';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let staff: Staff;
let clip: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  staff = await everybody(daylight);
  clip = await aCaseAt('accessibility', { daylight, staff });
});
afterAll(() => daylight.stop());

const preview = (): ReturnType<typeof ask> => ask(staff.solicitor, 'GET', `/clips/${clip}/public-preview`);

/** What publication itself adds: the moment of it, the place in the public log, and the script of the buttons. */
const withoutPublication = (html: string, at: Date): string =>
  html
    .replaceAll(languageOf('en').moment(at), 'THEN')
    .replace(/<script type="module" [^>]*><\/script>/, '')
    .replace(/<p>The publication is entry .*?<\/p>|<p>The proof that this publication is in .*?<\/p>/, 'THE LOG');

it('shows nothing before the files are assembled, and has no captions before they are made', async () => {
  expect(problem(await preview())).toMatchObject({ status: 409, code: 'conflict' });
  expect((await ask(staff.solicitor, 'GET', `/clips/${clip}/captions`)).status).toBe(204);
});

it('is the published page, byte for byte but for what publication itself adds', async () => {
  await makeAccessible(clip, staff);
  await until('the files', 60, async () => (await preview()).status === 200);
  const before = new Date();
  const shown = await preview();
  const after = new Date();
  await sign(clip, 'signOff', staff.solicitor);
  await awaitPublication(clip, staff.solicitor);
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query<{ release_id: string; published_at: Date }>('SELECT release_id, published_at FROM publication'),
  );
  const publication = must(rows[0], 'the publication');
  const portal = await fetch(`${daylight.portal}/releases/${publication.release_id}`);
  const published = await portal.text();
  expect(portal.status).toBe(200);
  const asPublished = withoutPublication(published, publication.published_at);
  expect(asPublished).toContain('THEN');
  expect(asPublished).toContain('THE LOG');
  const files = json<ManifestFile[]>(await ask(staff.solicitor, 'GET', `/clips/${clip}/release-files`));
  const asPublic = shown.text.replace(
    new RegExp(`/clips/${clip}/release-files/([a-z-]+)`, 'g'),
    (_, role) => mediaPath(must(files.find((file) => file.role === role), 'a file')), // prettier-ignore
  );
  expect(asPublic).not.toBe(shown.text);
  expect([before, after].map((at) => withoutPublication(asPublic, at))).toContain(asPublished);
});

it('every file that is signed can be read before, byte for byte, and does nothing', async () => {
  const files = json<ManifestFile[]>(await ask(staff.solicitor, 'GET', `/clips/${clip}/release-files`));
  expect(files.map(({ role }) => role)).toEqual(expect.arrayContaining(['video', 'redactions-csv', 'certificate']));
  for (const { role, sha256, mediaType } of files) {
    const { status, headers } = await ask(staff.solicitor, 'HEAD', `/clips/${clip}/release-files/${role}`);
    expect([role, status, headers.get('etag')]).toEqual([role, 200, `"${sha256}"`]);
    expect(headers.get('content-type')).toContain(mediaType);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  }
  const csv = await ask(staff.solicitor, 'GET', `/clips/${clip}/release-files/redactions-csv`);
  expect(sha256Of(new TextEncoder().encode(csv.text))).toBe(
    files.find(({ role }) => role === 'redactions-csv')?.sha256,
  );
  expect((await ask(staff.solicitor, 'GET', `/clips/${clip}/release-files/original`)).status).toBe(404);
});

it('can be framed by the console alone, runs nothing, and finds its sheet', async () => {
  const { headers, text } = await preview();
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).not.toContain('script-src');
  const sheet = must(/\/assets\/site-[0-9a-f]+\.css/.exec(text)?.[0], 'the sheet');
  const answer = await ask(staff.solicitor, 'GET', sheet);
  expect(answer.headers.get('content-type')).toContain('text/css');
  expect(answer.text).toBe(await (await fetch(`${daylight.portal}${sheet}`)).text());
});

it('gives staff the captions of the cut, as they were published', async () => {
  const captions = await ask(staff['quality-reviewer'], 'GET', `/clips/${clip}/captions`);
  expect(captions.headers.get('content-type')).toContain('text/vtt');
  const page = (await preview()).text;
  const file = must(/\/clips\/[^"]*\/captions(?=")/.exec(page)?.[0], 'the captions');
  expect(captions.text).toBe((await ask(staff.solicitor, 'GET', file)).text);
});
