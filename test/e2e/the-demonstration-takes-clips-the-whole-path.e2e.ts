import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ended, type Ended, REPOSITORY } from '../drivers/ops';
import { aClip } from '../fixtures/clips';
import { Installation } from '../support/installation';
import { realFootage } from '../support/surroundings';

let daylight: Installation;
beforeAll(async () => {
  daylight = await Installation.prepare({ LOG_LEVEL: 'debug' });
});
afterAll(() => daylight.remove());

/** `npm run demo -- …`, by the script that npm runs. */
const demo = (...args: string[]): Promise<Ended> =>
  ended(process.execPath, [join(REPOSITORY, 'apps', 'ops', 'launch.mjs'), 'demo', ...args], daylight.environment());

const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const seconds: unknown = expect.any(Number);
const WALKED = {
  release: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/releases\/[0-9a-f-]{36}$/) as string,
  sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  clip: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  seconds: { ingest: seconds, render: seconds, verify: seconds, publish: seconds, total: seconds },
};

it('npm run demo -- FILE --exit ends with one line of JSON and leaves nothing running', async () => {
  const source = aClip(daylight.folder, { seconds: 2 });
  const { stdout, ...end } = await demo(source, '--exit');
  expect(end).toMatchObject({ code: 0 });
  expect(JSON.parse(stdout.trimEnd().split('\n').pop() ?? '')).toEqual({ ...WALKED, source });
  expect(jsonLines(stdout)).toHaveLength(1);
  expect(stdout).toContain('The Solicitor has signed off these exact files.');
  expect(daylight.everything()).toEqual([]);
});

it('npm run demo goes on to real recordings: a street camera, an entrance camera without sound, a Matroska file', async () => {
  const clips = realFootage('car-detection.mp4', 'one-by-one-person-detection.mp4', 'asl-yes.mkv');
  if (clips.length === 0) {
    process.stderr.write('DID NOT RUN: there is no real footage here; DAYLIGHT_FOOTAGE names its folder.\n');
    return;
  }
  const { stdout, ...end } = await demo(...clips, '--exit');
  expect(end).toMatchObject({ code: 0 });
  expect(jsonLines(stdout)).toEqual(clips.map((source) => ({ ...WALKED, source })));
}, 600_000);

it('a file that is no video is quarantined with a reason, and the demonstration goes on', async () => {
  const { stdout, ...end } = await demo(join(REPOSITORY, 'package.json'), '--exit');
  expect(end).toMatchObject({ code: 0 });
  expect(jsonLines(stdout)).toEqual([
    {
      source: join(REPOSITORY, 'package.json'),
      verdict: 'quarantined',
      reason: expect.stringMatching(/\w{4}/) as string,
    },
  ]);
});

it('the logs of all of it are lines of JSON that can be followed by request and job, without a secret', () => {
  const logs = Object.fromEntries(
    readdirSync(daylight.logs).map((name) => [name, readFileSync(join(daylight.logs, name), 'utf8')]),
  );
  const requests = jsonLines(logs['api.log'] ?? '').filter((line) => 'request' in line);
  expect(new Set(requests.map((line) => line['request'])).size).toBeGreaterThan(20);
  const jobs = jsonLines(logs['worker.log'] ?? '').filter((line) => line['msg'] === 'job ran');
  expect(jobs.map((line) => line['job'])).toEqual(expect.arrayContaining(['render-redaction', 'publish-release']));
  for (const name of ['api.log', 'worker.log', 'portal.log'])
    for (const line of (logs[name] ?? '').split('\n').filter(Boolean)) expect(line).toMatch(/^\{.*\}$/);
  const everything = Object.values(logs).join('\n');
  const secrets = JSON.parse(readFileSync(join(daylight.data, 'secrets.json'), 'utf8')) as Record<string, string>;
  for (const secret of Object.values(secrets)) expect(everything).not.toContain(secret);
  // The accounts are shown once on the first start's own output, which the demonstration keeps for the operator alone.
  expect(statSync(join(daylight.logs, 'up.log')).mode & 0o077).toBe(0);
  const afterStart = [logs['api.log'], logs['worker.log'], logs['portal.log']].join('\n');
  for (const { password, name } of daylight.accounts) {
    expect(afterStart).not.toContain(password);
    expect(afterStart).not.toContain(name);
  }
  expect(everything).not.toMatch(/s%3A|s:[\w-]{32}\.|set-cookie|BEGIN PRIVATE KEY/i);
});
