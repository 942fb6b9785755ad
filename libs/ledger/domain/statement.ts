import { utf8 } from '@app/kernel';
import canonicalize from 'canonicalize';
import { fromBase64, toBase64 } from './base64';
import { keyId, type Signer, type Verifier } from './note';
import type { Sha256 } from './merkle';

/**
 * A signed statement of the City: a DSSE envelope (secure-systems-lab/dsse, protocol.md) over JSON in RFC 8785 form.
 * The type is part of what is signed, so that a receipt is never taken for a sign-off.
 */
export interface SignedStatement {
  readonly payloadType: StatementType;
  /** Base64 of the exact bytes that were signed. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

type OwnKind = 'receipt' | 'determination' | 'sign-off' | 'unpublication' | 'docket-entry';
/** The media type of an in-toto Statement in an envelope (in-toto/attestation, spec v1, envelope.md). */
const IN_TOTO = 'application/vnd.in-toto+json';

export type StatementType = `application/vnd.daylight.${OwnKind}+json` | typeof IN_TOTO;
/** Everything the City signs. */
export type StatementKind = OwnKind | 'attestation';

const typeOf = (kind: StatementKind): StatementType =>
  kind === 'attestation' ? IN_TOTO : `application/vnd.daylight.${kind}+json`;

/** DSSE's pre-authentication encoding: "DSSEv1" SP len(type) SP type SP len(body) SP body. */
function preAuthEncoding(type: string, body: Uint8Array): Uint8Array {
  const head = utf8(`DSSEv1 ${utf8(type).length} ${type} ${body.length} `);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

export function signStatement(sha256: Sha256, signer: Signer, kind: StatementKind, statement: object): SignedStatement {
  const text = canonicalize(statement);
  if (text === undefined) throw new Error('not a JSON value');
  const body = utf8(text);
  const sig = toBase64(signer.sign(preAuthEncoding(typeOf(kind), body)));
  const keyid = keyId(sha256, signer.name, signer.publicKey);
  return { payloadType: typeOf(kind), payload: toBase64(body), signatures: [{ keyid, sig }] };
}

/** The statement, if it is of that kind and the City's key signed exactly these bytes; null otherwise. */
export function openStatement(signed: SignedStatement, verifier: Verifier, kind: StatementKind): unknown {
  const body = fromBase64(signed.payload);
  if (!body || signed.payloadType !== typeOf(kind)) return null;
  const signature = signed.signatures.map(({ sig }) => fromBase64(sig)).find((bytes) => bytes !== null);
  if (!signature || !verifier.verify(preAuthEncoding(signed.payloadType, body), signature)) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return null;
  }
}
