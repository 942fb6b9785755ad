import { randomUUID } from 'node:crypto';
import { signIn, type StaffSession } from '../../../apps/ops/client/staff-session';
import { until } from '../../../apps/ops/client/wait';
import { aDeadLetter } from '../../drivers/dead-letter';
import { ask, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

interface Letter {
  readonly id: string;
  readonly job: string;
  readonly about: readonly { readonly what: string; readonly id: string }[];
  readonly tries: number;
  readonly error: string;
}

let daylight: TestDaylight;
let administrator: StaffSession;
beforeEach(async () => {
  daylight = await startDaylight();
  administrator = await daylight.as('administrator');
});
afterEach(() => daylight.stop());

const behindTheApi = async <T extends object>(sql: string): Promise<T[]> =>
  withClient(daylight.database.owner, async (client) => (await client.query<T>(sql)).rows);
const letters = async (): Promise<Letter[]> => json<Letter[]>(await ask(administrator, 'GET', '/jobs/dead-letters'));
const dead = (job: string, payload: object, error = 'The store did not answer.'): Promise<void> =>
  aDeadLetter(daylight.database.owner, job, payload, new Error(error));
const retried = () =>
  behindTheApi<{ putBack: string; actor: string }>(
    `SELECT act->'with'->>'putBack' AS "putBack", act->>'actor' AS actor FROM ledger_entry WHERE act->>'action' = 'retry-job' ORDER BY index`,
  );

it('shows what was given up in plain words, and tells nothing that is secret', async () => {
  const clipId = randomUUID();
  await dead('examine-clip', { clipId }, 'cannot open /srv/working/ab/cd with key=c2VjcmV0LXNlY3JldC1zZWNyZXQ');
  const [letter] = await letters();
  expect(letter).toMatchObject({
    job: 'examine-clip',
    about: [{ what: 'clip', id: clipId }],
    tries: 1,
    error: 'cannot open [file] with [hidden]',
  });
});

it('is tried again when an administrator says so, once however often it is pressed, and it runs', async () => {
  await dead('seal-ledger', {});
  const [letter] = await letters();
  const press = () => ask(administrator, 'POST', `/jobs/dead-letters/${letter!.id}/retry`);
  const pressed = [...(await Promise.all([press(), press()])), await press()];
  expect(pressed.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(pressed.map((answer) => json<{ putBack: number }>(answer).putBack).sort()).toEqual([0, 0, 1]);
  expect(await letters()).toEqual([]);
  const asked = `SELECT state FROM pgboss.job WHERE name = 'seal-ledger' AND state <> 'failed'`;
  expect(await behindTheApi(asked)).toEqual([{ state: 'created' }]);
  const { person } = json<{ person: { id: string } }>(await ask(administrator, 'GET', '/session'));
  expect(await retried()).toEqual([{ putBack: '1', actor: person.id }]);

  await daylight.addWorker();
  await until('the job', 60, async () => {
    const [job] = await behindTheApi<{ state: string }>(asked);
    return job?.state === 'completed';
  });
});

it('is tried again with all of its kind, and with none of another', async () => {
  for (let i = 0; i < 3; i++) await dead('examine-clip', { clipId: randomUUID() });
  await dead('withdraw-release', { publicationId: randomUUID() });
  const press = () => ask(administrator, 'POST', '/jobs/dead-letters/retry', { json: { job: 'examine-clip' } });
  expect(json(await press())).toEqual({ putBack: 3 });
  expect(json(await press())).toEqual({ putBack: 0 });
  expect((await letters()).map(({ job }) => job)).toEqual(['withdraw-release']);
  expect((await retried()).map(({ putBack }) => putBack)).toEqual(['3']);
});

it('is tried again by nobody else, and not without its entry in the log', async () => {
  await dead('seal-ledger', {});
  const [letter] = await letters();
  const auditor = daylight.accounts.find(({ role }) => role === 'auditor')!;
  const session = await signIn(daylight.api, auditor.userName, auditor.password);
  const refused = await ask(session, 'POST', `/jobs/dead-letters/${letter!.id}/retry`);
  expect(problem(refused)).toMatchObject({ status: 403, code: 'not-permitted' });
  await behindTheApi(`CREATE FUNCTION log_is_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
  await behindTheApi('CREATE TRIGGER log_is_full BEFORE INSERT ON ledger_entry EXECUTE FUNCTION log_is_full()');
  const failed = await ask(administrator, 'POST', `/jobs/dead-letters/${letter!.id}/retry`);
  expect(failed.status).toBeGreaterThanOrEqual(500);
  expect((await letters()).map(({ id }) => id)).toEqual([letter!.id]);
});
