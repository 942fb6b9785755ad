import { done } from '@app/api-client';
import { addDays, dayOf } from '@app/calendar';
import { PublishingService } from '@app/determinations';
import type { DeterminationMove } from '@app/determinations/domain';
import { awaitPublication, determine, makeAccessible, move, redact, sign, type Staff } from '../../apps/ops/demo/steps';
import { CONTENT } from '../../apps/ops/demo/content';
import { until } from '../../apps/ops/client/wait';
import { aCaseAt, aNextVersion, draft, everybody, REPLACEMENT_REASON } from '../drivers/case';
import { type Answer, ask, json, problem } from '../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';
import { filesOf, type SignedFile } from '../support/public-site';

interface DocketJson {
  readonly entry: Record<string, unknown> & { readonly id: string };
}

const why = 'A witness has not been heard yet, and would hear the others on the recording.';
const today = dayOf(new Date());
const element = (holds: boolean) => ({ holds, why });

let daylight: TestDaylight;
let staff: Staff;
let clip: string;
let release: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  staff = await everybody(daylight);
  clip = await aCaseAt('solicitorReview', { daylight, staff });
});
afterAll(() => daylight.stop());

const page = (path: string): Promise<Answer> => ask(daylight.portal, 'GET', path);

/** The clip's line of the public docket, and what its page says. */
async function docket(): Promise<{ entry: DocketJson['entry']; text: string }> {
  const [, id] = /href="\/docket\/([0-9a-f-]{36})"/.exec((await page('/docket')).text) ?? [];
  const { entry } = json<DocketJson>(await page(`/docket/${id}.json`));
  return { entry, text: (await page(`/docket/${id}`)).text };
}

const view = async (): Promise<{ state: string; version: number; releaseId: string | null }> =>
  json(await ask(staff.solicitor, 'GET', `/clips/${clip}`));

const refusalOf = async (name: DeterminationMove): Promise<string[]> => {
  const { sha256 } = await done(
    staff.solicitor.api.GET('/clips/{id}/signing-text', { params: { path: { id: clip }, query: { move: name } } }),
  );
  const answer = await ask(staff.solicitor, 'POST', `/clips/${clip}/moves/${name}`, {
    json: { password: staff.solicitor.password, textSha256: sha256 },
  });
  return (problem(answer).reasons ?? []).map((reason) => reason.code);
};

it('says of a clip on which nothing has been decided that it is pending, since when and until when', async () => {
  const { entry, text } = await docket();
  expect(entry).toMatchObject({ outcome: 'pending', decidedOn: null, reasons: '', prongs: [], release: null });
  expect(entry['clock']).toMatchObject({ startedOn: entry['incidentDate'] });
  expect(text).toContain('Under review; not decided yet');
});

it('carries what the Solicitor notes on it, in public and in the log', async () => {
  const { entry } = await docket();
  const { dueOn } = entry['clock'] as { dueOn: Parameters<typeof addDays>[0] };
  const note = {
    kind: 'extension',
    until: addDays(dueOn, 30),
    says: 'Extended once: a report that it needs comes in December.',
  };
  const add = (body: object) => ask(staff.solicitor, 'POST', `/clips/${clip}/docket-notes`, { json: body });
  expect((await add({ ...note, until: addDays(dueOn, 31) })).status).toBe(400);
  expect((await add({ ...note, kind: 'appeal-decided', until: undefined })).status).toBe(400);
  expect((await add(note)).status).toBe(204);
  expect((await add(note)).status).toBe(409);
  expect((await docket()).entry['notes']).toEqual([{ ...note, on: today }]);
  expect((await docket()).text).toContain('Time extended');
});

it('defers with a basis and a date, says so in public, and looks again by itself when the date comes', async () => {
  await draft(clip, staff, {
    deferral: { basis: why, facts: why, estimatedOn: addDays(today, 60), nextReviewOn: today },
  });
  expect(await refusalOf('defer')).toEqual(['review-too-late']);
  const nextReviewOn = addDays(today, 20);
  await draft(clip, staff, { deferral: { basis: why, facts: why, estimatedOn: addDays(today, 60), nextReviewOn } });
  await sign(clip, 'defer', staff.solicitor);
  const { entry, text } = await docket();
  expect(entry).toMatchObject({ outcome: 'deferred', nextReviewOn, estimatedOn: addDays(today, 60), release: null });
  expect(text).toContain('Disclosure expected');
  await askForWhatIsDue();
  expect((await view()).state).toBe('deferred'); // not yet
  await letTheReviewCome();
  await askForWhatIsDue();
  await until('the reopening', 60, async () => (await view()).state === 'solicitorReview');
  expect((await docket()).entry).toMatchObject({ outcome: 'reopened', nextReviewOn: null });
});

