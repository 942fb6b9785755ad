import { generateKeyPairSync } from 'node:crypto';
import { hex, utf8 } from '@app/kernel';
import fc from 'fast-check';
import { sha256, signerFrom, verifierFrom } from '../crypto';
import {
  bundleEntries,
  checkpointText,
  cosign,
  cosignaturesOn,
  entryBody,
  entryBundle,
  type HashTile,
  isTilePath,
  leafHash,
  openNote,
  parseVerifierKey,
  parseWitnessKey,
  partialTiles,
  signNote,
  tileBytes,
  tileHashes,
  tilePath,
  TileRange,
  treeRoot,
  witnessKey,
} from '.';

const leaves = Array.from({ length: 70_000 }, (_, i) => leafHash(sha256, utf8(`entry ${i}`)));

/** The tiles of a log of that size, by their paths. */
function tilesOf(size: number, range = new TileRange(sha256)): Map<string, HashTile> {
  const full = leaves.slice(range.size, size).flatMap((leaf) => range.append(leaf));
  return new Map([...full, ...range.partial()].map((tile) => [tilePath(tile), tile]));
}

it('cuts a log of 70,000 entries as the specification’s own example says', () => {
  const tiles = tilesOf(70_000);
  const names = [...tiles.keys()];
  expect(names.filter((name) => /^tile\/0\/\d{3}$/.test(name))).toHaveLength(273);
  expect(names.filter((name) => !/^tile\/0\/\d{3}$/.test(name)).sort()).toEqual([
    'tile/0/273.p/112',
    'tile/1/000',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ]);
  expect(tilePath({ level: 'entries', index: 1_234_067, width: 256 })).toBe('tile/entries/x001/x234/067');
  expect(names.every(isTilePath)).toBe(true);
});

it('has, at every level, the roots of the full tiles below', () => {
  const tiles = tilesOf(70_000);
  expect(hex(tiles.get('tile/1/001.p/17')!.hashes[16]!)).toBe(
    hex(treeRoot(sha256, leaves.slice((256 + 16) * 256, (256 + 17) * 256))),
  );
  expect(hex(tiles.get('tile/2/000.p/1')!.hashes[0]!)).toBe(hex(treeRoot(sha256, leaves.slice(0, 65_536))));
});

it('gives the root of RFC 6962 at every size, also when it is continued from its partial tiles', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1100 }), fc.integer({ min: 0, max: 400 }), (size, more) => {
      const range = new TileRange(sha256);
      tilesOf(size, range);
      const next = TileRange.from(sha256, size, range.partial());
      for (const leaf of leaves.slice(size, size + more)) next.append(leaf);
      expect(hex(next.root())).toBe(hex(treeRoot(sha256, leaves.slice(0, size + more))));
      expect(next.partial().map(tilePath)).toEqual(partialTiles(size + more).map(tilePath));
    }),
    { numRuns: 60 },
  );
});

it('is not continued from tiles of another size', () => {
  const range = new TileRange(sha256);
  tilesOf(300, range);
  expect(() => TileRange.from(sha256, 301, range.partial())).toThrow('not the partial tiles');
});

it.each([
  'tile/64/000',
  'tile/00/000',
  'tile/0/0',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/001/067',
  'tile/entries/../000',
  'tile/0/000/',
  'checkpoint',
])('knows that %s is no tile', (path) => {
  expect(isTilePath(path)).toBe(false);
});

it('writes hashes and entries so that they are read again, and nothing else is', () => {
  const hashes = leaves.slice(0, 7);
  expect(tileHashes(tileBytes(hashes), 7)?.map(hex)).toEqual(hashes.map(hex));
  expect(tileHashes(tileBytes(hashes), 8)).toBeNull();
  const bodies = [utf8(''), utf8('a'), new Uint8Array(0xffff).fill(7)];
  const bundle = entryBundle(bodies);
  expect(bundleEntries(bundle)?.map(hex)).toEqual(bodies.map(hex));
  expect(bundleEntries(bundle.subarray(0, -1))).toBeNull();
  expect(bundleEntries(Uint8Array.of(0))).toBeNull();
});

it('refuses an entry that no bundle can hold', () => {
  const open = { text: 'x'.repeat(0xffff) };
  expect(() => entryBody({ v: 1, at: '2026-01-01T00:00:00.000Z', commitment: '00', open })).toThrow('at most');
});

describe('a cosignature', () => {
  const pem = (): string =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const log = signerFrom(pem(), 'daylight.test/ledger');
  const witness = signerFrom(pem(), 'witness.test/w1');
  const known = verifierFrom(witness.publicKey, witness.name);
  const text = checkpointText({ origin: log.name, size: 5, root: treeRoot(sha256, leaves.slice(0, 5)) });
  const note = signNote(sha256, text, [log]);
  const at = new Date('2026-02-05T12:00:00Z');
  const cosigned = note + cosign(sha256, witness, text, at);

  it('is found below the checkpoint, with its time, and leaves the log’s own signature as it was', () => {
    expect(cosignaturesOn(sha256, cosigned, [known])).toEqual([
      { witness: witness.name, at, line: cosign(sha256, witness, text, at) },
    ]);
    expect(openNote(sha256, cosigned, [verifierFrom(log.publicKey, log.name)])).toBe(text);
  });

  it('is not found where there is none, under another text, by another key, or at another time', () => {
    expect(cosignaturesOn(sha256, note, [known])).toEqual([]);
    expect(cosignaturesOn(sha256, cosigned.replace('\n5\n', '\n6\n'), [known])).toEqual([]);
    const stranger = signerFrom(pem(), witness.name);
    expect(cosignaturesOn(sha256, cosigned, [verifierFrom(stranger.publicKey, stranger.name)])).toEqual([]);
    const line = cosign(sha256, witness, text, at);
    const bytes = Buffer.from(line.split(' ')[2]!, 'base64');
    bytes[11]! ^= 1;
    expect(cosignaturesOn(sha256, `${note}— ${witness.name} ${bytes.toString('base64')}\n`, [known])).toEqual([]);
  });

  it('has a key that is told apart from one that signs logs', () => {
    const key = witnessKey(sha256, witness);
    expect(parseWitnessKey(sha256, key)?.name).toBe(witness.name);
    expect(parseVerifierKey(sha256, key)).toBeNull();
  });
});
