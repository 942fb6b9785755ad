import { generateKeyPairSync } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@app/kernel';
import { digestOf, sha256, signerFrom } from '@app/ledger';
import { type LogProof, parseTlogProof, signStatement, tlogProof, verifierKey } from '@app/ledger/domain';
import type { ReleaseBundle } from '@app/publications/domain';
import type { ReleaseVerdict } from '../../apps/ops/verify/verify-release';
import { until } from '../../apps/ops/client/wait';
import { demonstrationWitnessKey } from '../../apps/ops/verify/log-key';
import { freePort } from '../../apps/ops/up/database';
import { atTheDesk, type Ended, ops } from '../drivers/ops';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';
import { PROGRAMS } from '../support/surroundings';
import { aRelease, type Released, takenDown } from '../support/public-site';

let daylight: TestDaylight;
let released: Released;
let address: string;
let saved: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true, witness: true });
  released = await aRelease(daylight, { seconds: 1 });
  address = `${daylight.portal}/releases/${released.release}`;
  saved = join(daylight.data.root, 'saved');
});
afterAll(() => daylight.stop());

/** As anybody would run it: with nothing of the installation but the program. */
const verifyRelease = (...args: string[]): Promise<Ended> =>
  ops(['verify-release', ...args], { PATH: PROGRAMS, HOME: daylight.data.root });

const failures = ({ stdout }: Ended): string[] =>
  (JSON.parse(stdout) as ReleaseVerdict).checks.filter((check) => !check.holds).map((check) => check.says);

/** A copy of the saved release, with `alter` done to its release.json and to its proof, which is removed if there is none any more. */
function copyWith(name: string, alter: (bundle: Bundle, proof: Mutable<LogProof>) => unknown): string {
  const folder = join(daylight.data.root, name);
  cpSync(saved, folder, { recursive: true });
  const path = join(folder, 'release.json');
  const proofPath = join(folder, 'release.tlog-proof');
  const bundle = JSON.parse(readFileSync(path, 'utf8')) as Bundle;
  const proof = must(parseTlogProof(readFileSync(proofPath, 'utf8')), 'the proof') as Mutable<LogProof>;
  if (alter(bundle, proof) === null) rmSync(proofPath);
  else writeFileSync(proofPath, tlogProof(proof));
  writeFileSync(path, JSON.stringify(bundle));
  return folder;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object | null ? Mutable<T[K]> : T[K] };
type Bundle = Mutable<ReleaseBundle>;

const flipped = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[5] = (bytes[5] ?? 0) ^ 1;
  return bytes.toString('base64');
};

it('says of a release on the site that it is the signed one, and keeps a copy that holds offline', async () => {
  const online = await verifyRelease(address, '--save', saved);
  expect(online.stdout).toContain('This is the release that the City Solicitor signed.');
  expect(online.stdout).not.toContain('FAILS');
  expect(online.stdout).toContain('The keys are those that came with the release');
  expect(online.code).toBe(0);
  const offline = await verifyRelease(saved, '--json');
  expect(failures(offline)).toEqual([]);
  expect(offline.code).toBe(0);
  expect(offline.stdout).toContain('"name":"attestation","holds":true');
});

it('takes the address that is called by the hash of what was signed, and what is not called so', async () => {
  const hash = digestOf((JSON.parse(readFileSync(join(saved, 'release.json'), 'utf8')) as ReleaseBundle).manifest);
  const online = await verifyRelease(`${daylight.portal}/bundles/${hash}/`);
  expect([online.code, online.stdout]).toEqual([0, expect.stringContaining('called by the hash of its manifest')]);
  expect((await verifyRelease(`${daylight.portal}/bundles/${'0'.repeat(64)}`)).stderr).toContain(
    'There is no release at',
  );
});

it.each(['video.mp4', 'captions.vtt', 'redactions.csv', 'record.json'])(
  'names %s when one bit of it differs',
  async (name) => {
    const folder = copyWith(`altered-${name}`, () => undefined);
    const path = join(folder, name);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = must(bytes[bytes.length >> 1], 'a byte') ^ 1;
    writeFileSync(path, bytes);
    const checked = await verifyRelease(folder, '--json');
    expect(checked.code).toBe(1);
    expect(failures(checked)).toContainEqual(expect.stringMatching(new RegExp(`^${name} has the hash`)));
  },
);

it('names a file that is missing and one that is cut short', async () => {
  const folder = copyWith('incomplete', () => undefined);
  rmSync(join(folder, 'captions.vtt'));
  const video = join(folder, 'video.mp4');
  writeFileSync(video, readFileSync(video).subarray(0, 1000));
  const checked = await verifyRelease(folder, '--json');
  expect(checked.code).toBe(1);
  expect(failures(checked)).toEqual(
    expect.arrayContaining([
      'captions.vtt is missing.',
      expect.stringMatching(/^video\.mp4 has 1000 bytes; signed were/),
    ]),
  );
});

