import { generateKeyPairSync } from 'node:crypto';
import { Database } from '@app/database';
import {
  auditLedger,
  Ledger,
  type LedgerAudit,
  LedgerCheckpoint,
  LedgerEntry,
  LedgerSeal,
  proveInclusion,
  sha256,
  signerFrom,
  type Verifier,
  verifierFrom,
} from '@app/ledger';
import {
  consistencyProof,
  fromBase64,
  leafHash,
  openNote,
  parseCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@app/ledger/domain';
import { freshDatabase, type FreshDatabase, withClient } from '../../support/fresh-database';

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const signer = signerFrom(pem(), 'daylight.test/ledger');
const verifier = verifierFrom(signer.publicKey, signer.name);

let fresh: FreshDatabase;
let database: Database;

/** Twelve entries, sealed after the fifth and after the ninth; three are not sealed yet. */
beforeEach(async () => {
  fresh = await freshDatabase();
  database = await Database.connect({ url: fresh.app, pool: 4 }, [LedgerEntry, LedgerCheckpoint]);
  const seal = new LedgerSeal(database, signer);
  for (let i = 0; i < 12; i++) {
    await append(`act-${i}`);
    if (i === 4 || i === 8) await seal.seal();
  }
});
afterEach(async () => {
  await database.close();
  await fresh.drop();
});

const ledger = new Ledger();
const append = (id: string): Promise<number> =>
  database.inTransaction((tx) =>
    ledger.append({ actor: 'a', roles: [], action: 'do', object: { type: 'thing', id }, outcome: 'done' }, tx),
  );

const audited = (by: Verifier | null = verifier): Promise<LedgerAudit> => database.read((tx) => auditLedger(tx, by));
const audit = async (): Promise<readonly string[]> => (await audited()).faults.map(({ says }) => says);

/** What somebody does who owns the server: triggers, and with them every guard of the rows, switched off. */
const tamper = (...statements: string[]): Promise<void> =>
  withClient(fresh.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    for (const statement of statements) await client.query(statement);
  });
const OTHER_BODY = `(SELECT body FROM ledger_entry WHERE index = 0)`;

describe('verify-log', () => {
  it('finds nothing in a log that nobody touched, and recomputes its root', async () => {
    const found = await audited();
    expect(found).toMatchObject({ entries: 12, checkpoints: 2, sealed: 9, signaturesChecked: true, faults: [] });
    await append('one-more');
    expect((await audited()).root).not.toBe(found.root);
  });

  it('names an entry whose act was altered', async () => {
    await tamper(`UPDATE ledger_entry SET act = '{"actor":"somebody else"}' WHERE index = 7`);
    expect(await audit()).toEqual(['entry 7: the act is not the one it commits to']);
  });

  it('names an entry whose time was altered', async () => {
    await tamper(`UPDATE ledger_entry SET at = at - interval '1 day' WHERE index = 11`);
    expect(await audit()).toEqual(['entry 11: its time was altered']);
  });

  it('names an entry whose content was exchanged together with its hash, and the checkpoints that say so', async () => {
    await tamper(
      `UPDATE ledger_entry SET body = ${OTHER_BODY}, leaf_hash = sha256('\\x00'::bytea || ${OTHER_BODY}) WHERE index = 6`,
    );
    expect(await audit()).toEqual([
      'entry 6: the act is not the one it commits to',
      'entry 6: its time was altered',
      'the checkpoint of 9 entries: one or more of the entries 5 to 8 were altered, removed or added since it was signed',
    ]);
  });
});

