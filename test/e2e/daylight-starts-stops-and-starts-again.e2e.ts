import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { until } from '../../apps/ops/client/wait';
import { withClient } from '../support/fresh-database';
import { ended, REPOSITORY } from '../drivers/ops';
import { Installation, isOk } from '../support/installation';
import { killNow } from '../support/processes';

let daylight: Installation;
beforeAll(async () => {
  daylight = await Installation.start();
});
afterAll(() => daylight.remove());

const addresses = (): string[] => [daylight.api, daylight.portal, daylight.workerHealth, daylight.portalHealth];
const nothingAnswers = async (): Promise<boolean> =>
  (await Promise.all(addresses().map((url) => isOk(`${url}/health/live`)))).every((answers) => !answers);

it('says on its first start where the site is and, once, who the demonstration staff are', () => {
  expect(daylight.said).toContain(`Public site  ${daylight.portal}`);
  for (const { userName, password } of daylight.accounts)
    expect(daylight.said).toContain(`${userName.padEnd(22)} ${password}`);
});

it('finds a second start that Daylight runs already, and leaves it running', async () => {
  const second = await daylight.ops(['up']);
  expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('Daylight runs already.') as string });
  expect(await isOk(`${daylight.api}/health/ready`)).toBe(true);
});

it.each(['api', 'portal', 'worker'] as const)('starts a killed %s again', async (name) => {
  const killed = await daylight.kill(name);
  await daylight.ready();
  expect(daylight.pids(name).some((pid) => killed.includes(pid))).toBe(false);
  expect(daylight.said).toContain(`${name} ended (SIGKILL)`);
});

it('tells the truth about readiness while Postgres is down, and is ready again once it is back', async () => {
  const [postmaster] = daylight.pids('postgres');
  process.kill(must(postmaster, 'the server of Postgres'), 'SIGSTOP');
  killNow(daylight.pids('postgres').filter((pid) => pid !== postmaster)); // sessions are gone, and no new one is let in
  try {
    await Promise.all(addresses().map(saysItIsNotReady));
  } finally {
    process.kill(must(postmaster, 'the server of Postgres'), 'SIGCONT');
  }
  await daylight.ready();
});

it('api, portal and worker give figures that Prometheus can read', async () => {
  const line = /^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? (-?[\d.]+(e[+-]?\d+)?|[+-]Inf|NaN))$/i;
  for (const url of [daylight.api, daylight.workerHealth, daylight.portalHealth]) {
    const answer = await fetch(`${url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await answer.text()).split('\n').filter(Boolean);
    expect(lines.filter((one) => !line.test(one))).toEqual([]);
    expect(lines.some((one) => one.startsWith('process_resident_memory_bytes '))).toBe(true);
  }
  expect(await isOk(`${daylight.portal}/metrics`)).toBe(false); // not on the public's port
});

it('starts Postgres again when its server alone is killed and a session lingers that keeps it from starting', async () => {
  const [postmaster] = daylight.pids('postgres');
  const busy = withClient(daylight.database, (client) => client.query('SELECT count(*) FROM generate_series(1, 15e6)'));
  busy.catch(() => undefined); // its server is gone when it has counted
  await until('the session to be busy', 10, () =>
    withClient(daylight.database, async (client) => {
      const { rowCount } = await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%15e6)' AND state = 'active'`,
      );
      return rowCount === 1;
    }),
  );
  killNow([must(postmaster, 'the server of Postgres')]);
  await until('Postgres to be started again', 60, () =>
    Promise.resolve(daylight.said.includes('Postgres ended; it is started again.')),
  );
  await daylight.ready();
  expect(readFileSync(join(daylight.data, 'postgres.log'), 'utf8')).toContain('pre-existing shared memory block');
  const me = await done((await daylight.as('auditor')).api.GET('/session'));
  expect(me.person.roles).toEqual(['auditor']);
});

it('ends everything when the supervisor is killed but Postgres, and the next start takes that over', async () => {
  const before = daylight.pids('postgres');
  await daylight.kill('supervisor');
  await until('api, portal, worker and witness to end by themselves', 40, () =>
    Promise.resolve(
      (['api', 'portal', 'worker', 'witness'] as const).every((name) => daylight.pids(name).length === 0),
    ),
  );
  expect(daylight.pids('postgres')).toContain(before[0]);
  await daylight.start();
  await daylight.ready();
  expect(daylight.pids('postgres')).toContain(before[0]);
});

it('starts again at once after a kill, while what the killed run left is still ending', async () => {
  await daylight.kill('supervisor');
  await daylight.start();
  await daylight.ready();
});

it('stops everything on Ctrl-C: no process is left, no port is taken, and the accounts are not shown again', async () => {
  expect(await daylight.stop('SIGINT')).toBe(0);
  expect(daylight.everything()).toEqual([]);
  expect(await nothingAnswers()).toBe(true);
  expect(existsSync(join(daylight.data, 'up.json'))).toBe(false);
  const said = daylight.said.length;
  await daylight.start();
  expect(daylight.said.slice(said)).not.toContain('Demonstration accounts');
  expect((await daylight.ops(['down'])).stdout).toBe('Daylight is stopped.\n');
  expect(daylight.everything()).toEqual([]);
  expect((await daylight.ops(['down'])).stdout).toBe('Daylight does not run.\n');
});

it('is stopped by Ctrl-C also while it is still starting, and leaves nothing behind', async () => {
  const starting = daylight.start().catch(() => undefined);
  await until('Postgres to run', 30, () => Promise.resolve(daylight.pids('postgres').length > 0));
  await daylight.stop('SIGINT');
  await starting;
  expect(daylight.everything()).toEqual([]);
});

it('lists every bad variable and starts nothing', async () => {
  const bad = { API_PORT: 'four thousand', PORTAL_PORT: '99999', DAYLIGHT_NO_INSTALL: 'maybe' };
  const { code, stderr } = await daylight.ops(['up'], bad);
  expect(code).toBe(3);
  for (const name of Object.keys(bad)) expect(stderr).toContain(name);
  expect(daylight.everything()).toEqual([]);
});

it('says why it does not start in production', async () => {
  const { code, stderr } = await daylight.ops(['up'], { NODE_ENV: 'production' });
  expect(code).toBe(2);
  expect(stderr).toContain('npm start is for development and small trials');
});

it('says in one line what is missing when a program of its own is started without its configuration', async () => {
  for (const name of ['api', 'portal', 'worker']) {
    const main = join(REPOSITORY, 'dist', 'apps', name, 'main.js');
    const { code, stderr } = await ended(process.execPath, [main], { PATH: daylight.env['PATH'] ?? '' });
    expect(code).toBe(3);
    expect(stderr).toContain('DATABASE_URL');
    expect(stderr).not.toContain('    at ');
  }
});

async function saysItIsNotReady(url: string): Promise<void> {
  const body = await until(`${url} to say that it is not ready`, 60, async () => {
    const answer = await readiness(url);
    return answer.status === 503 && answer.body;
  });
  expect(body).toMatchObject({ ready: false, checks: { database: 'failing', storage: 'ok' } });
  expect(await isOk(`${url}/health/live`)).toBe(true);
}

async function readiness(url: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(10_000) });
  return { status: answer.status, body: await answer.json() };
}
