import { hex, utf8 } from '@app/kernel';
import canonicalize from 'canonicalize';
import type { Sha256 } from './merkle';
import { MOST_ENTRY_BYTES } from './tiles';

/** What happened, in full: kept with the entry for staff and auditors, never public. */
export interface Act {
  /** A staff id, or the name of one of Daylight's own processes (`publisher`, `calendar`). Never a name of a person. */
  readonly actor: string;
  /** The roles held at that moment. */
  readonly roles: readonly string[];
  readonly action: string;
  readonly object: { readonly type: string; readonly id: string };
  readonly outcome: 'done' | 'refused';
  /** State or revision before and after, where there is one. */
  readonly before?: string | null;
  readonly after?: string | null;
  readonly reason?: string | null;
  /** Further facts that a custodian must be able to prove later: hashes, reasons of a refusal. JSON values only. */
  readonly with?: Readonly<Record<string, unknown>>;
  /** Correlation id of the request or job. */
  readonly request?: string | null;
}

/**
 * What the Merkle tree holds. It reveals nothing of the act but that something happened then: the act enters as a
 * salted commitment, so that neither its existence nor a low-entropy field can be guessed (reliability T7, T30).
 * `open` carries what is public by law: a release, a takedown, a docket entry.
 */
export interface EntryBody {
  readonly v: 1;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  /** Hex of SHA-256(salt || RFC 8785 form of the act). */
  readonly commitment: string;
  readonly open?: Readonly<Record<string, unknown>>;
}

/** RFC 8785 (JCS): one value has one spelling, so that hashes can be recomputed by anyone. */
const jcs = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
};

export const commitmentOf = (sha256: Sha256, salt: Uint8Array, act: Act): string => hex(sha256(salt, utf8(jcs(act))));

/** The exact bytes of a leaf. One that no bundle of the public log can hold is refused: its act does not happen. */
export function entryBody(body: EntryBody): Uint8Array<ArrayBuffer> {
  const bytes = utf8(jcs(body));
  if (bytes.length > MOST_ENTRY_BYTES) throw new Error(`an entry has at most ${MOST_ENTRY_BYTES} bytes`);
  return bytes;
}

/** Null when the bytes are not those of an entry. */
export function parseBody(bytes: Uint8Array): EntryBody | null {
  try {
    const body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Record<
      keyof EntryBody,
      unknown
    >;
    const known = body.v === 1 && typeof body.at === 'string' && typeof body.commitment === 'string';
    return known ? (body as unknown as EntryBody) : null;
  } catch {
    return null;
  }
}
