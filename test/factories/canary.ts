import type { StaffSession } from '../../apps/ops/client/staff-session';
import type { Staff } from '../../apps/ops/demo/steps';
import { ask, json } from '../drivers/staff-http';
import { BODIES } from './bodies';

/** In every text that a record of an unpublished clip holds; nowhere in what is public. */
export const CANARY = 'CANARY7b31f0';

/** The same value with the canary in each of its free texts. */
const marked = (value: unknown): unknown => {
  if (typeof value === 'string') return / |^[A-Z]-\d$/.test(value) ? `${CANARY} ${value}` : value;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner)]));
};

/** Marks everything that staff can write about a clip that nobody has decided on yet. Returns the incident's id. */
export async function markEverything(clip: string, staff: Staff): Promise<string> {
  const officer = staff['case-officer'];
  const { incidentId } = json<{ incidentId: string }>(await ask(officer, 'GET', `/clips/${clip}`));
  const { referrals: _fixed, neighbourhood: _place, timeZone: _zone, ...incident } = BODIES['PATCH /incidents/{id}']!();
  await written(officer, 'PATCH', `/incidents/${incidentId}`, marked(incident));
  await written(officer, 'PATCH', `/clips/${clip}`, marked(BODIES['PATCH /clips/{id}']!()));
  await written(
    staff['assistant-solicitor'],
    'PUT',
    `/clips/${clip}/determination`,
    textsMarked(BODIES['PUT /clips/{id}/determination']!()),
  );
  await added(officer, `/clips/${clip}/flags`, marked(BODIES['POST /clips/{id}/flags']!()));
  await added(staff.liaison, `/clips/${clip}/notices`, { ...BODIES['POST /clips/{id}/notices']!(), result: CANARY });
  await added(staff['records-officer'], '/records-requests', {
    ...BODIES['POST /records-requests']!(),
    asksFor: `${CANARY}: every recording`,
  });
  return incidentId;
}

/** Reasons are free; statutes and subjects are not. */
const textsMarked = (content: Record<string, unknown>): unknown => ({
  ...(marked({ ...content, orders: [], exemptions: [], deferral: null }) as object),
});

async function written(by: StaffSession, method: string, path: string, body: unknown): Promise<void> {
  const read = await ask(by, 'GET', path);
  const answer = await ask(by, method, path, { json: body, headers: { 'if-match': read.headers.get('etag') ?? '' } });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
}

async function added(by: StaffSession, path: string, body: unknown): Promise<void> {
  const answer = await ask(by, 'POST', path, { json: body });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.text}`);
}
