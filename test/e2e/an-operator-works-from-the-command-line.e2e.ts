import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { contentKey } from '@app/storage';
import { signIn } from '../../apps/ops/client/staff-session';
import { until } from '../../apps/ops/client/wait';
import { aDeadLetter } from '../drivers/dead-letter';
import { atTheDesk, type Ended, ended, type Environment, OPS, ops, REPOSITORY } from '../drivers/ops';
import { aClip } from '../fixtures/clips';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { emptyDatabase, withClient } from '../support/fresh-database';

let daylight: TestDaylight;
let incident: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  const [only] = await done((await daylight.as('case-officer')).api.GET('/incidents'));
  incident = must(only, 'the demonstration’s incident').id;
});
afterAll(() => daylight.stop());

const run = (args: readonly string[], more: Environment = {}): Promise<Ended> =>
  ops(args, { ...atTheDesk(daylight), ...more });

const COMMANDS = readdirSync(join(REPOSITORY, 'apps', 'ops', 'commands')).map((name) => name.split('.')[0] ?? '');

it.each(COMMANDS)('%s explains itself, and refuses an option that it does not know', async (command) => {
  const [help, wrong] = [await run([command, '--help']), await run([command, '--no-such-option'])];
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain(`Usage: ops ${command}`);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('Add --help to see how it is used.');
});

it('starts quickly: nothing of a server is loaded before a command needs it', async () => {
  const hook = join(daylight.data.root, 'loaded.cjs');
  writeFileSync(hook, `process.on('exit', () => process.stdout.write(Object.keys(require.cache).join('\\n')));`);
  const { stdout } = await ended(process.execPath, ['--require', hook, OPS, '--help'], atTheDesk(daylight));
  expect(stdout).toContain('verify-release');
  expect(stdout).not.toMatch(/node_modules.(@nestjs|typeorm|pg|pg-boss|express|fluent-ffmpeg)./);
});

