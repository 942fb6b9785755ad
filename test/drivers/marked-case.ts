import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Role, ROLES } from '@app/access';
import { signIn, type StaffSession } from '../../apps/ops/client/staff-session';
import { type Receipt, upload } from '../../apps/ops/client/upload';
import { until } from '../../apps/ops/client/wait';
import {
  awaitPublication,
  awaitRenditions,
  awaitStaffCopies,
  check,
  rendered,
  sign,
  type Staff,
} from '../../apps/ops/demo/steps';
import { addStaffTo } from '../../apps/ops/up/add-staff';
import * as written from '../factories/canaries/case-texts';
import { markOf } from '../factories/canaries/marks';
import type { TestDaylight } from '../support/daylight';
import { ask, json } from './staff-http';

/** A colleague for every role, each of whose names and addresses is a mark. */
export async function markedStaff(daylight: TestDaylight): Promise<Staff> {
  const sessions: [string, StaffSession][] = [];
  for (const role of Object.keys(ROLES) as Role[]) {
    const userName = `${markOf(`e-mail of the ${role}`).text}@cambridgema.gov`;
    const displayName = `Pat ${markOf(`name of the ${role}`).text}`;
    const password = `password-of-the-${role}`;
    await addStaffTo(daylight.database.owner, { userName, displayName, password, roles: [role] });
    sessions.push([role, await signIn(daylight.api, userName, password)]);
  }
  return Object.fromEntries(sessions) as unknown as Staff;
}

/** Sends a change, with the revision that it was made from. */
async function change(by: StaffSession, method: string, path: string, body: unknown): Promise<void> {
  const read = await ask(by, 'GET', path);
  const answer = await ask(by, method, path, { json: body, headers: { 'if-match': read.headers.get('etag') ?? '' } });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
}

