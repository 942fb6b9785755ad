import { join } from 'node:path';
import { Database } from '@app/database';
import { decodeFrames } from '@app/footage/domain';
import { Fence } from '@app/jobs';
import { must } from '@app/kernel';
import { render, verify } from '@app/media';
import { RedactionsService } from '@app/redactions';
import type { BoxTrack, RedactionPlan } from '@app/redactions/domain';
import { openBench } from '../../../apps/ops/media';
import { rendered, type Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, aColleague, everybody } from '../../drivers/case';
import { type Answer, type Asker, ask, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

interface Move {
  readonly move: string;
  readonly permitted: boolean;
  readonly because: { readonly code: string; readonly says: string }[];
}
interface Issue {
  readonly id: string;
  readonly frame: number;
  readonly pts: number;
  readonly state: string;
  readonly returnedBecause: string | null;
}
interface Review {
  readonly current: boolean;
  readonly verified: boolean;
  readonly seconds: number;
  readonly hasSound: boolean;
  readonly mine: { readonly share: number; readonly whole: boolean; readonly unwatched: object[] };
  readonly others: { readonly whole: boolean }[];
  readonly waiver: { readonly reason: string } | null;
  readonly findings: { readonly rule: string; readonly frame: number | null; readonly track: string | null }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly doubts: { readonly doubt: string; readonly kind: string; readonly seenBy: string | null }[];
}

let daylight: TestDaylight;
let worker: { stop(): Promise<void> };
let staff: Staff;
let reviewer: Asker;
/** Rendered, verified and handed on to be checked: with sound, and without. */
let clip: string;
let silent: string;
/** Drawn and done; nothing is rendered. */
let leaky: string;
const LEAKY = { name: 'leaky.mp4', rate: '30' };
beforeAll(async () => {
  daylight = await startDaylight();
  worker = await daylight.addWorker();
  staff = await everybody(daylight);
  reviewer = staff['quality-reviewer'];
  clip = await aCaseAt('qualityCheck', { daylight, staff });
  silent = await aCaseAt('qualityCheck', { daylight, staff, recipe: { sound: false, name: 'silent.mp4' } });
  leaky = await aCaseAt('drawn', { daylight, staff, recipe: LEAKY });
});
afterAll(() => daylight.stop());

const technician = (): Asker => staff['redaction-technician'];
const cutOf = async (of: string): Promise<string> =>
  must(json<{ id: string }[]>(await ask(staff.solicitor, 'GET', `/clips/${of}/renders`))[0], 'a rendering').id;
const on = async (what: string, of = clip): Promise<string> => `/clips/${of}/renders/${await cutOf(of)}/${what}`;
const reviewOf = async (by = reviewer, of = clip): Promise<Review> =>
  json<Review>(await ask(by, 'GET', await on('review', of)));
const issues = async (by = reviewer): Promise<Issue[]> => json<Issue[]>(await ask(by, 'GET', `/clips/${clip}/issues`));

const report = async (spans: object[], change: object = {}, by = reviewer, of = clip): Promise<Answer> =>
  ask(by, 'POST', await on('watched', of), { json: { spans, heard: true, rate: 1, ...change } });
const makes = (move: string, by: Asker, of = clip): Promise<Answer> =>
  ask(by, 'POST', `/clips/${of}/moves/${move}`, { json: { reason: 'A face can be seen in a window.' } });
const pin = async (change: object = {}): Promise<Answer> =>
  ask(reviewer, 'POST', await on('issues'), {
    json: { frame: 5, box: { x: 0.4, y: 0.4, w: 0.2, h: 0.2 }, says: 'A face in the window.', ...change },
  });
const step = (issue: string, step: string, by: Asker, body: object = {}): Promise<Answer> =>
  ask(by, 'POST', `/issues/${issue}/${step}`, { json: body });

/** What stands between the reviewer and passing it, as the screen is told. */
async function because(of = clip): Promise<string[]> {
  const { moves } = json<{ moves: Move[] }>(await ask(reviewer, 'GET', `/clips/${of}/moves`));
  return must(moves.find(({ move }) => move === 'passRedactions'), 'the step').because.map(({ code }) => code); // prettier-ignore
}
const fieldsOf = (answer: Answer): string[] => (problem(answer).fields ?? []).map(({ field }) => field);

describe('nobody passes what they have not watched', () => {
  it('is refused before, in plain words, as the screen says', async () => {
    expect(await reviewOf()).toMatchObject({
      current: true,
      verified: true,
      hasSound: true,
      findings: [],
      waiver: null,
    });
    expect((await reviewOf()).mine).toMatchObject({ share: 0, whole: false, unwatched: [{ from: 0, to: 1 }] });
    expect(await because()).toEqual(['not-watched', 'doubts-open']);
    const refused = problem(await makes('passRedactions', reviewer));
    expect(refused).toMatchObject({ status: 409, code: 'move-refused' });
    expect(refused.reasons?.[0]?.says).toContain('has watched every second of this rendering');
  });

  it.each([
    ['played without its sound', [{ from: 0, to: 1 }], { heard: false }, 'heard'],
    ['played three times as fast', [{ from: 0, to: 1 }], { rate: 3 }, 'rate'],
    ['what lies behind the end', [{ from: 0.5, to: 2 }], {}, 'spans'],
    ['what runs backwards', [{ from: 0.6, to: 0.5 }], {}, 'spans'],
    ['more than the time that has passed', Array(20).fill({ from: 0, to: 1 }), {}, 'spans'],
  ])('does not count: %s', async (_, spans, change, field) => {
    const answer = await report(spans as object[], change);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
    expect((await reviewOf()).mine.share).toBe(0);
  });

  it('nor is a part enough', async () => {
    expect((await report([{ from: 0, to: 0.3 }, { from: 0.2, to: 0.5 }])).status).toBe(200); // prettier-ignore
    expect((await reviewOf()).mine).toMatchObject({ share: 0.5, unwatched: [{ from: 0.5, to: 1 }] });
    expect(await because()).toEqual(['not-watched', 'doubts-open']);
  });

  it('nor can anybody who took part in hiding watch or pass it', async () => {
    const both = await aColleague(daylight, 'both', ['quality-reviewer', 'redaction-technician']);
    await withClient(daylight.database.owner, (client) =>
      client.query(
        `INSERT INTO redaction_edit SELECT id, 99, '[]', $2, now(), 'both' FROM determination WHERE clip_id = $1`,
        [clip, both.id],
      ),
    );
    const refusals = [await report([{ from: 0, to: 1 }], {}, both), await makes('passRedactions', both)];
    for (const refused of refusals.map(problem)) {
      expect(refused).toMatchObject({ status: 403, code: 'not-permitted' });
      expect(refused.reasons?.map(({ code }) => code)).toContain('checked-own-redaction');
    }
  });
});

describe('what was seen is pinned, fixed and verified before anything is passed', () => {
  it('is pinned to a frame by its time, and to a part of the picture', async () => {
    const { baseUrl, cookie } = staff.solicitor;
    const index = await fetch(`${baseUrl}/clips/${clip}/frame-index`, { headers: { cookie: cookie() } });
    const { pts } = decodeFrames(new Uint8Array(await index.arrayBuffer()));
    for (const wrong of [{ frame: 25 }, { frame: -1 }, { box: { x: 0.9, y: 0, w: 0.2, h: 0.1 } }, { says: ' ' }])
      expect((await pin(wrong)).status).toBe(400);
    expect(json<Issue>(await pin())).toMatchObject({ frame: 5, pts: pts[5], state: 'open' });
    expect((await pin({ frame: 9, says: 'A plate by the kerb.' })).status).toBe(201);
    expect(await because()).toEqual(['not-watched', 'doubts-open', 'issues-open']);
  });

  it('goes back to whoever hides, with everything that was seen', async () => {
    expect((await makes('returnRedactions', reviewer)).status).toBe(200);
    const tasks = json<{ id: string; returnedBecause: string }[]>(
      await ask(technician(), 'GET', `/clips/${clip}/tasks`),
    );
    for (const { returnedBecause } of tasks)
      expect(returnedBecause).toBe(
        'A face can be seen in a window.\nFrame 5: A face in the window.\nFrame 9: A plate by the kerb.',
      );
    for (const { id } of tasks) await ask(technician(), 'POST', `/tasks/${id}/done`);
    expect((await pin()).status).toBe(404); // while it is being redacted it is not the reviewer's to see
  });

  it('is fixed by the technician and by nobody else, once', async () => {
    for (const { id } of await issues(technician())) {
      expect((await step(id, 'fixed', reviewer)).status).toBe(403);
      expect((await step(id, 'verified', technician())).status).toBe(403);
      expect((await step(id, 'fixed', technician())).status).toBe(204);
      expect((await step(id, 'fixed', technician())).status).toBe(409);
    }
    expect((await issues(technician())).map(({ state }) => state)).toEqual(['fixed', 'fixed']);
    expect((await rendered(clip, staff['redaction-technician'])).state).toBe('verified');
    expect((await makes('submitRedactions', technician())).status).toBe(200);
  });

  it('a new rendering is watched anew', async () => {
    expect((await reviewOf()).mine).toMatchObject({ share: 0 });
    expect((await report([{ from: 0, to: 1 }])).status).toBe(200);
    expect((await reviewOf()).mine).toMatchObject({ share: 1, whole: true, unwatched: [] });
    expect((await reviewOf(staff.solicitor)).others).toMatchObject([{ whole: true }]);
    expect(await because()).toEqual(['doubts-open', 'issues-open']);
  });

  it('and what looks like a mistake in its plan is looked at in it, by the reviewer alone', async () => {
    const [{ doubt, ...jump }, ...others] = (await reviewOf()).doubts as [Review['doubts'][0], ...Review['doubts']];
    expect([jump, others]).toMatchObject([{ kind: 'teleport', track: 'bystander-1', seenBy: null }, []]);
    const find = async (by: Asker, name = doubt) => (await ask(by, 'POST', await on('doubts'), { json: { doubt: name } })).status; // prettier-ignore
    expect(await find(technician())).toBe(403);
    expect(await find(reviewer, 'gap 1-2 mask-1')).toBe(400);
    expect([await find(reviewer), await find(reviewer)]).toEqual([200, 200]);
    expect((await reviewOf()).doubts).toMatchObject([{ doubt, seenBy: expect.any(String) as string }]);
    expect(await because()).toEqual(['issues-open']);
  });
});

describe('what was fixed is looked at again', () => {
  it('is verified by the reviewer, or comes back and says why', async () => {
    const [face, plate] = await issues();
    expect((await step(face!.id, 'return', reviewer, { reason: 'no' })).status).toBe(400);
    expect((await step(face!.id, 'return', reviewer, { reason: 'It is seen again later.' })).status).toBe(204);
    expect((await issues())[0]).toMatchObject({ state: 'open', returnedBecause: 'It is seen again later.' });
    expect((await step(face!.id, 'verified', reviewer)).status).toBe(409);
    expect((await step(face!.id, 'fixed', technician())).status).toBe(409); // the case is not with the technician
    expect((await step(plate!.id, 'verified', reviewer)).status).toBe(204);
    expect((await makes('passRedactions', reviewer)).status).toBe(409);
    await makes('returnRedactions', reviewer);
    for (const { id } of json<Issue[]>(await ask(technician(), 'GET', `/clips/${clip}/tasks`)))
      await ask(technician(), 'POST', `/tasks/${id}/done`);
    await step(face!.id, 'fixed', technician());
    await makes('submitRedactions', technician());
    expect((await step(face!.id, 'verified', reviewer)).status).toBe(204);
    expect(await because()).toEqual([]);
    expect((await makes('passRedactions', reviewer)).status).toBe(200);
  });

  it('all of it is in the chain of custody, and nothing more can be added', async () => {
    const custody = json<{ action: string; outcome: string }[]>(await ask(reviewer, 'GET', `/clips/${clip}/custody`));
    const acts = custody.filter(({ outcome }) => outcome === 'done').map(({ action }) => action);
    const wanted = [
      'begin-watching',
      'watched-whole',
      'pin-issue',
      'fix-issue',
      'return-issue',
      'verify-issue',
      'find-doubt-right',
    ];
    expect(wanted.map((action) => [action, acts.filter((one) => one === action).length])).toEqual([
      ['begin-watching', 2],
      ['watched-whole', 1],
      ['pin-issue', 2],
      ['fix-issue', 3],
      ['return-issue', 1],
      ['verify-issue', 2],
      ['find-doubt-right', 1],
    ]);
    expect([(await pin()).status, (await report([])).status]).toEqual([409, 409]);
  });
});

describe('in place of watching', () => {
  const waive = async (by: Asker, reason = 'The court expects it tonight.'): Promise<number> =>
    (await ask(by, 'POST', await on('waiver', silent), { json: { reason } })).status;

  it('the Solicitor, and nobody else, records a reason, once', async () => {
    expect(await because(silent)).toEqual(['not-watched', 'doubts-open']);
    expect([
      await waive(staff['assistant-solicitor']),
      await waive(reviewer),
      await waive(staff.solicitor, 'no'),
    ]).toEqual([403, 403, 400]);
    expect([await waive(staff.solicitor), await waive(staff.solicitor)]).toEqual([204, 409]);
    expect((await reviewOf(reviewer, silent)).waiver?.reason).toBe('The court expects it tonight.');
    expect(await because(silent)).toEqual(['doubts-open']);
  });

  it('a rendering without sound is watched without', async () => {
    expect((await reviewOf(reviewer, silent)).hasSound).toBe(false);
    expect((await report([{ from: 0, to: 1 }], { heard: false }, reviewer, silent)).status).toBe(200);
  });
});

describe('a mask that is missing on three frames', () => {
  const MISSING = [12, 13, 14];

  /** The same plan, but for those frames of one mask: what a faulty renderer would make of it. */
  function sabotaged(plan: RedactionPlan): RedactionPlan {
    const video = plan.video.flatMap((track) => {
      if (track.id !== 'minor-1') return [track];
      const whole = track as BoxTrack;
      const frames = whole.padding?.frames ?? 0;
      const still = { ...whole, padding: { space: whole.padding?.space ?? 0, frames: 0 } };
      const piece = (name: string, from: number, to: number): BoxTrack => ({
        ...still,
        id: name,
        from,
        to,
        keyframes: [{ ...still.keyframes[0]!, frame: from }],
      });
      return [
        piece('before', whole.from - frames, MISSING[0]!),
        piece('behind', MISSING.at(-1)! + 1, whole.to + frames),
      ];
    });
    return JSON.parse(JSON.stringify({ ...plan, video }, (key, value: unknown) => (key === 'pts' ? undefined : value))) as RedactionPlan; // prettier-ignore
  }

  it('is found by the verifier, listed frame by frame, and keeps the cut from being handed on', async () => {
    await worker.stop(); // from here on the test itself renders
    const asked = json<{ id: string }>(await ask(technician(), 'POST', `/clips/${leaky}/renders`));
    const redactions = daylight.running.app.get(RedactionsService, { strict: false });
    const { plan } = await redactions.rendering(asked.id);
    const [source, output] = [join(daylight.data.root, LEAKY.name), join(daylight.data.root, 'leak.mp4')];
    const bench = await openBench();
    const receipt = await render(bench, { source, plan: sabotaged(plan), mode: 'auto', output });
    const verification = await verify(bench, { source, plan, output });
    await redactions.keepOutput(output, receipt.outputSha256);
    const made = { outputSha256: receipt.outputSha256, outputSize: receipt.outputBytes, receipt, verification };
    const fence = await Fence.take(daylight.running.app.get(Database), `render-redaction:${asked.id}`);
    // The database itself takes no rendering for verified in which the verifier found something.
    await expect(redactions.recordRendering(asked.id, { state: 'verified', ...made }, fence)).rejects.toThrow();
    await redactions.recordRendering(asked.id, { state: 'refused', ...made }, fence);

    const found = await reviewOf(technician(), leaky);
    expect(found).toMatchObject({ verified: false, current: false, counts: { 'mask-is-fill': 3 } });
    expect(found.findings.map(({ rule, frame, track }) => [rule, frame, track])).toEqual(
      MISSING.map((frame) => ['mask-is-fill', frame, 'minor-1']),
    );
    const refused = problem(await makes('submitRedactions', technician(), leaky));
    expect(refused.reasons?.map(({ code }) => code)).toEqual(['rendering-unverified']);
    // Even where the case had come to the reviewer all the same, and all of it was watched:
    await withClient(daylight.database.owner, async (client) => {
      await client.query('SET session_replication_role = replica');
      await client.query(`UPDATE determination SET state = 'qualityCheck' WHERE clip_id = $1`, [leaky]);
    });
    expect((await report([{ from: 0, to: 1 }], {}, reviewer, leaky)).status).toBe(200);
    expect(await because(leaky)).toEqual(['rendering-unverified', 'not-watched']);
    expect((await makes('passRedactions', reviewer, leaky)).status).toBe(409);
  });
});