describe('verify-log, when entries or checkpoints are gone or new', () => {
  it('names an entry that was removed, sealed or not', async () => {
    await tamper('DELETE FROM ledger_entry WHERE index = 3');
    expect(await audit()).toEqual([
      'entry 3 was missing',
      'the checkpoint of 5 entries: one or more of the entries 0 to 4 were altered, removed or added since it was signed',
      'the checkpoint of 9 entries: one or more of the entries 5 to 8 were altered, removed or added since it was signed',
    ]);
  });

  it('names the checkpoint when the newest sealed entries were cut off', async () => {
    await tamper('DELETE FROM ledger_entry WHERE index >= 8');
    expect(await audit()).toEqual(['the checkpoint of 9 entries: the log has only 8 of them']);
  });

  it('names the sealed span into which an entry was slipped', async () => {
    await tamper(
      `UPDATE ledger_entry SET index = index + 100 WHERE index >= 2`,
      `UPDATE ledger_entry SET index = index - 99 WHERE index >= 100`,
      `INSERT INTO ledger_entry SELECT 2, body, leaf_hash, salt, act, at, xact FROM ledger_entry WHERE index = 1`,
    );
    expect(await audit()).toEqual([
      'the checkpoint of 5 entries: one or more of the entries 0 to 4 were altered, removed or added since it was signed',
      'the checkpoint of 9 entries: one or more of the entries 5 to 8 were altered, removed or added since it was signed',
    ]);
  });

  it('says which entries a fault may lie in', async () => {
    await tamper(
      `UPDATE ledger_entry SET act = '{"actor":"somebody else"}' WHERE index = 7`,
      'DELETE FROM ledger_entry WHERE index = 3',
    );
    const places = (await audited()).faults.map(({ from, to }) => [from, to]);
    expect(places).toEqual([[3, 3], [0, 4], [7, 7], [5, 8]]); // prettier-ignore
  });

  it('holds the log against its checkpoints without the key too, and says that no signature was checked', async () => {
    await new LedgerSeal(database, signerFrom(pem(), 'daylight.test/ledger')).seal();
    expect(await audited(null)).toMatchObject({ signaturesChecked: false, faults: [] });
    await tamper('DELETE FROM ledger_entry WHERE index >= 8');
    expect((await audited(null)).faults.map(({ says }) => says)).toEqual([
      'the checkpoint of 9 entries: the log has only 8 of them',
      'the checkpoint of 12 entries: the log has only 8 of them',
    ]);
  });

  it('names a checkpoint that somebody else signed, or that was put on another size', async () => {
    const stranger = new LedgerSeal(database, signerFrom(pem(), 'daylight.test/ledger'));
    await stranger.seal();
    expect(await audit()).toEqual(['the checkpoint of 12 entries: its signature does not verify']);
    await tamper(
      'UPDATE ledger_checkpoint SET note = (SELECT note FROM ledger_checkpoint WHERE size = 5) WHERE size = 9',
    );
    expect(await audit()).toEqual([
      'the checkpoint of 9 entries: it was signed for another size',
      'the checkpoint of 12 entries: its signature does not verify',
    ]);
  });
});

describe('the sealed log', () => {
  const checkpoints = () =>
    withClient(fresh.app, async (client) => {
      const { rows } = await client.query<{ note: string }>('SELECT note FROM ledger_checkpoint ORDER BY size');
      return rows.map(({ note }) => parseCheckpoint(openNote(sha256, note, [verifier])!)!);
    });

  it('shows that every checkpoint is a prefix of the next', async () => {
    const [older, newer] = await checkpoints();
    expect([older?.size, newer?.size, older?.origin]).toEqual([5, 9, 'daylight.test/ledger']);
    const { rows } = await withClient(fresh.app, (client) =>
      client.query<{ leaf_hash: Buffer }>('SELECT leaf_hash FROM ledger_entry WHERE index < 9 ORDER BY index'),
    );
    const proof = consistencyProof(
      sha256,
      rows.map((row) => row.leaf_hash),
      5,
    );
    expect(verifyConsistency(sha256, older!, newer!, proof)).toBe(true);
    expect(verifyConsistency(sha256, { ...older!, size: 4 }, newer!, proof)).toBe(false);
  });

  it('proves each sealed entry, and none that is not sealed yet', async () => {
    for (const index of [0, 4, 8]) {
      const bundle = (await database.read((tx) => proveInclusion(index, tx)))!;
      const { size, root } = parseCheckpoint(openNote(sha256, bundle.checkpoint, [verifier])!)!;
      const leaf = leafHash(sha256, fromBase64(bundle.body)!);
      const proof = bundle.proof.map((hash) => fromBase64(hash)!);
      expect(verifyInclusion(sha256, { leaf, index, size, root }, proof)).toBe(true);
      expect(verifyInclusion(sha256, { leaf, index: index + 1, size, root }, proof)).toBe(false);
    }
    expect(await database.read((tx) => proveInclusion(9, tx))).toBeNull();
  });

  it('is signed once for a size, also by two at once, and goes on where it was', async () => {
    const seals = [1, 2, 3].map(() => new LedgerSeal(database, signer).seal());
    expect(await Promise.all(seals)).toEqual([12, 12, 12]);
    expect((await checkpoints()).map((one) => one.size)).toEqual([5, 9, 12]);
    expect(await audit()).toEqual([]);
  });

  it('has no gap and no fork when many append at once, some of whom fail', async () => {
    const attempts = Array.from({ length: 20 }, (_, i) =>
      database.inTransaction(async (tx) => {
        await ledger.append(
          { actor: 'a', roles: [], action: 'do', object: { type: 'thing', id: `${i}` }, outcome: 'done' },
          tx,
        );
        if (i % 3 === 0) throw new Error('the act failed');
      }),
    );
    const failed = (await Promise.allSettled(attempts)).filter((one) => one.status === 'rejected');
    expect(failed).toHaveLength(7);
    expect(await audited()).toMatchObject({ entries: 25, faults: [] });
  });
});
