import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '@app/database';
import { Ledger, LedgerCheckpoint, LedgerEntry, LedgerSeal, sha256, signerFrom, verifierFrom } from '@app/ledger';
import { cosignaturesOn, verifierKey } from '@app/ledger/domain';
import { PublicLog } from '@app/publications';
import { type Buckets, StorageModule } from '@app/storage';
import { createLogger } from '@app/telemetry';
import { type RunningWitness, startWitness } from '../../../apps/witness/witness';
import { witnessFrom, Witnesses } from '../../../apps/worker/witnesses';
import { freshDatabase, type FreshDatabase, withClient } from '../../support/fresh-database';
import { filesOf } from '../../support/log-server';
import { temporaryFolder } from '../../support/temporary';

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const signer = signerFrom(pem(), 'daylight.test/ledger');

let fresh: FreshDatabase;
let database: Database;
let folder: string;
let buckets: Buckets;
let seal: LedgerSeal;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = await Database.connect({ url: fresh.app, pool: 4 }, [LedgerEntry, LedgerCheckpoint]);
  folder = temporaryFolder();
  buckets = bucketsIn(folder);
  seal = new LedgerSeal(database, signer);
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const bucketsIn = (root: string): Buckets => {
  const [provider] = StorageModule.forRoot({ kind: 'filesystem', root }).providers as { useFactory(): Buckets }[];
  return provider!.useFactory();
};

const ledger = new Ledger();
const grow = (count: number): Promise<void> =>
  database.inTransaction(async (tx) => {
    for (let i = 0; i < count; i++)
      await ledger.append({ actor: 'a', roles: [], action: 'do', object: { type: 't', id: 'x' }, outcome: 'done' }, tx);
  });

/** Every file of the log in the public bucket. */
const written = (): string[] => {
  const root = join(folder, 'published', 'log');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
};

const bodies = async (): Promise<Uint8Array[]> =>
  withClient(fresh.owner, async (client) => {
    const { rows } = await client.query<{ body: Buffer }>('SELECT body FROM ledger_entry ORDER BY index');
    return rows.map(({ body }) => new Uint8Array(body));
  });

const publicSizes = (): Promise<number[]> =>
  withClient(fresh.portal, async (client) => {
    const { rows } = await client.query<{ size: string }>('SELECT size FROM public_checkpoint ORDER BY size');
    return rows.map(({ size }) => Number(size));
  });

it('writes, step by step, exactly the files that the whole log has, and no partial one beside a full one', async () => {
  for (const count of [3, 200, 52, 1, 1, 300]) {
    await grow(count);
    await seal.seal();
    await new PublicLog(database, buckets).write();
    const history = await bodies();
    const wanted = filesOf(history, signer);
    wanted.delete('checkpoint');
    for (const [path, bytes] of wanted)
      expect([path, readFileSync(join(folder, 'published', 'log', path)).equals(bytes)]).toEqual([path, true]);
    const full = written().filter((path) => !path.includes('.p/'));
    expect(written().filter((path) => full.some((other) => path.startsWith(`${other}.p/`)))).toEqual([]);
  }
  expect(await publicSizes()).toEqual([3, 203, 255, 256, 257, 557]);
  // For every size that was public, what is not full yet is kept: a monitor may be in the middle of reading it.
  expect(written()).toEqual(expect.arrayContaining(['tile/1/000.p/1', 'tile/1/000.p/2', 'tile/0/002.p/45']));
}, 60_000);

it('publishes no checkpoint before all its tiles are there, and goes on where it was killed', async () => {
  await grow(10);
  await seal.seal();
  const real = buckets.published.put.bind(buckets.published);
  const put = jest.spyOn(buckets.published, 'put');
  put.mockImplementationOnce(real).mockRejectedValueOnce(new Error('killed'));
  await expect(new PublicLog(database, buckets).write()).rejects.toThrow('killed');
  expect(await publicSizes()).toEqual([]);
  put.mockRestore();
  await new PublicLog(database, buckets).write();
  expect(await publicSizes()).toEqual([10]);
  await Promise.all([1, 2, 3].map(() => new PublicLog(database, buckets).write())); // several workers at once
  expect(await publicSizes()).toEqual([10]);
});

// With a witness.

const witnessPem = pem();
const own = signerFrom(witnessPem, 'witness.test/w1');
let witness: RunningWitness;
const start = async (port = 0): Promise<void> => {
  witness = await startWitness(
    {
      production: false,
      logLevel: 'silent',
      host: '127.0.0.1',
      port,
      name: own.name,
      key: witnessPem,
      state: join(folder, 'witness'),
      logs: [verifierKey(sha256, signer)],
    },
    createLogger('witness', 'silent'),
  );
};
beforeEach(() => start());
afterEach(() => witness.stop());

const witnesses = (): Witnesses =>
  new Witnesses(database, [witnessFrom({ url: `http://127.0.0.1:${witness.port}/`, key: witness.key })]);

const publicNote = (): Promise<string> =>
  withClient(fresh.portal, async (client) => {
    const { rows } = await client.query<{ note: string }>(
      'SELECT note FROM public_checkpoint ORDER BY size DESC LIMIT 1',
    );
    return rows[0]!.note;
  });
const cosigners = async (): Promise<string[]> =>
  cosignaturesOn(sha256, await publicNote(), [verifierFrom(own.publicKey, own.name)]).map((one) => one.witness);

it('shows with the checkpoint who cosigned it, and asks once for each', async () => {
  for (const count of [5, 300]) {
    await grow(count);
    await seal.seal();
    await new PublicLog(database, buckets).write();
    expect(await witnesses().ask()).toEqual({ cosigned: 1, unanswered: [] });
    expect(await cosigners()).toEqual([own.name]);
    expect(await witnesses().ask()).toEqual({ cosigned: 0, unanswered: [] });
  }
}, 60_000);

it('goes on without a witness that is away, and asks again when it is back', async () => {
  await grow(5);
  await seal.seal();
  await new PublicLog(database, buckets).write();
  const asking = witnesses();
  const { port } = witness;
  await witness.stop();
  expect((await asking.ask()).unanswered).toEqual([
    { witness: own.name, says: expect.stringContaining('fetch failed') as string },
  ]);
  expect(await cosigners()).toEqual([]);
  await start(port);
  expect(await asking.ask()).toEqual({ cosigned: 1, unanswered: [] });
  expect(await cosigners()).toEqual([own.name]);
});

it('learns from the witness how much it has cosigned, and says so when that is more than there is', async () => {
  await grow(5);
  await seal.seal();
  await witnesses().ask();
  await withClient(fresh.owner, async (client) => {
    await client.query('ALTER TABLE ledger_cosignature DISABLE TRIGGER ALL; DELETE FROM ledger_cosignature');
  });
  expect(await witnesses().ask()).toEqual({ cosigned: 1, unanswered: [] });
  await withClient(fresh.owner, async (client) => {
    for (const table of ['ledger_checkpoint', 'ledger_entry'])
      await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    await client.query('DELETE FROM ledger_cosignature; DELETE FROM ledger_checkpoint');
    await client.query('DELETE FROM ledger_entry WHERE index = 4');
  });
  await seal.seal(); // a database that was set back, and goes on signing
  const { unanswered } = await witnesses().ask();
  expect(unanswered[0]!.says).toContain('it has cosigned 5 entries of a log that has 4 here');
});

it('takes no key for a witness’s that is not', () => {
  expect(() => witnessFrom({ url: 'http://w.test', key: verifierKey(sha256, own) })).toThrow('LEDGER_WITNESSES');
});
