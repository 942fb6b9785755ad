import { join } from 'node:path';
import type { Role } from '@app/access';
import { done } from '@app/api-client';
import { signIn, type StaffSession } from '../../apps/ops/client/staff-session';
import { CONTENT } from '../../apps/ops/demo/content';
import {
  assignTasks,
  awaitPublication,
  awaitStaffCopies,
  check,
  determine,
  drawRedactions,
  gatherFacts,
  makeAccessible,
  move,
  receive,
  rendered,
  sign,
  signInAll,
  submit,
  type Staff,
} from '../../apps/ops/demo/steps';
import { addStaffTo } from '../../apps/ops/up/add-staff';
import { aClip, type ClipRecipe } from '../fixtures/clips';
import type { TestDaylight } from '../support/daylight';

/** How far a case is taken; each stop includes the ones before. */
export const STOPS = [
  'triage',
  'solicitorReview',
  'redacting',
  'drawn',
  'qualityCheck',
  'accessibility',
  'awaitingSignOff',
  'published',
] as const;
export type Stop = (typeof STOPS)[number];

interface CaseOptions {
  readonly daylight: TestDaylight;
  readonly staff: Staff;
  readonly recipe?: ClipRecipe;
  /** A file to be uploaded instead of one made by the recipe. */
  readonly source?: string | null;
}

/** Somebody of every role, signed in. */
export const everybody = (daylight: TestDaylight): Promise<Staff> => signInAll(daylight.api, daylight.accounts);

/** Takes a new clip as far as that along its path, each step over HTTP by the person whose step it is. */
export async function aCaseAt(
  stop: Stop,
  { daylight, staff, recipe = {}, source = null }: CaseOptions,
): Promise<string> {
  const path = source ?? aClip(daylight.data.root, { seconds: 1, ...recipe });
  const { clipId } = await receive(path, staff, join(daylight.data.root, 'uploads.json'));
  const steps: Record<Exclude<Stop, 'triage'>, () => Promise<unknown>> = {
    solicitorReview: async () => {
      await awaitStaffCopies(clipId, staff);
      await gatherFacts(clipId, staff);
    },
    redacting: () => determine(clipId, staff),
    drawn: () => drawRedactions(clipId, staff),
    qualityCheck: () => submit(clipId, staff),
    accessibility: () => check(clipId, staff),
    awaitingSignOff: () => makeAccessible(clipId, staff),
    published: async () => {
      await sign(clipId, 'signOff', staff.solicitor);
      await awaitPublication(clipId, staff.solicitor);
    },
  };
  for (const next of STOPS.slice(1, STOPS.indexOf(stop) + 1) as (keyof typeof steps)[]) {
    if (next === 'drawn' && stop !== 'drawn') continue; // `submit` draws and renders in one
    await steps[next]();
  }
  return clipId;
}

/** What the public reads beside the version that was replaced. */
export const REPLACEMENT_REASON = 'One more spoken name is muted, which the first version had left.';

/**
 * The next version of a published clip, until it stands: the plan is the earlier version's, every task is done, rendered
 * and checked again. `once` it is opened, a test may look.
 */
export async function aNextVersion(
  clip: string,
  staff: Staff,
  once: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await move(clip, 'prepareNextVersion', staff['assistant-solicitor'], 'One more word is to be muted.');
  await once();
  await determine(clip, staff, 'releaseRedacted', { ...CONTENT, replacementReason: REPLACEMENT_REASON });
  await redactAgain(clip, staff);
  await makeAccessible(clip, staff);
  await sign(clip, 'signOff', staff.solicitor);
  await awaitPublication(clip, staff.solicitor);
}

async function redactAgain(clip: string, staff: Staff): Promise<void> {
  const redactor = staff['redaction-technician'];
  for (const { id } of await assignTasks(clip, staff))
    await done(redactor.api.POST('/tasks/{id}/done', { params: { path: { id } } }));
  const { state } = await rendered(clip, redactor);
  if (state !== 'verified') throw new Error(`The rendering is ${state}.`);
  await move(clip, 'submitRedactions', redactor);
  await check(clip, staff);
}

/** The draft that the Solicitor decides on, with other answers where a test needs them. */
export async function draft(clip: string, staff: Staff, change: Partial<Record<string, unknown>> = {}): Promise<void> {
  const { api } = staff['assistant-solicitor'];
  const path = { id: clip };
  const read = await api.GET('/clips/{id}/determination', { params: { path } });
  const header = { 'If-Match': `"${read.data?.revision ?? 0}"` };
  const written = await api.PUT('/clips/{id}/determination', {
    params: { path, header },
    body: { ...CONTENT, ...change },
  });
  if (!written.response.ok) throw new Error(JSON.stringify(written.error));
}

/** A further colleague, with those roles and no other. */
export async function aColleague(
  daylight: TestDaylight,
  userName: string,
  roles: readonly Role[],
): Promise<StaffSession & { readonly id: string }> {
  const password = `${userName}-password-0123456789`;
  const account = { userName, displayName: userName, password, roles };
  const id = await addStaffTo(daylight.database.owner, account);
  return { ...(await signIn(daylight.api, userName, password)), id };
}