/** What the worker does of itself every half minute. */
const askForWhatIsDue = (): Promise<number> =>
  daylight.running.app.get(PublishingService, { strict: false }).askForWhatIsDue();

/** Time passes until the day of the review: the record says that it is today. */
const letTheReviewCome = () =>
  withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query('UPDATE determination SET next_review_on = $2 WHERE clip_id = $1', [clip, today]);
  });

it('withholds only with an exemption that is explained, and publishes its letter and no fact', async () => {
  await draft(clip, staff, { exemptions: [], segregability: null });
  expect(await refusalOf('withhold')).toEqual(['no-exemption-cited', 'segregability-unexplained', 'no-review-date']);
  const exemptions = [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why }];
  await draft(clip, staff, { exemptions, segregability: why, nextReviewOn: addDays(today, 90) });
  expect(await refusalOf('withhold')).toEqual(['f-not-proved']);
  await draft(clip, staff, {
    exemptions,
    segregability: why,
    nextReviewOn: addDays(today, 90),
    investigatory: element(true),
    compiledOutOfPublicView: element(true),
    wouldPrejudice: element(true),
    notInPublicInterest: element(true),
  });
  await sign(clip, 'withhold', staff.solicitor);
  const { entry, text } = await docket();
  expect(entry).toMatchObject({
    outcome: 'withheld',
    prongs: [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)' }],
    release: null,
  });
  expect(text).not.toContain(why);
});

it('keeps back the day of it for a reason that stands in its place, and shows it again', async () => {
  const whole = await docket();
  const day = String(whole.entry['incidentDate']);
  const reason = 'The day would tell who the witness is, whom the order of the court protects.';
  const act = (suppressed: boolean) =>
    ask(staff.solicitor, 'POST', `/clips/${clip}/docket-suppressions`, {
      json: { field: 'incidentDate', suppressed, reason },
    });
  expect((await act(false)).status).toBe(400); // it is shown
  expect((await act(true)).status).toBe(204);
  expect(json(await ask(staff.auditor, 'GET', `/clips/${clip}/docket-suppressions`))).toEqual([
    { field: 'incidentDate', reason },
  ]);
  const { entry, text } = await docket();
  expect(entry).toMatchObject({
    incidentDate: null,
    outcome: 'withheld',
    suppressed: [{ field: 'incidentDate', reason }],
  });
  expect(text).toContain(reason);
  for (const path of ['/docket', '/data/docket.csv', '/data/docket.json', '/es/docket'])
    expect([path, (await page(path)).text.includes(day)]).toEqual([path, false]);
  expect((await page('/docket')).text).toContain('Kept back');
  expect((await act(false)).status).toBe(204);
  expect((await docket()).entry).toEqual(whole.entry);
});

it('leaves to a records request what the order does not reach and no exemption hides', async () => {
  const empty = await ask(staff.solicitor, 'POST', `/clips/${clip}/moves/reopen`, { json: {} });
  expect(problem(empty).reasons?.map((reason) => reason.code)).toEqual(['no-reason']);
  await move(clip, 'reopen', staff.solicitor, 'The witness has been heard.');
  expect(await refusalOf('leaveToRecordsRequest')).toEqual(['f-proved']);
  await draft(clip, staff);
  await sign(clip, 'leaveToRecordsRequest', staff.solicitor);
  expect((await docket()).entry).toMatchObject({ outcome: 'public-on-request', prongs: [], release: null });
});

it('goes back for facts, and then releases with parts hidden', async () => {
  await move(clip, 'reopen', staff['assistant-solicitor'], 'The Council asked for it.');
  await move(clip, 'returnForFacts', staff.solicitor, 'Which officers were there?');
  expect((await docket()).entry).toMatchObject({ outcome: 'reopened' });
  await move(clip, 'submitFacts', staff['case-officer']);
  await determine(clip, staff);
  expect((await docket()).entry).toMatchObject({ outcome: 'in-preparation', release: null });
  await redact(clip, staff);
  await makeAccessible(clip, staff);
  await sign(clip, 'signOff', staff.solicitor);
  release = await awaitPublication(clip, staff.solicitor);
  expect((await docket()).entry).toMatchObject({ outcome: 'released-redacted', release });
  expect((await page(`/releases/${release}`)).status).toBe(200);
});

