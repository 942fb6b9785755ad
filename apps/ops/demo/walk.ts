import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { decodeFrames, lengthOf } from '@app/footage/domain';
import type { DeterminationMove } from '@app/determinations/domain';
import { CATALOGUE, type AudioInterval, type Operation, type VideoTrack } from '@app/redactions/domain';
import { DEMO_INCIDENT, type DemoAccount } from '../up/demonstration';
import { done, signIn, type StaffSession } from '../client/staff-session';
import { type Receipt, upload } from '../client/upload';
import { until } from '../client/wait';

export interface WalkOptions {
  readonly api: string;
  readonly portal: string;
  readonly accounts: readonly DemoAccount[];
  readonly memory: string;
  readonly say: (step: string) => void;
}

export interface Walked {
  readonly release: string;
  readonly sha256: string;
  readonly clip: string;
  readonly source: string;
  readonly seconds: {
    readonly ingest: number;
    readonly render: number;
    readonly verify: number;
    readonly publish: number;
    readonly total: number;
  };
}

/** Intake kept the file and does not process it: the path ends there, as it should. */
export class Quarantined extends Error {}

type Staff = Readonly<Record<DemoAccount['role'], StaffSession>>;

const LONG = 3600;

/** Takes one file through the whole path over HTTP, each step by the person whose step it is. */
export async function walk(source: string, options: WalkOptions): Promise<Walked> {
  const { say, portal } = options;
  const began = Date.now();
  const since = (from: number): number => Math.round(Date.now() - from) / 1000;
  const staff = await signInAll(options);
  say('Everyone has signed in.');
  const receipt = await receive(source, staff, options);
  const clip = receipt.clipId;
  await until(
    'the staff copies',
    LONG,
    async () =>
      (
        await fetch(`${options.api}/clips/${clip}/keyframe-strip`, {
          headers: { cookie: staff['case-officer'].cookie() },
        })
      ).ok,
  );
  const ingest = since(began);
  say(`Examined and accepted; frame index, proxy, waveform and keyframes are made (${ingest} s).`);
  await gatherFacts(clip, staff, say);
  await determine(clip, staff, say);
  const { render, verify } = await redact(clip, staff, say);
  await makeAccessible(clip, staff, say);
  const publishing = Date.now();
  await sign(clip, 'signOff', staff.solicitor);
  say('The Solicitor has signed off these exact files.');
  const published = await until('publication', LONG, async () => {
    const view = await done(staff.solicitor.api.GET('/clips/{id}', { params: { path: { id: clip } } }));
    return view.state === 'published' && view;
  });
  const release = `${portal}/releases/${published.releaseId ?? ''}`;
  const sha256 = await until('the public page', 60, () => publishedHash(`${release}/release.json`));
  const publish = since(publishing);
  say(`Published: ${release}`);
  return { release, sha256, clip, source, seconds: { ingest, render, verify, publish, total: since(began) } };
}

async function signInAll({ api, accounts }: WalkOptions): Promise<Staff> {
  const entries = await Promise.all(
    accounts.map(async ({ role, userName, password }) => [role, await signIn(api, userName, password)] as const),
  );
  return Object.fromEntries(entries) as unknown as Staff;
}

async function receive(source: string, staff: Staff, { memory, say }: WalkOptions): Promise<Receipt> {
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
  say(
    `Received ${basename(source)}: ${receipt.size} bytes, SHA-256 ${receipt.sha256.slice(0, 16)}…, ledger entry ${receipt.ledgerIndex}.`,
  );
  await until('the examination', LONG, async () => {
    const view = await done(staff['case-officer'].api.GET('/clips/{id}', { params: { path: { id: receipt.clipId } } }));
    if (view.verdict === 'quarantined') throw new Quarantined(view.verdictSays ?? '');
    return view.state === 'triage';
  });
  return receipt;
}

async function gatherFacts(clip: string, staff: Staff, say: WalkOptions['say']): Promise<void> {
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
  say('The facts are complete and with the Solicitor.');
}

async function determine(clip: string, staff: Staff, say: WalkOptions['say']): Promise<void> {
  const path = { id: clip };
  const assistant = staff['assistant-solicitor'].api;
  const { revision } = await done(assistant.GET('/clips/{id}/determination', { params: { path } }));
  await done(assistant.PUT('/clips/{id}/determination', { params: { path, ...ifMatch(revision) }, body: CONTENT }));
  await sign(clip, 'releaseRedacted', staff.solicitor);
  say('The Solicitor has signed the determination: release with parts hidden.');
}

