import { hex, utf8 } from '@app/kernel';
import { fromBase64, toBase64 } from './base64';
import type { Sha256 } from './merkle';

/** A signer's or verifier's name, as C2SP signed-note writes it: no blanks, no plus signs. */
export type KeyName = string;

export interface Signer {
  readonly name: KeyName;
  /** 32 bytes, raw. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export interface Verifier {
  readonly name: KeyName;
  readonly publicKey: Uint8Array;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

export interface Note {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly { readonly name: KeyName; readonly keyId: string; readonly signature: Uint8Array }[];
}

/** C2SP signed-note, "Signature types": 0x01 is Ed25519 (RFC 8032). */
const ED25519 = 0x01;
const SIGNATURE_LINE = /^— (\S+) (\S+)$/;

/** First four bytes of SHA-256(name || 0x0A || type || key), in hex. */
export const keyId = (sha256: Sha256, name: KeyName, publicKey: Uint8Array, type = ED25519): string =>
  hex(sha256(utf8(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4));

/** The verifier key as it is published: `<name>+<key id>+<base64 of type || key>`. */
export const verifierKey = (sha256: Sha256, key: { name: KeyName; publicKey: Uint8Array }, type = ED25519): string =>
  `${key.name}+${keyId(sha256, key.name, key.publicKey, type)}+${toBase64(Uint8Array.of(type, ...key.publicKey))}`;

/** Signs a text (which ends with a newline) as a C2SP signed note. */
export function signNote(sha256: Sha256, text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n')) throw new Error('the text of a note ends with a newline');
  const lines = signers.map((signer) => {
    const id = keyId(sha256, signer.name, signer.publicKey);
    const bytes = Uint8Array.of(...bytesOf(id), ...signer.sign(utf8(text)));
    return `— ${signer.name} ${toBase64(bytes)}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * Opens a signed note and returns its text, if at least one signature is by a known verifier and none by a known
 * verifier is wrong; null otherwise. Signatures by unknown keys are ignored, as the specification demands.
 */
export function openNote(sha256: Sha256, note: string, verifiers: readonly Verifier[]): string | null {
  const parsed = parseNote(note);
  if (!parsed) return null;
  let confirmed = 0;
  for (const { name, keyId: id, signature } of parsed.signatures) {
    const verifier = verifiers.find((v) => v.name === name && keyId(sha256, v.name, v.publicKey) === id);
    if (!verifier) continue;
    if (!verifier.verify(utf8(parsed.text), signature)) return null;
    confirmed++;
  }
  return confirmed > 0 ? parsed.text : null;
}

/** The text of a note whose signatures nobody here can check; null when it is no note. */
export const noteText = (note: string): string | null => parseNote(note)?.text ?? null;

/** Every signature below a note, whoever made it; none when it is no note. */
export const noteSignatures = (note: string): Note['signatures'] => parseNote(note)?.signatures ?? [];

function parseNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = encoded ? fromBase64(encoded) : null;
    if (!name || !bytes || bytes.length < 5) return null;
    return { name, keyId: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
  });
  if (signatures.some((signature) => signature === null)) return null;
  return { text: note.slice(0, end + 1), signatures: signatures.filter((s) => s !== null) };
}

export const bytesOf = (hexText: string): number[] =>
  (hexText.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

/** Name and key of a verifier key as it is published; null when the text is none or its id does not belong to it. */
export function parseVerifierKey(
  sha256: Sha256,
  text: string,
  type = ED25519,
): { name: KeyName; publicKey: Uint8Array } | null {
  const [name, id, encoded, ...rest] = text.trim().split('+');
  const more = rest.length > 0 ? `+${rest.join('+')}` : ''; // base64 may hold plus signs itself
  const bytes = encoded === undefined ? null : fromBase64(`${encoded}${more}`);
  if (!name || bytes?.length !== 33 || bytes[0] !== type) return null;
  const publicKey = bytes.subarray(1);
  return keyId(sha256, name, publicKey, type) === id ? { name, publicKey } : null;
}