it.each<{ what: string; says: string; alter: Parameters<typeof copyWith>[1] }>([
  {
    what: 'a signature with one bit changed',
    says: 'The sign-off was not signed with the City’s key.',
    alter: ({ signOff }) => {
      const [first] = signOff.signatures;
      if (first) first.sig = flipped(first.sig);
    },
  },
  {
    what: 'a manifest that was changed after signing',
    says: 'The sign-off is on other files',
    alter: ({ manifest }) => {
      Object.assign(manifest.files[0] ?? {}, { sha256: '0'.repeat(64) });
    },
  },
  {
    what: 'a proof of another entry',
    says: 'The proof does not show that the entry is in that log.',
    alter: (_, proof) => {
      proof.proof = proof.proof.map(flipped);
    },
  },
  {
    what: 'a checkpoint with another root',
    says: 'The checkpoint was not signed with the log’s key.',
    alter: (_, proof) => {
      const [origin, size, , ...rest] = proof.checkpoint.split('\n');
      proof.checkpoint = [origin, size, Buffer.alloc(32, 1).toString('base64'), ...rest].join('\n');
    },
  },
  {
    what: 'no proof at all',
    says: 'There is no proof from the City’s log yet',
    alter: () => null,
  },
])('refuses $what', async ({ what, says, alter }) => {
  const checked = await verifyRelease(copyWith(what.replaceAll(' ', '-'), alter), '--json');
  expect(checked.code).toBe(1);
  expect(failures(checked).join('\n')).toContain(says);
});

it('refuses a sign-off that somebody else signed, when it is given the City’s keys', async () => {
  const forger = signerFrom(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    'daylight.cambridgema.gov',
  );
  const genuine = JSON.parse(readFileSync(join(saved, 'release.json'), 'utf8')) as ReleaseBundle;
  const forged = copyWith('forged', (bundle) => {
    const statement = JSON.parse(Buffer.from(bundle.signOff.payload, 'base64').toString()) as object;
    Object.assign(bundle, { signOff: signStatement(sha256, forger, 'sign-off', statement) });
    bundle.keys.city = verifierKey(sha256, forger);
  });
  const keys = join(daylight.data.root, 'trusted-keys');
  writeFileSync(keys, `${genuine.keys.city}\n${genuine.keys.ledger}\n`);
  expect((await verifyRelease(saved, '--keys', keys)).code).toBe(0);
  const checked = await verifyRelease(forged, '--keys', keys, '--json');
  expect(checked.code).toBe(1);
  expect(failures(checked)).toEqual(['The City’s key is not one that is trusted, or no key at all.']);
});

it.each<{ what: string; text: string; says: string }>([
  { what: 'no JSON', text: 'once upon a time', says: 'release.json is not JSON.' },
  { what: 'something else', text: '{"schema":"other"}', says: 'That is no release' },
  { what: 'a hollow release', text: '{"schema":"daylight-release-2"}', says: 'That is no release' },
  {
    what: 'a release of nonsense',
    text: '{"schema":"daylight-release-2","manifest":{"files":[null]},"signOff":[],"keys":null}',
    says: 'That is no release',
  },
])('says in words that a release.json is $what', async ({ text, says }) => {
  const folder = copyWith('hostile', () => undefined);
  writeFileSync(join(folder, 'release.json'), text);
  const checked = await verifyRelease(folder);
  expect(checked).toMatchObject({ code: 2, stdout: '' });
  expect(checked.stderr).toContain(says);
});

/** A file with the key of the one witness there is. */
function witnessKeys(): string {
  const path = join(daylight.data.root, 'witnesses');
  writeFileSync(path, `${demonstrationWitnessKey(daylight.data.witnessKey)}\n`);
  return path;
}

it('says how many of the witnesses that one knows have cosigned a release’s checkpoint', async () => {
  const known = await until('a cosigned proof', 60, async () => {
    const checked = await verifyRelease(address, '--witnesses', witnessKeys());
    return checked.stdout.includes('1 of 1 known witnesses cosigned') ? checked : null;
  });
  expect(known.code).toBe(0);
  const { cosigned } = JSON.parse((await verifyRelease(saved, '--json')).stdout) as ReleaseVerdict;
  expect(cosigned).toBeNull(); // whoever names no witness is told of none
});