const answer = (holds: boolean, why: string) => ({ holds, why });
const MINOR = CATALOGUE.minor.bases[1];
const BYSTANDER = CATALOGUE.bystander.bases[0];
const NAME = CATALOGUE['spoken-name'].bases[0];

/** A determination with every element answered. None of it is about anything that happened. */
const CONTENT = {
  investigatory: answer(true, 'Demonstration: the recording was taken into an investigation of the incident.'),
  compiledOutOfPublicView: answer(
    false,
    'Demonstration: the recording shows a public street in daylight, seen by many.',
  ),
  wouldPrejudice: answer(false, 'Demonstration: every witness has been interviewed and no technique is shown.'),
  notInPublicInterest: answer(
    false,
    'Demonstration: the public has a strong interest in how officials act in the street.',
  ),
  specificHarm: 'none',
  publicInterestFactors: 'Demonstration: conduct of public officials in a public place.',
  priorDisclosure: 'none known',
  alternativesConsidered: 'Release in whole was considered; two people and a spoken name are hidden instead.',
  findingNoPrejudice: answer(
    true,
    'Demonstration: release will not prejudice the possibility of effective law enforcement.',
  ),
  findingPublicInterest: answer(
    true,
    'Demonstration: release is in the public interest, which outweighs what speaks against it.',
  ),
  soundClearance: 'Demonstration: the camera and its microphone are marked by signs; nobody was recorded in secret.',
  publicReasons:
    'Demonstration footage. The City Solicitor found that release will not prejudice effective law enforcement and is in the public interest.',
  orders: [
    {
      subject: 'bystander',
      channel: 'video',
      basis: BYSTANDER,
      instruction: 'Hide the person on the left, the whole body.',
    },
    { subject: 'minor', channel: 'video', basis: MINOR, instruction: 'Hide the young person who crosses.' },
    { subject: 'spoken-name', channel: 'audio', basis: NAME, instruction: 'Mute the name.' },
  ],
};

async function redact(
  clip: string,
  staff: Staff,
  say: WalkOptions['say'],
): Promise<{ render: number; verify: number }> {
  const path = { id: clip };
  const redactor = staff['redaction-technician'];
  const tasks = await done(staff.solicitor.api.GET('/clips/{id}/tasks', { params: { path } }));
  const { person } = await done(redactor.api.GET('/session'));
  for (const task of tasks)
    await done(
      staff['assistant-solicitor'].api.POST('/tasks/{id}/assign', {
        params: { path: { id: task.id } },
        body: { to: person.id },
      }),
    );
  const operations = await plan(clip, redactor);
  const { revision } = await done(redactor.api.GET('/clips/{id}/redactions', { params: { path } }));
  await done(
    redactor.api.POST('/clips/{id}/redactions/ops', {
      params: { path, ...ifMatch(revision) },
      body: { idempotencyKey: randomUUID(), operations: operations as never[] },
    }),
  );
  for (const task of tasks) await done(redactor.api.POST('/tasks/{id}/done', { params: { path: { id: task.id } } }));
  say(
    `Redacted: ${operations.length} parts to hide, on ${new Set(operations.map((one) => ('track' in one ? one.track.basis.type : 'policy'))).size} kinds of ground.`,
  );
  const { id } = await done(redactor.api.POST('/clips/{id}/renders', { params: { path } }));
  const rendering = await until('the rendering', LONG * 6, async () => {
    const found = (await done(redactor.api.GET('/clips/{id}/renders', { params: { path } }))).find(
      (one) => one.id === id,
    );
    return found && found.state !== 'asked' && found;
  });
  if (rendering.state !== 'verified')
    throw new Error(`The rendering was not verified: ${JSON.stringify(rendering.verification ?? rendering.failure)}`);
  const [render, verify] = [secondsOf(rendering.receipt), secondsOf(rendering.verification)];
  say(`Rendered (${render} s) and verified by decoding both sides (${verify} s).`);
  await move(clip, 'submitRedactions', redactor);
  await move(clip, 'passRedactions', staff['quality-reviewer']);
  say('Checked by somebody else.');
  return { render, verify };
}