it('tells the release in another language too, and who translated it', async () => {
  const path = `/clips/${clip}/translations`;
  const { english } = json<{ english: { title: string; lines: string[] } }>(await ask(staff.auditor, 'GET', path));
  const translation = {
    ...{ language: 'es', title: 'Arresto en la calle', summary: 'Una agente detiene a una persona en la calle.' },
    ...{ lines: english.lines.map((_, i) => `Dicho ${i}.`), translatedBy: 'Rosa Silva, traductora' },
  };
  const publish = (change: object): Promise<Answer> =>
    ask(staff.solicitor, 'POST', path, { json: { ...translation, ...change } });
  const [incident] = await withClient(
    daylight.database.owner,
    async (db) => (await db.query('SELECT location FROM incident')).rows as { location: string }[],
  );
  for (const change of [
    { language: 'en' },
    { title: '' },
    { lines: [...english.lines, 'Una más.'] },
    { summary: `En ${incident?.location}.` },
  ])
    expect([change, (await publish(change)).status]).toEqual([change, 400]);
  expect((await page(`/es/releases/${release}`)).text).not.toContain(translation.title);
  expect((await publish({})).status).toBe(204);
  const kept = json<{ translations: { lines: string[] }[] }>(await ask(staff.auditor, 'GET', path)).translations[0];
  expect(kept?.lines.filter((line, i) => line === english.lines[i])).toEqual([english.lines.find((line) => line.startsWith('[redacted'))]); // prettier-ignore
  const { text } = await page(`/es/releases/${release}`);
  expect(text).toContain(`<h1>${translation.title} <small>`);
  for (const words of [translation.summary, 'Rosa Silva, traductora', 'lang="es"']) expect(text).toContain(words);
  const isHidden = (i: number): boolean => english.lines[i]?.startsWith('[redacted') === true;
  expect(translation.lines.map((line) => text.includes(line))).toEqual(translation.lines.map((_, i) => !isHidden(i)));
  expect(translation.lines.filter((_, i) => isHidden(i))).toHaveLength(1);
  const others = await Promise.all(['', '/ht'].map((language) => page(`${language}/releases/${release}`)));
  for (const other of others) expect(other.text).not.toContain(translation.title);
  expect(others[0]?.text).toContain(english.title);
  const vtt = `/releases/${release}/v/1/translations/es.vtt`;
  for (const one of ['', '/ht', '/es'])
    expect((await page(`${one}/releases/${release}`)).text).toContain(`src="${vtt}"`);
  const captions = await page(vtt);
  expect([captions.status, captions.headers.get('content-type')]).toEqual([200, 'text/vtt; charset=utf-8']);
  expect(translation.lines.map((line) => captions.text.includes(line))).toEqual(translation.lines.map((_, i) => !isHidden(i))); // prettier-ignore
  for (const none of ['ar.vtt', 'en.vtt', 'es', 'es.txt', 'video.mp4'])
    expect([none, (await page(vtt.replace('es.vtt', none))).status]).toEqual([none, 404]);
});

it('puts a new version in the place of the old one, whose page leads on', async () => {
  const first = await filesNow();
  const [, folder = ''] = /href="(\/bundles\/[0-9a-f]{64})"/.exec((await page(`/releases/${release}`)).text) ?? [];
  expect((await page(folder)).status).toBe(200);
  await aNextVersion(clip, staff, async () => {
    expect(await view()).toMatchObject({ state: 'solicitorReview', version: 2, releaseId: release });
    expect((await page(`/releases/${release}`)).status).toBe(200); // the old one stays until the new one is there
  });
  expect((await view()).releaseId).toBe(release);
  const [old, current] = [await page(`/releases/${release}/v/1`), await page(`/releases/${release}/v/2`)];
  expect([old.status, current.status]).toEqual([410, 200]);
  expect(old.text).toContain(`/releases/${release}`);
  expect(old.text).not.toContain('<video');
  for (const path of [folder, `${folder}/video.mp4`, `${folder}/release.json`])
    expect([path, (await page(path)).status]).toEqual([path, 410]);
  expect((await page(folder)).text).toContain('Go to version 2');
  const { items } = json<{ items: Record<'id' | 'date_published' | 'date_modified', string>[] }>(await page('/feed.json')); // prettier-ignore
  const [item] = items.filter(({ id }) => id.endsWith(release));
  expect(item!.date_published < item!.date_modified).toBe(true); // the first version's day, and this one's
  expect((await page('/feed.atom')).text).toContain(`<published>${item!.date_published}</published>`);
  const corrections = (await page('/corrections')).text;
  expect(corrections).toContain(`/releases/${release}/v/1`);
  for (const { text } of [old, current, await page('/corrections'), await page('/data/releases.csv')])
    expect(text).toContain(REPLACEMENT_REASON);
  for (const [version, status] of [[1, 410], [2, 404], [3, 404]] as const)
    expect([version, (await page(`/releases/${release}/v/${version}/translations/es.vtt`)).status]).toEqual([version, status]); // prettier-ignore
  expect(current.text).not.toContain('translations/');
  const second = await filesNow();
  for (const { sha256, url } of first) {
    expect([url, old.text.includes(sha256)]).toEqual([url, isVideo(url)]);
    const stillPublic = second.some((file) => file.sha256 === sha256); // its video: nothing else is hidden than before
    expect([url, (await page(new URL(url).pathname)).status]).toEqual([url, stillPublic ? 200 : goneStatus(url)]);
  }
  expect(second.map(({ sha256 }) => sha256)).not.toEqual(first.map(({ sha256 }) => sha256));
});

