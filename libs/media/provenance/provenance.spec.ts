import { createHash, generateKeyPairSync } from 'node:crypto';
import { u64 } from '../mp4/boxes';
import {
  aBareVideo,
  aKeyWithItsChain,
  anchorOf,
  aProvenanceSigner,
  aSignedVideo,
  manifestFor,
} from '../../../test/factories/provenance';
import { aBox } from '../../../test/support/mp4-surgery';
import { BoundReader } from './bound-reader';
import { cbor, CborReader, NotTheCbor, tagged } from './cbor';
import { checkManifest } from './check-manifest';
import { provenanceSigner } from './signer';

const hex = (bytes: Buffer): string => bytes.toString('hex');

describe('CBOR', () => {
  // RFC 8949, appendix A.
  it.each([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [1000, '1903e8'],
    [1000000, '1a000f4240'],
    [-1, '20'],
    [-100, '3863'],
    [null, 'f6'],
    [Buffer.from('01020304', 'hex'), '4401020304'],
    ['IETF', '6449455446'],
    ['\u00fc', '62c3bc'],
    [[1, [2, 3], [4, 5]], '8301820203820405'],
    [{ a: 1, b: [2, 3] }, 'a26161016162820203'],
    [new Map([[1, 2], [3, 4]]), 'a201020304'], // prettier-ignore
  ] as const)('%j is written as the standard does', (value, wanted) => {
    expect(hex(cbor(value))).toBe(wanted);
  });

  it('is tagged, and read back as far as a signature asks for', () => {
    const reader = new CborReader(tagged(18, [Buffer.alloc(300, 7)]));
    expect([reader.head(), reader.head()]).toEqual([{ major: 6, value: 18 }, { major: 4, value: 1 }]); // prettier-ignore
    expect(reader.byteString()).toEqual(Buffer.alloc(300, 7));
    for (const bytes of [[], [0x5f], [0x44, 1], [0x61, 0x61]])
      expect(() => new CborReader(Buffer.from(bytes)).byteString()).toThrow(NotTheCbor);
  });
});

const read = (file: Buffer, chunk = file.length) => {
  const reader = new BoundReader();
  for (let at = 0; at < file.length; at += chunk) reader.update(file.subarray(at, at + chunk));
  return reader.end();
};
const signer = aProvenanceSigner();
const video = aBareVideo();

describe('what a manifest is bound to', () => {
  it('is every box of the top level behind its offset, without ftyp', () => {
    const moov = video.readUInt32BE(0);
    const mdat = moov + video.readUInt32BE(moov);
    const hash = createHash('sha256').update(u64(moov)).update(video.subarray(moov, mdat));
    expect(read(video)).toEqual({
      binding: hash.update(u64(mdat)).update(video.subarray(mdat)).digest(),
      manifest: null,
      fault: null,
    });
  });

  it.each([1, 3, 8, 100, 3001])('is the same when it comes in pieces of %i bytes', (chunk) => {
    const signed = aSignedVideo(signer, video);
    expect(read(signed, chunk)).toEqual(read(signed));
    expect(read(signed).manifest).toEqual(manifestFor(video, signer));
  });

  it('a long mdat says its size in sixteen bytes', () => {
    const long = Buffer.concat([Buffer.from('000000016d646174', 'hex'), u64(20), Buffer.from('abcd')]);
    const wanted = createHash('sha256').update(u64(0)).update(long).digest();
    expect(read(long, 5)).toEqual({ binding: wanted, manifest: null, fault: null });
  });

  it.each([
    ['is cut short', video.subarray(0, video.length - 1), /cut short/],
    ['ends in half a header', Buffer.concat([video, Buffer.from([0, 0])]), /cut short/],
    ['has a box without an end', Buffer.concat([video, Buffer.from('000000006d646174', 'hex')]), /does not say where it ends/],
    ['goes on behind its manifest', Buffer.concat([aSignedVideo(signer, video), aBox('free')]), /not the last box/],
  ])('a file that %s has none', (_, file, fault) => expect(read(file).fault).toMatch(fault)); // prettier-ignore
});

describe('the manifest', () => {
  it('is the same for the same bytes, and holds for them, under the certificates that signed it', () => {
    const signed = aSignedVideo(signer, video);
    expect(aSignedVideo(signer, video).equals(signed)).toBe(true);
    for (const own of [undefined, signer.chain])
      expect(checkManifest(read(signed), own)).toEqual({ fault: null, anchor: anchorOf(signer) });
    expect(checkManifest(read(video))).toBeNull();
  });

  it('holds not a byte that is changed, anywhere in it', () => {
    const box = manifestFor(video, signer);
    for (let at = 0; at < box.length; at += 3) {
      const changed = Buffer.from(box);
      changed[at] = changed[at]! ^ 1;
      const found = checkManifest({ ...read(video), manifest: changed }, signer.chain);
      if (typeof found?.fault !== 'string') throw new Error(`byte ${at} can be changed`);
    }
  });

  it('is short, and differs for every video in the same places', () => {
    const [one, other] = [manifestFor(video, signer), manifestFor(aBareVideo(), signer)];
    expect(one.length).toBe(other.length);
    expect(one.length).toBeLessThan(4096);
  });
});

describe('a signer', () => {
  const { key, chain } = aKeyWithItsChain();
  const other = aKeyWithItsChain();
  const [own = '', authority = ''] = chain.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n/g) ?? [];

  it.each([
    ['another key', { key: other.key, chain }, /C2PA_KEY_FILE: this is not the key of the first certificate/],
    ['no certificate', { key, chain: '' }, /C2PA_CHAIN_FILE: the chain does not lead/],
    ['the own certificate alone', { key, chain: own }, /C2PA_CHAIN_FILE: the chain does not lead/],
    ['the certificates in the wrong order', { key, chain: authority + own }, /the first certificate is none with an Ed25519 key to sign with/],
    ['certificates of two authorities', { key, chain: own + other.chain }, /certificate 1 of the chain was not issued by the next/],
  ])('does not sign with %s', (_, pems, says) => expect(() => provenanceSigner(pems)).toThrow(says)); // prettier-ignore

  it('signs with explanations around key and certificates', () => {
    const signed = provenanceSigner({ key: `Words.\n${key}`, chain: `Words.\n${own}More.\n${authority}` });
    expect(checkManifest(read(aSignedVideo(signed)))?.fault).toBeNull();
  });

  it('does not sign before its certificates are good, nor after', () => {
    const { goodUntil } = provenanceSigner({ key, chain });
    expect(goodUntil.getTime()).toBeGreaterThan(Date.now());
    for (const then of [new Date('2000-01-01'), new Date(goodUntil.getTime() + 1000)])
      expect(() => provenanceSigner({ key, chain }, then)).toThrow(/C2PA_CHAIN_FILE: a certificate is good from/);
  });

  it('is no key of another kind', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const pem = rsa.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(() => provenanceSigner({ key: pem, chain })).toThrow(/C2PA_KEY_FILE/);
  });
});