const secondsOf = (report: unknown): number => (report as { seconds?: number } | null)?.seconds ?? 0;

/** Two masks on different grounds, and a mute where there is sound: in the first half of the clip, whatever its length. */
async function plan(clip: string, redactor: StaffSession): Promise<Operation[]> {
  const bytes = await fetch(`${redactor.baseUrl}/clips/${clip}/frame-index`, {
    headers: { cookie: redactor.cookie() },
  });
  const frames = decodeFrames(new Uint8Array(await bytes.arrayBuffer()));
  const at = (share: number): number => Math.floor(frames.pts.length * share);
  const keyframe = (frame: number, x: number, y: number) => ({
    frame,
    pts: frames.pts[frame] ?? 0,
    x,
    y,
    w: 0.16,
    h: 0.3,
  });
  const padding = { space: 0.08, frames: 2 };
  const [start, end] = [at(0.1), Math.max(at(0.5), at(0.1) + 2)];
  const walker: VideoTrack = {
    id: 'bystander-1',
    shape: 'ellipse',
    from: start,
    to: end,
    padding,
    keyframes: [keyframe(start, 0.1, 0.4), keyframe(end - 1, 0.6, 0.45)],
    subject: 'bystander',
    basis: BYSTANDER,
  };
  const minor: VideoTrack = {
    id: 'minor-1',
    shape: 'rectangle',
    from: start,
    to: end,
    padding,
    keyframes: [keyframe(start, 0.7, 0.2)],
    subject: 'minor',
    basis: MINOR,
  };
  const length = lengthOf(frames);
  const name: AudioInterval & { id: string } = {
    id: 'name-1',
    from: length * 0.2,
    to: length * 0.3,
    effect: 'silence',
    subject: 'spoken-name',
    basis: NAME,
  };
  const hasSound = (
    await fetch(`${redactor.baseUrl}/clips/${clip}/waveform`, { headers: { cookie: redactor.cookie() } })
  ).ok;
  return [
    { op: 'add-track', track: walker },
    { op: 'add-track', track: minor },
    ...(hasSound ? [{ op: 'add-audio' as const, interval: name }] : []),
  ];
}

async function makeAccessible(clip: string, staff: Staff, say: WalkOptions['say']): Promise<void> {
  const path = { id: clip };
  const editor = staff['accessibility-editor'].api;
  const { plan: found } = (await done(
    staff['solicitor'].api.GET('/clips/{id}/redactions', { params: { path } }),
  )) as unknown as { plan: { audio: AudioInterval[] } };
  const [muted] = found.audio;
  const speech = muted ? { captions: captionsAround(muted) } : { noSpeech: 'The device recorded no sound.' };
  const description = { needed: false, why: 'Demonstration: what is seen is described in the summary of the page.' };
  await done(
    editor.PUT('/clips/{id}/accessibility', {
      params: { path, ...ifMatch(0) },
      body: { ...speech, description, warnings: ['restrained'] },
    }),
  );
  await move(clip, 'finishAccessibility', staff['accessibility-editor']);
  say('Captions, transcript, description and warnings are made.');
}

function captionsAround({ from, to }: AudioInterval): string {
  const time = (seconds: number): string => new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
  return [
    'WEBVTT',
    `${time(0)} --> ${time(from)}\n[street noise]`,
    `${time(from)} --> ${time(to)}\n[redacted – privacy]`,
    `${time(to)} --> ${time(to + 1)}\n<v Officer 1>Step back, please.`,
    '',
  ].join('\n\n');
}

const ifMatch = (revision: number) => ({ header: { 'If-Match': `"${revision}"` } });

const move = (clip: string, name: DeterminationMove, by: StaffSession): Promise<unknown> =>
  done(by.api.POST('/clips/{id}/moves/{move}', { params: { path: { id: clip, move: name } }, body: {} }));

/** A signed move: reads the exact text, and signs its hash with the password again. */
async function sign(clip: string, name: DeterminationMove, by: StaffSession): Promise<void> {
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

async function publishedHash(url: string): Promise<string | null> {
  const answered = await fetch(url);
  if (!answered.ok) return null;
  const bundle = (await answered.json()) as { files: { role: string; sha256: string }[] };
  return bundle.files.find((file) => file.role === 'video')?.sha256 ?? null;
}