/** From the hash of a text that differs in one name that name could be guessed: only of a video it is told that it was public. */
const isVideo = (url: string): boolean => url.endsWith('.mp4');
const goneStatus = (url: string): number => (isVideo(url) ? 410 : 404);

const filesNow = (): Promise<SignedFile[]> => filesOf(daylight.portal, release);

it('takes a release down: 410 and a tombstone on its page, its versions, its data and its files', async () => {
  const signed = await filesNow();
  const takedown = { reasonClass: 'privacy-error', explanation: 'A face was visible in one frame.' } as const;
  const { sha256 } = await done(
    staff.solicitor.api.GET('/clips/{id}/signing-text', {
      params: { path: { id: clip }, query: { move: 'unpublish', ...takedown } },
    }),
  );
  const body = { takedown, password: staff.solicitor.password, textSha256: sha256 };
  expect((await ask(staff.solicitor, 'POST', `/clips/${clip}/moves/unpublish`, { json: body })).status).toBe(200);
  const paths = [`/releases/${release}`, `/releases/${release}/v/1`, `/releases/${release}/v/2`];
  const files = signed.map((file) => new URL(file.url).pathname);
  for (const path of [...paths, `/releases/${release}/release.json`, ...files]) {
    const answer = await page(path);
    expect([path, answer.status]).toEqual([path, files.includes(path) ? goneStatus(path) : 410]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    if (path === `/releases/${release}/v/2`)
      for (const { sha256, url } of signed) expect([url, answer.text.includes(sha256)]).toEqual([url, isVideo(url)]);
  }
  expect((await page(`/releases/${release}`)).text).toContain(takedown.explanation);
  expect(json(await page(`/releases/${release}/release.json`))).toMatchObject({
    schema: 'daylight-tombstone-1',
    ...takedown,
  });
  expect((await page('/releases')).text).not.toContain(release);
  expect((await page('/docket')).text).toContain('href="/docket/');
});

it('replaces what was taken down by a release in whole, which hides nothing of what the earlier version hid', async () => {
  await move(clip, 'prepareReplacement', staff['assistant-solicitor'], 'The court found nothing to hide.');
  await determine(clip, staff, 'releaseWhole', { ...CONTENT, orders: [] });
  await until('the rendering', 120, async () => {
    const [newest] = json<{ state: string }[]>(await ask(staff.solicitor, 'GET', `/clips/${clip}/renders`));
    return newest?.state === 'verified';
  });
  await makeAccessible(clip, staff);
  await sign(clip, 'signOff', staff.solicitor);
  expect(await awaitPublication(clip, staff.solicitor)).toBe(release);
  const tombstone = await page(`/releases/${release}/v/2`);
  expect([tombstone.status, tombstone.text]).toEqual([410, expect.stringContaining('Go to version 3')]);
  const record = (await filesNow()).find((file) => file.role === 'record');
  expect(json(await page(new URL(record?.url ?? '').pathname))).toMatchObject({ hidden: [] });
  const lines = [...(await page('/docket')).text.matchAll(/href="\/docket\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
  const outcomes = lines.map(async (id) => json<DocketJson>(await page(`/docket/${id}.json`)).entry['outcome']);
  expect((await Promise.all(outcomes)).sort()).toEqual(['released', 'superseded', 'unpublished']);
});
