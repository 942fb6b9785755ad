import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { utf8 } from '@app/kernel';
import { sha256, signerFrom } from '@app/ledger';
import { entryBody, entryBundle, verifierKey } from '@app/ledger/domain';
import { Monitor, type Round } from '../../../apps/ops/verify/monitor';
import { aHistory, filesOf, LogServer, signedOver } from '../../support/log-server';
import { temporaryFolder } from '../../support/temporary';

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const log = signerFrom(pem(), 'daylight.test/ledger');
const key = verifierKey(sha256, log);
const honest = aHistory(600);

let server: LogServer;
let folder: string;
let said: string[];
beforeEach(async () => {
  server = await LogServer.start();
  folder = temporaryFolder();
  said = [];
});
afterEach(() => server.stop());

/** A look by a monitor that was started anew: all it knows is in its folder. */
const look = (options: { key?: string | null; staleAfter?: number } = {}): Promise<Round> =>
  Monitor.open({ url: server.url, folder, key: options.key ?? null, staleAfter: options.staleAfter ?? 60 }).look(
    (line) => said.push(line),
  );

async function watched(size: number): Promise<void> {
  server.show(filesOf(honest.slice(0, size), log));
  expect((await look({ key })).fault).toBeNull();
}

const evidence = ({ fault }: Round): Record<string, string> =>
  JSON.parse(readFileSync(fault!.evidence, 'utf8')) as Record<string, string>;

it('follows a log as it grows, over the edges of tiles, and reads every entry once', async () => {
  const sizes = [1, 255, 256, 257, 512, 600];
  let before = 0;
  for (const size of sizes) {
    server.show(filesOf(honest.slice(0, size), log));
    const round = await look({ key });
    expect(round).toMatchObject({ size, newEntries: size - before, fault: null });
    before = size;
  }
  expect(await look()).toMatchObject({ size: 600, newEntries: 0, fault: null });
});

it('says in plain words what is public of an entry', async () => {
  const at = '2026-02-05T12:00:00.000Z';
  const open = { kind: 'unpublished', release: 'r-1', version: 2, reasonClass: 'privacy-error' };
  server.show(filesOf([entryBody({ v: 1, at, commitment: '00', open })], log));
  await look({ key });
  expect(said).toEqual([`${at}  entry 0: version 2 of release r-1 was taken down (privacy-error)`]);
});

it('takes the full tile where the partial one is gone already', async () => {
  await watched(250);
  const files = filesOf(honest.slice(0, 256), log);
  files.set('checkpoint', utf8(signedOver(honest.slice(0, 255), log)));
  server.show(files);
  // Tiles above the lowest level come into being with the full tile, so only those of 255 entries are asked for.
  expect(await look()).toMatchObject({ size: 255, newEntries: 5, fault: null });
});

it.each([
  ['a longer log with another past', () => [...aHistory(250, ' changed'), ...honest.slice(250, 300)]],
  [
    'a log of the same length with another end',
    () => [...honest.slice(0, 299), ...aHistory(300, ' changed').slice(299)],
  ],
])('catches a fork: %s', async (_, other) => {
  await watched(300);
  server.show(filesOf([...other(), ...honest.slice(300, 300)], log));
  const round = await look();
  expect(round.fault?.kind).toBe('fork');
  expect(round.says).toContain('ALARM');
  expect(evidence(round)).toMatchObject({
    key,
    remembered: signedOver(honest.slice(0, 300), log),
    found: signedOver(other(), log),
  });
  // It is not taken for the truth afterwards either, and the honest log still is.
  expect((await look()).fault?.kind).toBe('fork');
  server.show(filesOf(honest.slice(0, 310), log));
  expect(await look()).toMatchObject({ size: 310, newEntries: 10, fault: null });
});

it('catches a log that lost entries', async () => {
  await watched(300);
  server.show(filesOf(honest.slice(0, 299), log));
  const round = await look();
  expect(round).toMatchObject({ fault: { kind: 'shrunken' } });
  expect(round.says).toContain('The log had 300 entries and now has 299.');
});

it('catches a checkpoint that somebody else signed', async () => {
  await watched(10);
  server.show(filesOf(honest.slice(0, 11), signerFrom(pem(), log.name)));
  expect(await look()).toMatchObject({ fault: { kind: 'bad-signature' } });
});

it('catches an entry that does not hash into its tile, and a tile that is not that of its entries', async () => {
  await watched(300);
  const files = filesOf(honest.slice(0, 320), log);
  const bundle = honest.slice(256, 320).map((body, i) => (i === 50 ? utf8('{"v":1,"at":"","commitment":""}') : body));
  server.show(new Map([...files, ['tile/entries/001.p/64', entryBundle(bundle)]]));
  const entry = await look();
  expect(entry).toMatchObject({ fault: { kind: 'entry' } });
  expect(entry.says).toContain('Entry 306 does not hash into its tile.');
  server.show(new Map([...files, ['tile/1/000.p/1', new Uint8Array(32)]]));
  expect(await look()).toMatchObject({ fault: { kind: 'tile' } });
  files.delete('tile/0/001.p/64');
  server.show(files);
  expect(await look()).toMatchObject({ fault: { kind: 'tile' } });
});

it('catches a log that stands still', async () => {
  await watched(10);
  await new Promise((later) => setTimeout(later, 30));
  const round = await look({ staleAfter: 0.0001 });
  expect(round).toMatchObject({ fault: { kind: 'stale' } });
  server.show(filesOf(honest.slice(0, 11), log));
  expect((await look()).fault).toBeNull();
});

it('asks for the key of a log that it does not know, and does not take another for one that it knows', async () => {
  expect(() => Monitor.open({ url: server.url, folder, key: null, staleAfter: 1 })).toThrow('--key');
  await watched(3);
  const other = verifierKey(sha256, signerFrom(pem(), log.name));
  expect(() => Monitor.open({ url: server.url, folder, key: other, staleAfter: 1 })).toThrow('another key');
  expect(readdirSync(folder).filter((name) => name.startsWith('evidence'))).toEqual([]);
});
