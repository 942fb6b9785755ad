import { createHash } from 'node:crypto';
import { box, u32, u64, u8 } from '../mp4/boxes';
import { type Cbor, cbor, CborReader, NotTheCbor, tagged } from './cbor';

// The manifest of provenance (Content Credentials, C2PA 2.2) of a published video: what it says, and its bytes. All of
// it follows from the bytes of the video, so that the same video always has the same manifest, and nothing in it can
// tell anything of the original.

/** The user type of the box in which a manifest lies (C2PA 2.2, A.5.1). */
export const C2PA_USER_TYPE = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');

/** Who wrote it. The version is that of what is written here: it goes up when any of this changes. */
const GENERATOR = { name: 'Daylight', version: '1.0' } as const;

const ACTIONS = 'c2pa.actions.v2';
const INGREDIENT = 'c2pa.ingredient.v3';
const BINDING = 'c2pa.hash.bmff.v3';

/** A certificate chain, DER: the signer's own first, then who issued it, and so on to the trust anchor. */
export type CertificateChain = readonly Buffer[];

/** The part of a manifest that is signed, and everything around it. */
export interface Claimed {
  /** What the signature is on (RFC 9052 § 4.4). */
  readonly toBeSigned: Buffer;
  /** The box with the manifest, once it is signed. */
  readonly box: (signature: Buffer) => Buffer;
}

/** What Daylight says of a video with this binding (`BoundReader`), to be signed under this chain. */
export function claimOf(binding: Buffer, chain: CertificateChain): Claimed {
  const assertions = assertionsOf(binding);
  const id = uuidFrom(binding);
  const claim = cbor({
    instanceID: `xmp:iid:${id}`,
    claim_generator_info: GENERATOR,
    signature: 'self#jumbf=c2pa.signature',
    created_assertions: assertions.map(referenceTo),
    alg: 'sha256',
  });
  const headers = headersOf(chain);
  return {
    toBeSigned: cbor(['Signature1', headers, Buffer.alloc(0), claim]),
    box: (signature) =>
      provenanceBox(
        superBox(
          'c2ma',
          `urn:c2pa:${id}`,
          superBox('c2as', 'c2pa.assertions', ...assertions.map((one) => one.box)),
          superBox('c2cl', 'c2pa.claim.v2', box('cbor', claim)),
          superBox('c2cs', 'c2pa.signature', box('cbor', signed(headers, signature))),
        ),
      ),
  };
}

/** Chain and signature of a manifest that begins as the one of this binding does; null where there are none. */
export function signedParts(
  binding: Buffer,
  manifest: Buffer,
): { readonly chain: CertificateChain; readonly signature: Buffer } | null {
  const none = Buffer.alloc(0);
  const before = claimOf(binding, []).box(none).length - signed(headersOf([]), none).length;
  try {
    const reader = new CborReader(manifest.subarray(before));
    reader.head(); // the tag
    reader.head(); // a list of four
    const headers = new CborReader(reader.byteString());
    for (let i = 0; i < 4; i++) headers.head(); // a map of two: alg, EdDSA, x5chain
    const chain = Array.from({ length: headers.head().value }, () => headers.byteString());
    reader.head(); // headers that are not protected: none
    reader.head(); // the payload: it is elsewhere
    return { chain, signature: reader.byteString() };
  } catch (error) {
    if (error instanceof NotTheCbor) return null;
    throw error;
  }
}

const headersOf = (chain: CertificateChain): Buffer =>
  cbor(
    new Map<number, Cbor>([
      [1, -8], // alg: EdDSA
      [33, chain], // x5chain
    ]),
  );

/** A COSE_Sign1 without its payload, which is the claim (RFC 9052 § 4.2; C2PA 2.2, 13.2). */
const signed = (headers: Buffer, signature: Buffer): Buffer => tagged(18, [headers, {}, null, signature]);

interface Assertion {
  readonly label: string;
  readonly box: Buffer;
}

/**
 * The original is there as a parent of which nothing is said, not even a hash. What C2PA calls "redacted" is a part of a
 * manifest that was taken out; what was hidden in picture and sound is an edit.
 */
function assertionsOf(binding: Buffer): Assertion[] {
  const original = assertion(INGREDIENT, { relationship: 'parentOf' });
  const actions = [
    { action: 'c2pa.opened', parameters: { ingredients: [referenceTo(original)] } },
    {
      action: 'c2pa.edited',
      description: 'What the law does not let the public see or hear is covered or silenced; the release lists it.',
      digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits',
    },
    { action: 'c2pa.repackaged' },
  ];
  // Whoever validates leaves these boxes out of the hash (C2PA 2.2, A.5.2); of them a release has the first two.
  const exclusions = [
    { xpath: '/uuid', data: [{ offset: 8, value: C2PA_USER_TYPE }] },
    { xpath: '/ftyp' },
    { xpath: '/mfra' },
  ];
  return [
    original,
    assertion(ACTIONS, { actions }),
    assertion(BINDING, { exclusions, alg: 'sha256', hash: binding, name: 'Daylight' }),
  ];
}

const assertion = (label: string, content: Cbor): Assertion => ({
  label,
  box: superBox('cbor', label, box('cbor', cbor(content))),
});

/** By its address and the hash of what is in its box (C2PA 2.2, 8.4.2.3). */
const referenceTo = ({ label, box: of }: Assertion): { url: string; hash: Buffer } => ({
  url: `self#jumbf=c2pa.assertions/${label}`,
  hash: createHash('sha256').update(of.subarray(8)).digest(),
});

/** A JUMBF superbox with its description (ISO 19566-5): a type of four letters, a label, what is in it. */
function superBox(type: string, label: string, ...content: readonly Buffer[]): Buffer {
  const uuid = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from('00110010800000aa00389b71', 'hex')]);
  const requestableWithLabel = 0b11;
  return box('jumb', box('jumd', uuid, u8(requestableWithLabel), Buffer.from(`${label}\0`)), ...content);
}

/** The box of a file's top level in which a store with one manifest lies; no Merkle tree follows (C2PA 2.2, A.5.1). */
const provenanceBox = (manifest: Buffer): Buffer =>
  box('uuid', C2PA_USER_TYPE, u32(0), Buffer.from('manifest\0'), u64(0), superBox('c2pa', 'c2pa', manifest));

/** A UUID of the form that C2PA asks for (version 4), of the binding's first bytes instead of random ones. */
function uuidFrom(binding: Buffer): string {
  const bytes = Buffer.from(binding.subarray(0, 16));
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x40;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
