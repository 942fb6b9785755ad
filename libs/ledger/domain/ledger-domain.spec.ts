import { generateKeyPairSync } from 'node:crypto';
import { hex, utf8 } from '@app/kernel';
import { sha256, signerFrom, verifierFrom } from '../crypto';
import {
  checkpointText,
  commitmentOf,
  CompactRange,
  consistencyProof,
  entryBody,
  fromBase64,
  inclusionProof,
  keyId,
  leafHash,
  openNote,
  parseBody,
  parseCheckpoint,
  signNote,
  treeRoot,
  verifierKey,
  verifyConsistency,
  verifyInclusion,
} from '.';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'hex'));

/** The reference tree of Certificate Transparency's own test suite (google/certificate-transparency, merkle_tree_test). */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const LEAVES = INPUTS.map((input) => leafHash(sha256, bytes(input)));

const INCLUSION: [leaf: number, size: number, path: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
];
const CONSISTENCY: [older: number, newer: number, path: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

describe('the Merkle tree of RFC 6962, on published vectors', () => {
  it('has the published roots', () => {
    expect(hex(treeRoot(sha256, []))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(ROOTS.map((_, i) => hex(treeRoot(sha256, LEAVES.slice(0, i + 1))))).toEqual(ROOTS);
  });

  it.each(INCLUSION)('proves leaf %i in a tree of %i by the published path', (index, size, path) => {
    expect(inclusionProof(sha256, LEAVES.slice(0, size), index).map(hex)).toEqual(path);
  });

  it.each(CONSISTENCY)(
    'proves the tree of %i a prefix of the tree of %i by the published path',
    (older, newer, path) => {
      expect(consistencyProof(sha256, LEAVES.slice(0, newer), older).map(hex)).toEqual(path);
    },
  );
});

describe('proofs of every tree up to 40 entries', () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafHash(sha256, Uint8Array.of(i)));
  const root = (size: number): Uint8Array => treeRoot(sha256, leaves.slice(0, size));

  it('verify, and no other leaf, index, size or root does', () => {
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(sha256, leaves.slice(0, size), index);
        const claim = { leaf: leaves[index]!, index, size, root: root(size) };
        expect(verifyInclusion(sha256, claim, proof)).toBe(true);
        expect(verifyInclusion(sha256, { ...claim, index: index + 1 }, proof)).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, leaf: leaves[(index + 1) % 40]! }, proof)).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, root: root(size === 40 ? 1 : size + 1) }, proof)).toBe(false);
        expect(verifyInclusion(sha256, claim, [...proof, root(1)])).toBe(false);
      }
    }
  });

  it('show that every earlier tree is a prefix, and refuse a forked one', () => {
    for (let newer = 1; newer <= 40; newer++) {
      for (let older = 1; older <= newer; older++) {
        const proof = consistencyProof(sha256, leaves.slice(0, newer), older);
        const claim = [
          { size: older, root: root(older) },
          { size: newer, root: root(newer) },
        ] as const;
        expect(verifyConsistency(sha256, ...claim, proof)).toBe(true);
        const forked = { size: older, root: leafHash(sha256, root(older)) };
        expect(verifyConsistency(sha256, forked, claim[1], proof)).toBe(false);
        if (older < newer)
          expect(verifyConsistency(sha256, claim[0], { ...claim[1], root: forked.root }, proof)).toBe(false);
      }
    }
  });

  it('refuse what is out of range', () => {
    expect(() => inclusionProof(sha256, leaves, 40)).toThrow(RangeError);
    expect(() => consistencyProof(sha256, leaves, 41)).toThrow(RangeError);
    expect(verifyInclusion(sha256, { leaf: leaves[0]!, index: -1, size: 1, root: root(1) }, [])).toBe(false);
    expect(verifyConsistency(sha256, { size: 3, root: root(3) }, { size: 2, root: root(2) }, [])).toBe(false);
  });

  it('a compact range goes on where it was left, at every size', () => {
    for (let size = 0; size <= 40; size++) {
      const first = new CompactRange(sha256);
      for (const leaf of leaves.slice(0, size)) first.append(leaf);
      const second = CompactRange.from(sha256, first.size, first.roots());
      for (const leaf of leaves.slice(size)) second.append(leaf);
      expect(hex(second.root())).toBe(hex(root(40)));
    }
    expect(() => CompactRange.from(sha256, 3, [root(1)])).toThrow();
  });
});

describe('a signed note (C2SP signed-note)', () => {
  // The example in the documentation of golang.org/x/mod/sumdb/note.
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const published = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
  const key = fromBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')!.subarray(1);
  const peter = verifierFrom(key, 'PeterNeumann');

  it('opens the published example with the published key', () => {
    expect(keyId(sha256, 'PeterNeumann', key)).toBe('c74f20a3');
    expect(verifierKey(sha256, peter)).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    expect(openNote(sha256, published, [peter])).toBe(text);
  });

  it('does not open when a letter of the text, the name or the signature changes, or nobody known signed', () => {
    expect(openNote(sha256, published.replace('answer', 'Answer'), [peter])).toBeNull();
    expect(openNote(sha256, published.replace('x08go/ZJ', 'x08go/ZK'), [peter])).toBeNull();
    expect(openNote(sha256, published, [])).toBeNull();
    expect(openNote(sha256, published, [{ ...peter, name: 'Mallory' }])).toBeNull();
    expect(openNote(sha256, text, [peter])).toBeNull();
  });

  it('carries several signatures and ignores unknown ones', () => {
    const signer = (name: string) =>
      signerFrom(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, name);
    const [log, witness] = [signer('log.example'), signer('witness.example')];
    const note = signNote(sha256, 'text\n', [log, witness]);
    for (const one of [log, witness])
      expect(openNote(sha256, note, [verifierFrom(one.publicKey, one.name)])).toBe('text\n');
  });
});

describe('checkpoints and entries', () => {
  it('a checkpoint is read back as it was written, and nothing else is one', () => {
    const checkpoint = { origin: 'log.example', size: 7, root: bytes(ROOTS[6]!) };
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
    for (const wrong of ['', 'log\n07\nAAAA\n', 'log\n-1\nAAAA\n', 'log\n7\nnot base64\n', 'log\n7\nAAAA\n']) {
      expect(parseCheckpoint(wrong)).toBeNull();
    }
  });

  it('an entry commits to its act with salt, and reveals none of it', () => {
    const act = {
      actor: 'a',
      roles: ['solicitor'],
      action: 'withhold',
      object: { type: 'clip', id: 'c' },
      outcome: 'done' as const,
    };
    const one = commitmentOf(sha256, Uint8Array.of(1), act);
    expect(commitmentOf(sha256, Uint8Array.of(2), act)).not.toBe(one);
    expect(commitmentOf(sha256, Uint8Array.of(1), { ...act, action: 'release' })).not.toBe(one);
    const body = entryBody({ v: 1, at: '2026-11-23T00:00:00.000Z', commitment: one });
    expect(new TextDecoder().decode(body)).not.toContain('withhold');
    expect(parseBody(body)).toEqual({ v: 1, at: '2026-11-23T00:00:00.000Z', commitment: one });
    expect(parseBody(utf8('{"v":2}'))).toBeNull();
    expect(parseBody(Uint8Array.of(0xff))).toBeNull();
  });
});
