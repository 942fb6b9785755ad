import { randomUUID } from 'node:crypto';
import { done, type Views } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import { must } from '@app/kernel';
import { type AudioInterval, HEAD_START_MS, type Operation } from '@app/redactions/domain';
import { signIn, type StaffSession } from '../client/staff-session';
import { type Receipt, upload } from '../client/upload';
import { until } from '../client/wait';
import { DEMO_INCIDENT, type DemoAccount } from '../up/demonstration';
import { captionsAround, CONTENT, planFor } from './content';

/** Intake kept the file and does not process it: the path ends there, as it should. */
export class Quarantined extends Error {}

export type Staff = Readonly<Record<DemoAccount['role'], StaffSession>>;
type DeterminationBody = typeof CONTENT & { readonly replacementReason?: string };

const LONG = 3600;

/** One session for each role. */
export async function signInAll(api: string, accounts: readonly DemoAccount[]): Promise<Staff> {
  const entries = await Promise.all(
    accounts.map(async ({ role, userName, password }) => [role, await signIn(api, userName, password)] as const),
  );
  return Object.fromEntries(entries) as unknown as Staff;
}

/** A new incident, and its clip uploaded, examined and accepted. */
export async function receive(source: string, staff: Staff, memory: string): Promise<Receipt> {
  const occurredAt = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const incident = await done(
    staff['case-officer'].api.POST('/incidents', {
      body: { ...DEMO_INCIDENT, agencies: [...DEMO_INCIDENT.agencies], occurredAt },
    }),
  );
  const sidecar = {
    source: 'city-camera',
    deviceId: 'DEMO-CAMERA-1',
    custodian: 'Cambridge Police Department',
    acquisitionMethod: 'copied from the camera system',
    claimedStart: occurredAt,
  };
  const receipt = await upload(staff['evidence-technician'], {
    path: source,
    incidentId: incident.id,
    sidecar,
    memory,
  });
  await until('the examination', LONG, async () => {
    const view = await done(staff['case-officer'].api.GET('/clips/{id}', { params: { path: { id: receipt.clipId } } }));
    if (view.verdict === 'quarantined') throw new Quarantined(view.verdictSays ?? '');
    return view.state === 'triage';
  });
  return receipt;
}

/** Waits until frame index, proxy, waveform and keyframes are made. */
export async function awaitStaffCopies(clip: string, { 'case-officer': officer }: Staff): Promise<void> {
  const url = `${officer.baseUrl}/clips/${clip}/keyframe-strip`;
  await until('the staff copies', LONG, async () => (await fetch(url, { headers: { cookie: officer.cookie() } })).ok);
}

/** The clip's record is completed, the order found to cover it, and the facts sent to the Solicitor. */
export async function gatherFacts(clip: string, staff: Staff): Promise<void> {
  const path = { id: clip };
  const officer = staff['case-officer'].api;
  const { revision } = await done(officer.GET('/clips/{id}', { params: { path } }));
  await done(
    officer.PATCH('/clips/{id}', {
      params: { path, ...ifMatch(revision) },
      body: {
        clockOffset: 0,
        priorDisclosure: [],
        audioSource: 'fixed-camera',
        showsViolence: true,
        showsPropertyDamage: false,
        byFederalOfficial: true,
        scopeBasis: 'The officers said they were federal; their vehicle carried no City marks.',
        investigation: { active: false, agency: null, contact: null, stage: null },
        cameraLabel: 'City camera 1 of 1',
      },
    }),
  );
  await move(clip, 'acceptAsInScope', staff['assistant-solicitor']);
  await move(clip, 'submitFacts', staff['case-officer']);
}

/** The assistant drafts; the Solicitor determines and signs. */
export async function determine(
  clip: string,
  staff: Staff,
  outcome: DeterminationMove = 'releaseRedacted',
  content: DeterminationBody = CONTENT,
): Promise<void> {
  const path = { id: clip };
  const assistant = staff['assistant-solicitor'].api;
  const { revision } = await done(assistant.GET('/clips/{id}/determination', { params: { path } }));
  await done(assistant.PUT('/clips/{id}/determination', { params: { path, ...ifMatch(revision) }, body: content }));
  await sign(clip, outcome, staff.solicitor);
}

export interface Redacted {
  readonly operations: readonly Operation[];
  /** Seconds of the two halves of the job. */
  readonly render: number;
  readonly verify: number;
}

/** Tasks assigned and done, rendered, verified, and checked by somebody else. */
export async function redact(clip: string, staff: Staff): Promise<Redacted> {
  const redacted = await submit(clip, staff);
  await check(clip, staff);
  return redacted;
}

/** Tasks assigned and done, rendered, verified, and handed on to whoever checks them. */
export async function submit(clip: string, staff: Staff): Promise<Redacted> {
  const operations = await drawRedactions(clip, staff);
  const redactor = staff['redaction-technician'];
  const rendering = await rendered(clip, redactor);
  if (rendering.state !== 'verified')
    throw new Error(`The rendering was not verified: ${JSON.stringify(rendering.verification ?? rendering.failure)}`);
  await move(clip, 'submitRedactions', redactor);
  return { operations, render: secondsOf(rendering.receipt), verify: secondsOf(rendering.verification) };
}

/** A cut of a few seconds is reported as watched at once; of a longer one the Solicitor says that nobody watched it. */
const AT_ONCE_SECONDS = HEAD_START_MS / 1000;

/** Another person watches the cut, looks at what looks like a mistake, and passes it. */
export async function check(clip: string, staff: Staff): Promise<void> {
  await watch(clip, staff);
  await move(clip, 'passRedactions', staff['quality-reviewer']);
}