it('preflight names what is missing and the exact command, and installs nothing that it may not', async () => {
  const { code, stdout, stderr } = await run(['preflight', '--for', 'test'], { PATH: '/nowhere' });
  expect(code).toBe(3);
  expect(stdout).toContain('Missing: ffmpeg 5 or later, with libx264 (examines, renders and verifies footage).');
  expect(stdout).toContain('Missing: Python 3 and openssl (run in the tests the second verifier of releases');
  expect(stderr).toContain('sudo apt-get update && sudo apt-get install -y --no-install-recommends ffmpeg bubblewrap');
  expect(await run(['preflight'])).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('migrate makes an empty database whole, and finds it whole the next time', async () => {
  const empty = await emptyDatabase();
  const env = { DATABASE_URL: empty.owner };
  try {
    const first = await run(['migrate', '--json'], env);
    expect(first.code).toBe(0);
    const { ran } = JSON.parse(first.stdout) as { ran: string[] };
    expect(ran).toHaveLength(readdirSync(join(REPOSITORY, 'migrations')).length - 1);
    expect(await run(['migrate'], env)).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' });
  } finally {
    await empty.drop();
  }
});

it('migrate says in one line that there is no database', async () => {
  const { code, stderr } = await run(['migrate'], { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' });
  expect(code).toBe(3);
  expect(stderr).not.toContain('secret');
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('staff adds an account that can sign in, and refuses a weak password and an unknown role', async () => {
  const add = (role: string, password: string): Promise<Ended> =>
    run(['staff', '--user', 'new-auditor', '--name', 'New Auditor', '--role', role], { DAYLIGHT_PASSWORD: password });
  const weak = await add('auditor', 'short');
  expect(weak.code).toBe(2);
  expect(weak.stderr).toMatch(/password/i);
  const unknown = await add('emperor', 'a long enough password');
  expect(unknown).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Roles are: evidence-technician') as string,
  });
  expect((await add('auditor', 'a long enough password')).code).toBe(0);
  const session = await signIn(daylight.api, 'new-auditor', 'a long enough password');
  expect((await done(session.api.GET('/session'))).person.roles).toEqual(['auditor']);
  const twice = await add('auditor', 'a long enough password');
  expect(twice.code).toBe(2);
  expect(twice.stderr).not.toContain('duplicate key');
});

it('jobs shows every queue', async () => {
  const { code, stdout } = await run(['jobs', '--json']);
  expect(code).toBe(0);
  const { queues, deadLetters } = JSON.parse(stdout) as { queues: { job: string }[]; deadLetters: unknown[] };
  expect(queues.map(({ job }) => job)).toEqual(expect.arrayContaining(['examine-clip', 'render-redaction']));
  expect(deadLetters).toEqual([]);
});

it('jobs puts back what was given up, with its entry in the log', async () => {
  await aDeadLetter(
    daylight.database.owner,
    'withdraw-release',
    { publicationId: randomUUID() },
    new Error('no answer'),
  );
  const { stdout } = await run(['jobs', '--retry', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ retried: 1, deadLetters: [] });
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query(`SELECT act->>'actor' AS actor FROM ledger_entry WHERE act->>'action' = 'retry-job'`),
  );
  expect(rows).toEqual([{ actor: 'ops' }]);
});

interface Result {
  readonly file: string;
  readonly outcome: string;
  readonly says: string | null;
  readonly clipId: string | null;
}

const ingest = async (path: string, ...more: string[]): Promise<{ code: number; files: Result[] }> => {
  const { code, stdout } = await run(['ingest', path, '--incident', incident, '--wait', '--json', ...more]);
  return { code, files: (JSON.parse(stdout) as { files: Result[] }).files };
};

const clipOf = async (id: string | null) =>
  done((await daylight.as('case-officer')).api.GET('/clips/{id}', { params: { path: { id: must(id, 'clip') } } }));

it('ingest takes a folder: sidecars are kept, bad files quarantined or refused, and good ones not kept back', async () => {
  const folder = join(daylight.data.root, 'card');
  mkdirSync(join(folder, 'second'), { recursive: true });
  aClip(folder, { seconds: 1, name: 'a.mp4' });
  const sidecar = {
    source: 'body-worn',
    deviceId: 'BWC-17',
    wearer: 'Officer 17',
    claimedStart: '2026-11-20T14:00:00Z',
  };
  writeFileSync(join(folder, 'a.mp4.json'), JSON.stringify(sidecar));
  writeFileSync(join(folder, 'b.mp4'), 'this is no video');
  aClip(folder, { seconds: 1, name: 'c.mp4', size: '160x120' });
  writeFileSync(join(folder, 'c.mp4.json'), '{"source":"satellite"}');
  const whole = readFileSync(aClip(daylight.data.root, { seconds: 2, options: ['-movflags', '+faststart'] }));
  writeFileSync(join(folder, 'cut.mp4'), whole.subarray(0, whole.length / 2));
  aClip(join(folder, 'second'), { seconds: 1, name: 'd.mkv', rate: '10' });
  writeFileSync(join(folder, 'empty.mp4'), '');
  const { code, files } = await ingest(folder, '--receipts', join(folder, '..', 'receipts'), '--source', 'city-camera');
  expect(files.map(({ file, outcome }) => [file, outcome])).toEqual([
    ['a.mp4', 'accepted'],
    ['b.mp4', 'quarantined'],
    ['c.mp4', 'failed'],
    ['cut.mp4', 'accepted'],
    ['empty.mp4', 'failed'],
    [join('second', 'd.mkv'), 'accepted'],
  ]);
  expect(code).toBe(1);
  expect(files[2]?.says).toContain('"source" in its sidecar, is one of');
  expect(files[4]?.says).toContain('an empty file is no recording');
  const clip = await clipOf(files[0]?.clipId ?? null);
  expect(clip).toMatchObject({ source: 'body-worn', nativeFilename: 'a.mp4' });
  expect(clip.facts).toMatchObject({
    deviceId: 'BWC-17',
    wearer: 'Officer 17',
    claimedStart: '2026-11-20T14:00:00.000Z',
  });
  expect(clip.damage).toEqual([]);
  const damaged = (await clipOf(files[3]?.clipId ?? null)).damage;
  expect(damaged).toContainEqual(expect.objectContaining({ part: 'picture', kind: 'ends-early', end: 2 }));
  const refused = createHash('sha256').update('this is no video').digest('hex');
  const kept = readdirSync(daylight.data.store, { recursive: true }).map(String);
  expect(kept.filter((name) => name.startsWith('originals') && name.endsWith(refused))).toHaveLength(1);
  expect(readdirSync(join(folder, '..', 'receipts')).sort()).toEqual(
    ['a.mp4', 'b.mp4', 'cut.mp4', 'd.mkv'].map((name) => `${name}.receipt.json`),
  );
});

it('ingest sums up for a person, and ends well when every file was received', async () => {
  const path = aClip(daylight.data.root, { seconds: 1, rate: '12' });
  const { code, stdout } = await run(['ingest', path, '--incident', incident]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^received {5}clip\.mp4 {2}clip [0-9a-f-]{36}\n1 files?: 1 received, 0 not\.\n$/);
});

it('ingest of the same file again makes a second custody record of the one original', async () => {
  const path = join(daylight.data.root, 'again.mp4');
  copyFileSync(aClip(daylight.data.root, { seconds: 1, rate: '15' }), path);
  const [first, second] = [await ingest(path), await ingest(path)];
  expect(second.files[0]?.clipId).not.toBe(first.files[0]?.clipId);
  const originals = await withClient(daylight.database.owner, async (client) => {
    const sql = 'SELECT count(DISTINCT original_sha256)::int AS n FROM clip WHERE native_filename = $1';
    return (await client.query<{ n: number }>(sql, ['again.mp4'])).rows[0]?.n;
  });
  expect(originals).toBe(1);
});

it('ingest says what is wrong: no file, no password, nobody there, and several incidents to choose from', async () => {
  const path = aClip(daylight.data.root, { seconds: 1, rate: '8' });
  const nothing = await run(['ingest', '/no/such/file', '--incident', incident]);
  expect(nothing).toMatchObject({ code: 2, stderr: 'There is no file at /no/such/file.\n' });
  const stranger = await run(['ingest', path, '--user', 'stranger']);
  expect(stranger).toMatchObject({ code: 2, stderr: 'Set DAYLIGHT_PASSWORD to the password of stranger.\n' });
  const wrong = await run(['ingest', path], { DAYLIGHT_PASSWORD: 'wrong' });
  expect(wrong.code).toBe(2);
  const nobody = await run(['ingest', path, '--api', 'http://127.0.0.1:1']);
  expect(nobody.code).toBe(3);
  expect(nobody.stderr).toBe('The api at http://127.0.0.1:1 cannot be reached.\n');
});

it('seed receives as many clips as it is told, no two alike', async () => {
  const { code, stdout } = await run(['seed', '--clips', '2', '--json']);
  expect(code).toBe(0);
  const seeded = JSON.parse(stdout) as { clips: number; incident: string };
  expect(seeded.clips).toBe(2);
  const distinct = await until('both clips to be accepted', 60, () =>
    withClient(daylight.database.owner, async (client) => {
      const sql = `SELECT DISTINCT original_sha256 FROM clip WHERE incident_id = $1 AND verdict = 'accepted'`;
      const { rowCount } = await client.query(sql, [seeded.incident]);
      return rowCount === 2 && rowCount;
    }),
  );
  expect(distinct).toBe(2);
  expect(await run(['seed', '--clips', 'many'])).toMatchObject({
    code: 2,
    stderr: '--clips is a number from 1 to 100000.\n',
  });
});

it('copies has the staff copies of a clip made again from the original, also where their bytes have gone bad', async () => {
  const stand = (clip: string) =>
    withClient(daylight.database.owner, async (client) => {
      const sql = 'SELECT kind, sha256, ledger_index FROM derivative WHERE clip_id = $1 ORDER BY kind';
      return (await client.query<{ kind: string; sha256: string; ledger_index: string }>(sql, [clip])).rows;
    });
  const clip = await withClient(daylight.database.owner, async (client) =>
    must(
      (await client.query<{ id: string }>(`SELECT id FROM clip WHERE verdict = 'accepted' LIMIT 1`)).rows[0],
      'a clip',
    ),
  );
  const COPIES = 4;
  const made = () =>
    until('the copies', 60, async () => (await stand(clip.id)).length === COPIES && (await stand(clip.id)));
  const before = await made();
  const index = (rows: typeof before) => must(rows.find(({ kind }) => kind === 'frame-index'), 'the index'); // prettier-ignore
  const spoilt = join(daylight.data.root, 'store', 'working', contentKey(index(before).sha256));
  writeFileSync(spoilt, 'what a disk has made of it');
  const again = await run(['copies', clip.id, '--because', 'The editor says that the index is of another clip.']);
  expect(again).toEqual({ code: 0, stdout: '4 copies removed; a worker makes them again.\n', stderr: '' });
  const after = await made();
  expect(index(after).sha256).toBe(index(before).sha256);
  expect(createHash('sha256').update(readFileSync(spoilt)).digest('hex')).toBe(index(after).sha256);
  expect(Number(index(after).ledger_index)).toBeGreaterThan(Number(index(before).ledger_index));
  const nobody = await run(['copies', randomUUID(), '--because', 'A slip of the hand.']);
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
});

it('no command writes a password or a session secret anywhere', () => {
  const { session } = JSON.parse(readFileSync(join(daylight.data.root, 'secrets.json'), 'utf8')) as { session: string };
  const memory = readFileSync(join(daylight.data.root, '.daylight-uploads.json'), 'utf8');
  for (const secret of [session, ...daylight.accounts.map((account) => account.password)])
    expect(memory).not.toContain(secret);
});
