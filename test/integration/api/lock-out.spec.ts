import { aColleague } from '../../drivers/case';
import { type Answer, ask, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

const MOST_TRIES = 5;
const WORDS =
  'Check the user name and the password, and try again. After five wrong tries in a quarter of an hour an account stays locked for a quarter of an hour.';

let daylight: TestDaylight;
beforeAll(async () => {
  daylight = await startDaylight();
});
afterAll(() => daylight.stop());

const signInAs = (userName: string, password: string): Promise<Answer> =>
  ask(daylight.api, 'POST', '/session', { json: { userName, password } });

async function wrongTries(userName: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) expect((await signInAs(userName, `wrong ${i}`)).status).toBe(401);
}

/** Lets time pass for an account: what happened to it happened that much earlier. */
const laterBy = (minutes: number, userName: string) =>
  withClient(daylight.database.owner, (client) =>
    client.query(
      `UPDATE staff SET first_failed_at = first_failed_at - make_interval(mins => $1),
              locked_until = locked_until - make_interval(mins => $1) WHERE user_name = $2`,
      [minutes, userName],
    ),
  );

it('locks an account after five wrong tries, also for the right password, and opens it a quarter of an hour later', async () => {
  const { password } = await aColleague(daylight, 'forgetful', ['auditor']);
  await wrongTries('forgetful', MOST_TRIES);
  const locked = await signInAs('forgetful', password);
  expect(problem(locked)).toMatchObject({ status: 401, code: 'wrong-password', detail: WORDS });
  await laterBy(14, 'forgetful');
  expect((await signInAs('forgetful', password)).status).toBe(401);
  await laterBy(2, 'forgetful');
  expect((await signInAs('forgetful', password)).status).toBe(201);
});

it('counts only the tries of the last quarter of an hour, and forgets them with a right one', async () => {
  const { password } = await aColleague(daylight, 'hasty', ['auditor']);
  await wrongTries('hasty', MOST_TRIES - 1);
  expect((await signInAs('hasty', password)).status).toBe(201);
  await wrongTries('hasty', MOST_TRIES - 1);
  await laterBy(16, 'hasty');
  await wrongTries('hasty', 1);
  expect((await signInAs('hasty', password)).status).toBe(201);
});

it('counts tries that come all at once', async () => {
  const { password } = await aColleague(daylight, 'hammered', ['auditor']);
  await Promise.all(Array.from({ length: 12 }, (_, i) => signInAs('hammered', `wrong ${i}`)));
  expect((await signInAs('hammered', password)).status).toBe(401);
});

it('counts a wrong password at a signature, and then refuses to sign', async () => {
  const { password, ...solicitor } = await aColleague(daylight, 'signing', ['solicitor']);
  const sign = (given: string) =>
    ask({ ...solicitor, password }, 'POST', '/clips/00000000-0000-0000-0000-000000000000/moves/signOff', {
      json: { password: given, textSha256: '0'.repeat(64) },
    });
  for (let i = 0; i < MOST_TRIES; i++) expect(problem(await sign('wrong')).code).toBe('wrong-password');
  expect(problem(await sign(password))).toMatchObject({
    status: 423,
    code: 'locked-out',
    detail: 'Wait a quarter of an hour, then sign again.',
  });
});

it('says the same of a name that does not exist, and takes as long to say it', async () => {
  await aColleague(daylight, 'existing', ['auditor']);
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 7; i++) {
    known.push(await millisecondsOf(() => signInAs('existing', 'wrong')));
    unknown.push(await millisecondsOf(() => signInAs('not-existing', 'wrong')));
  }
  const [a, b] = [await signInAs('existing', 'wrong'), await signInAs('not-existing', 'wrong')];
  expect({ ...problem(a), instance: '' }).toEqual({ ...problem(b), instance: '' });
  // Both pay for argon2, which is nearly all of it: a name that is looked up and not hashed would be ten times as fast.
  const ratio = middle(unknown) / middle(known);
  expect(ratio).toBeGreaterThan(1 / 3);
  expect(ratio).toBeLessThan(3);
});

async function millisecondsOf(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

const middle = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

it('slows down whoever tries many names from one address, in a problem document', async () => {
  let refused: Answer | undefined;
  for (let i = 0; i < 80 && !refused; i++) {
    const answer = await ask(daylight.api, 'POST', '/session', { json: {} });
    if (answer.status === 429) refused = answer;
  }
  expect(problem(refused!)).toMatchObject({
    code: 'too-many-requests',
    detail: 'Too many tries to sign in from your address. Wait a minute, then try again.',
  });
  expect(Number(refused!.headers.get('retry-after'))).toBeGreaterThan(0);
});
