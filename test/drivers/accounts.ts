import type { Role } from '@app/access';
import type { Views } from '@app/api-client';
import type { StaffChangeKind } from '@app/staff/domain';
import type { StaffSession } from '../../apps/ops/client/staff-session';
import { ask, json } from './staff-http';

export const WHY = 'For a test of accounts and roles.';

interface Change extends Partial<Omit<Views['StaffChangeDto'], 'roles'>> {
  readonly kind: StaffChangeKind;
  readonly roles?: readonly Role[];
}

/** One person proposes; answers with the proposal's id. */
export async function propose(by: StaffSession, change: Change): Promise<string> {
  const proposed = await ask(by, 'POST', '/staff-changes', { json: { reason: WHY, ...change } });
  if (proposed.status !== 201) throw new Error(proposed.text);
  return json<{ id: string }>(proposed).id;
}

/** Another approves, with their password; answers with the code to enrol with, where there is one. */
export async function approve(by: StaffSession, id: string): Promise<Views['ApprovalView']> {
  const sent = { json: { reason: WHY, password: by.password } };
  const approved = await ask(by, 'POST', `/staff-changes/${id}/approve`, sent);
  if (approved.status !== 200) throw new Error(approved.text);
  return json<Views['ApprovalView']>(approved);
}