export async function watch(clip: string, { 'quality-reviewer': reviewer, solicitor }: Staff): Promise<void> {
  const renders = await done(reviewer.api.GET('/clips/{id}/renders', { params: { path: { id: clip } } }));
  const cut = must(renders.find(({ state }) => state === 'verified'), 'a verified rendering'); // prettier-ignore
  const path = { id: clip, rendering: cut.id };
  const { seconds, doubts } = await done(
    reviewer.api.GET('/clips/{id}/renders/{rendering}/review', { params: { path } }),
  );
  for (const { doubt } of doubts)
    await done(reviewer.api.POST('/clips/{id}/renders/{rendering}/doubts', { params: { path }, body: { doubt } }));
  if (seconds <= AT_ONCE_SECONDS)
    await done(
      reviewer.api.POST('/clips/{id}/renders/{rendering}/watched', {
        params: { path },
        body: { spans: [{ from: 0, to: seconds }], heard: true, rate: 1 },
      }),
    );
  else
    await done(
      solicitor.api.POST('/clips/{id}/renders/{rendering}/waiver', {
        params: { path },
        body: { reason: 'Demonstration: no person watches this film, and nothing in it is real.' },
      }),
    );
}

/** Every ordered redaction assigned, drawn and done; nothing rendered yet. */
export async function drawRedactions(clip: string, staff: Staff): Promise<Operation[]> {
  const path = { id: clip };
  const redactor = staff['redaction-technician'];
  const tasks = await assignTasks(clip, staff);
  const operations = await planFor(clip, redactor);
  const { revision } = await done(redactor.api.GET('/clips/{id}/redactions', { params: { path } }));
  await done(
    redactor.api.POST('/clips/{id}/redactions/ops', {
      params: { path, ...ifMatch(revision) },
      body: { idempotencyKey: randomUUID(), operations: operations as never[] },
    }),
  );
  for (const task of tasks) await done(redactor.api.POST('/tasks/{id}/done', { params: { path: { id: task.id } } }));
  return operations;
}

/** Gives everything that is ordered to the redaction technician. */
export async function assignTasks(clip: string, staff: Staff): Promise<Views['TaskView'][]> {
  const tasks = await done(staff.solicitor.api.GET('/clips/{id}/tasks', { params: { path: { id: clip } } }));
  const { person } = await done(staff['redaction-technician'].api.GET('/session'));
  for (const task of tasks)
    await done(
      staff['assistant-solicitor'].api.POST('/tasks/{id}/assign', {
        params: { path: { id: task.id } },
        body: { to: person.id },
      }),
    );
  return tasks;
}

/** Asks for a rendering and waits until it is verified or failed. */
export async function rendered(clip: string, redactor: StaffSession): Promise<Views['RenderingView']> {
  const path = { id: clip };
  const { id } = await done(redactor.api.POST('/clips/{id}/renders', { params: { path } }));
  return until('the rendering', LONG * 6, async () => {
    const all = await done(redactor.api.GET('/clips/{id}/renders', { params: { path } }));
    const found = all.find((one) => one.id === id);
    return found && found.state !== 'asked' && found;
  });
}

const secondsOf = (report: unknown): number => (report as { seconds?: number } | null)?.seconds ?? 0;

/** Captions, description and warnings; from here the files are assembled for signing. */
export async function makeAccessible(clip: string, staff: Staff): Promise<void> {
  const path = { id: clip };
  const editor = staff['accessibility-editor'].api;
  const { plan: found } = (await done(
    staff['solicitor'].api.GET('/clips/{id}/redactions', { params: { path } }),
  )) as unknown as { plan: { audio: AudioInterval[] } };
  const [muted] = found.audio;
  const speech = muted ? { captions: captionsAround(muted) } : { noSpeech: 'The device recorded no sound.' };
  await awaitRenditions(clip, staff['accessibility-editor']);
  const description = { needed: false, why: 'Demonstration: what is seen is described in the summary of the page.' };
  await done(
    editor.PUT('/clips/{id}/accessibility', {
      params: { path, ...ifMatch(0) },
      body: { ...speech, description, warnings: ['restrained'] },
    }),
  );
  await move(clip, 'finishAccessibility', staff['accessibility-editor']);
}

/** Waits until the cut was looked at for flashes, and what then was due of it is made. */
export const awaitRenditions = (clip: string, by: StaffSession): Promise<Views['RenditionsView']> =>
  until('the renditions', LONG, async () => {
    const found = await done(by.api.GET('/clips/{id}/renditions', { params: { path: { id: clip } } }));
    return found.finished && found;
  });

export const ifMatch = (revision: number) => ({ header: { 'If-Match': `"${revision}"` } });

export const move = (clip: string, name: DeterminationMove, by: StaffSession, reason?: string): Promise<unknown> =>
  done(
    by.api.POST('/clips/{id}/moves/{move}', {
      params: { path: { id: clip, move: name } },
      body: reason === undefined ? {} : { reason },
    }),
  );

/** A signed move: reads the exact text, and signs its hash with the password again. */
export async function sign(clip: string, name: DeterminationMove, by: StaffSession): Promise<void> {
  const { sha256 } = await done(
    by.api.GET('/clips/{id}/signing-text', { params: { path: { id: clip }, query: { move: name } } }),
  );
  await done(
    by.api.POST('/clips/{id}/moves/{move}', {
      params: { path: { id: clip, move: name } },
      body: { password: by.password, textSha256: sha256 },
    }),
  );
}

/** Waits until the clip is published; its release's id. */
export async function awaitPublication(clip: string, by: StaffSession): Promise<string> {
  const { releaseId } = await until('publication', LONG, async () => {
    const view = await done(by.api.GET('/clips/{id}', { params: { path: { id: clip } } }));
    return view.state === 'published' && view;
  });
  return must(releaseId, 'the release of a published clip');
}