it('follows the public log, and tells in words what is public of it', async () => {
  const { keys } = JSON.parse(readFileSync(join(saved, 'release.json'), 'utf8')) as ReleaseBundle;
  const state = join(daylight.data.root, 'monitor');
  const monitor = (...args: string[]): Promise<Ended> =>
    ops(['monitor-log', `${daylight.portal}/log`, '--state', state, ...args], {
      PATH: PROGRAMS,
      HOME: daylight.data.root,
    });
  expect(await monitor()).toMatchObject({ code: 2, stderr: expect.stringContaining('--key') as string });
  const first = await monitor('--key', keys.ledger, '--witnesses', witnessKeys());
  expect(first.stdout).toContain(`version 1 of release ${released.release} was published`);
  expect(first.stdout).toMatch(/\d+ entries, \d+ of them new \(\d+ without a public part\): everything holds\./);
  expect(first.stdout).toContain('1 of 1 known witnesses cosigned');
  expect(first.code).toBe(0);
  const second = JSON.parse((await monitor('--json')).stdout) as { fault: unknown; newEntries: number };
  expect(second.fault).toBeNull();
});

it('tells apart what cannot be reached, what is not there, and what was taken down', async () => {
  const nobody = await verifyRelease(`http://127.0.0.1:${await freePort()}/releases/${released.release}`);
  expect(nobody.code).toBe(3);
  expect(nobody.stderr).toContain('cannot be reached');
  const unknown = await verifyRelease(`${daylight.portal}/releases/00000000-0000-4000-8000-000000000000`);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('There is no release at');
  const nothing = await verifyRelease(join(daylight.data.root, 'no-such-folder'));
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain('There is no release.json in');
  await takenDown(daylight, released);
  const gone = await verifyRelease(address);
  expect(gone.code).toBe(1);
  expect(gone.stderr).toContain('This release was taken down.');
});

const verifyLog = (...args: string[]): Promise<Ended> => ops(['verify-log', ...args], atTheDesk(daylight));

it('finds that the log holds, with the installation’s key and with the published one', async () => {
  const own = await verifyLog();
  expect(own.stdout).toMatch(
    /^\d+ entries, \d+ signed checkpoints, root [0-9a-f]{64}: everything holds\.\n1 of 1 known witnesses cosigned .*\n$/,
  );
  expect(own.code).toBe(0);
  const { keys } = JSON.parse(readFileSync(join(saved, 'release.json'), 'utf8')) as ReleaseBundle;
  expect((await verifyLog('--key', keys.ledger)).code).toBe(0);
  const wrong = await verifyLog('--key', 'nonsense');
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('That is no verifier key') as string });
});

/** A superuser who switches the triggers off, alters the log, and covers it up. */
const alter = (sql: string): Promise<unknown> =>
  withClient(daylight.database.owner, async (client) => {
    await client.query('ALTER TABLE ledger_entry DISABLE TRIGGER ALL');
    try {
      await client.query(sql);
    } finally {
      await client.query('ALTER TABLE ledger_entry ENABLE TRIGGER ALL');
    }
  });

/** The entries that a fault speaks of: "entry 7", or "entries 4 to 9". */
function entriesIn(fault: string): number[] {
  const [, from, to = from] = /entr(?:y|ies) (\d+)(?: to (\d+))?/.exec(fault) ?? [];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
}

async function expectNamed(entry: number): Promise<void> {
  const checked = await verifyLog('--json');
  expect(checked.code).toBe(1);
  const { faults, holds } = JSON.parse(checked.stdout) as { faults: string[]; holds: boolean };
  expect(holds).toBe(false);
  expect(faults.flatMap(entriesIn)).toContain(entry);
}

it('names the entry whose act a superuser has rewritten', async () => {
  await alter(`CREATE TABLE kept AS SELECT * FROM ledger_entry`);
  await alter(`UPDATE ledger_entry SET act = replace(act::text, '"action":"', '"action":"not-')::json WHERE index = 7`);
  await expectNamed(7);
  await alter(`UPDATE ledger_entry e SET act = k.act FROM kept k WHERE k.index = e.index`);
  expect((await verifyLog()).code).toBe(0);
});

it('names the entry that a superuser has rewritten together with its hash', async () => {
  await alter(
    `UPDATE ledger_entry e SET body = o.body, leaf_hash = o.leaf_hash, act = o.act, salt = o.salt
       FROM ledger_entry o WHERE e.index = 9 AND o.index = 8`,
  );
  await expectNamed(9);
  await alter(
    `UPDATE ledger_entry e SET body = k.body, leaf_hash = k.leaf_hash, act = k.act, salt = k.salt FROM kept k WHERE k.index = e.index`,
  );
});

it('notices that a superuser has removed an entry', async () => {
  await alter(`DELETE FROM ledger_entry WHERE index = 11`);
  await expectNamed(11);
});