async function add(by: StaffSession, path: string, body: unknown): Promise<{ readonly id: string }> {
  const answer = await ask(by, 'POST', path, { json: body });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.text}`);
  return answer.text === '' ? { id: '' } : json<{ id: string }>(answer);
}

/** Everything that staff do with a recording until it is released, with a mark wherever they can write something. */
export class MarkedCase {
  private constructor(
    private readonly staff: Staff,
    readonly receipt: Receipt,
  ) {}

  static async receive(source: string, staff: Staff, daylight: TestDaylight): Promise<MarkedCase> {
    const officer = staff['case-officer'];
    const { id } = await add(officer, '/incidents', written.incident());
    const receipt = await upload(staff['evidence-technician'], {
      path: source,
      incidentId: id,
      sidecar: written.sidecar(),
      memory: join(daylight.data.root, 'uploads.json'),
    });
    const found = new MarkedCase(staff, receipt);
    await until('the examination', 600, async () => {
      const { state, verdict } = json<{ state: string; verdict: string }>(await ask(officer, 'GET', found.clip));
      if (verdict === 'quarantined') throw new Error('the marked recording was quarantined');
      return state === 'triage';
    });
    await awaitStaffCopies(receipt.clipId, staff);
    return found;
  }

  private get clip(): string {
    return `/clips/${this.receipt.clipId}`;
  }

  /** Facts, notes, consultations; the determination, signed. */
  async determine(): Promise<void> {
    const { staff, clip } = this;
    const [officer, assistant] = [staff['case-officer'], staff['assistant-solicitor']];
    await change(officer, 'PATCH', clip, written.clipFacts());
    for (const raised of [true, false]) await add(officer, `${clip}/flags`, written.flag(raised));
    await add(staff.liaison, `${clip}/notices`, written.notice());
    await add(staff['records-officer'], '/records-requests', written.recordsRequest());
    await this.move('acceptAsInScope', assistant);
    await change(assistant, 'PUT', `${clip}/determination`, written.determination());
    const { id } = await add(assistant, `${clip}/consultations`, written.consultation());
    await add(assistant, `/consultations/${id}/reply`, written.reply());
    await this.move('submitFacts', officer);
    await sign(this.receipt.clipId, 'releaseRedacted', staff.solicitor);
  }

  /** Tasks with comments, masks with reasons; rendered, verified and passed. Returns how the rendering was made. */
  async redact(): Promise<{ readonly mode: string }> {
    const { staff, clip } = this;
    const [redactor, assistant] = [staff['redaction-technician'], staff['assistant-solicitor']];
    const me = json<{ person: { id: string } }>(await ask(redactor, 'GET', '/session')).person.id;
    const tasks = json<{ id: string }[]>(await ask(assistant, 'GET', `${clip}/tasks`));
    for (const { id } of tasks) await add(assistant, `/tasks/${id}/assign`, { to: me });
    const read = await ask(redactor, 'GET', `${clip}/redactions`);
    const edited = await ask(redactor, 'POST', `${clip}/redactions/ops`, {
      json: { idempotencyKey: randomUUID(), operations: written.operations() },
      headers: { 'if-match': `"${json<{ revision: number }>(read).revision}"` },
    });
    if (edited.status >= 300) throw new Error(edited.text);
    const finish = (): Promise<unknown> => Promise.all(tasks.map(({ id }) => add(redactor, `/tasks/${id}/done`, {})));
    await finish();
    for (const { id } of tasks) await add(assistant, `/tasks/${id}/return`, { reason: written.say('task comment') });
    await finish();
    const rendering = await rendered(this.receipt.clipId, redactor);
    if (rendering.state !== 'verified') throw new Error(JSON.stringify(rendering.verification ?? rendering.failure));
    await this.move('submitRedactions', redactor);
    await this.sendBackTwice(rendering.id, finish);
    await check(this.receipt.clipId, staff);
    return rendering.receipt as unknown as { mode: string };
  }

  /** Something is seen, sent back, said to be fixed, found not to be, sent back again, and verified. */
  private async sendBackTwice(rendering: string, finish: () => Promise<unknown>): Promise<void> {
    const { staff, clip } = this;
    const [redactor, reviewer] = [staff['redaction-technician'], staff['quality-reviewer']];
    await add(staff.solicitor, `${clip}/renders/${rendering}/waiver`, { reason: written.say('waiver of watching') });
    const issue = await add(reviewer, `${clip}/renders/${rendering}/issues`, {
      frame: 1,
      box: { x: 0.1, y: 0.1, w: 0.1, h: 0.1 },
      says: written.say('issue of the quality check'),
    });
    for (const step of ['return', 'verified']) {
      await this.move('returnRedactions', reviewer);
      await finish();
      await add(redactor, `/issues/${issue.id}/fixed`, {});
      await this.move('submitRedactions', redactor);
      await add(reviewer, `/issues/${issue.id}/${step}`, { reason: written.say('why an issue is not fixed') });
    }
  }

  /** What the editor's captions are answered with. */
  async caption(captions: string): Promise<number> {
    const { clip, staff } = this;
    const editor = staff['accessibility-editor'];
    const read = await ask(editor, 'GET', `${clip}/accessibility`);
    const revision = read.status === 200 ? json<{ revision: number }>(read).revision : 0;
    const answer = await ask(editor, 'PUT', `${clip}/accessibility`, {
      json: { captions, description: written.description(), warnings: ['restrained'] },
      headers: { 'if-match': `"${revision}"` },
    });
    return answer.status;
  }

  /** Signed off and published; the release's id. */
  async publish(): Promise<string> {
    await awaitRenditions(this.receipt.clipId, this.staff['accessibility-editor']);
    await this.move('finishAccessibility', this.staff['accessibility-editor']);
    await sign(this.receipt.clipId, 'signOff', this.staff.solicitor);
    return awaitPublication(this.receipt.clipId, this.staff.solicitor);
  }

  private async move(name: string, by: StaffSession): Promise<void> {
    await add(by, `${this.clip}/moves/${name}`, { reason: written.say(`reason of ${name}`) });
  }
}
