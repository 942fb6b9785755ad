import { fromBase64 } from './base64';

/** A proof that an entry is in a log, with the checkpoint it leads to. */
export interface LogProof {
  readonly index: number;
  /** The exact bytes of the leaf, in base64. */
  readonly body: string;
  /** Hashes from the leaf to the root, in base64. */
  readonly proof: readonly string[];
  /** C2SP signed note. */
  readonly checkpoint: string;
}

const HEAD = 'c2sp.org/tlog-proof@v1';

/** C2SP tlog-proof. The leaf itself travels as its extra data: without it nobody could compute what is proved. */
export const tlogProof = ({ index, body, proof, checkpoint }: LogProof): string =>
  [HEAD, `extra ${body}`, `index ${index}`, ...proof, '', checkpoint].join('\n');

/** Null when the text is no such proof, or carries no leaf. Whether it proves anything is another question. */
export function parseTlogProof(text: string): LogProof | null {
  const end = text.indexOf('\n\n');
  const [head, extra, index, ...proof] = text.slice(0, Math.max(end, 0)).split('\n');
  const [, body] = /^extra (\S+)$/.exec(extra ?? '') ?? [];
  const [, number] = /^index (0|[1-9]\d{0,15})$/.exec(index ?? '') ?? [];
  if (head !== HEAD || !body || !number || !fromBase64(body)) return null;
  if (!proof.every((hash) => fromBase64(hash)?.length === 32)) return null;
  return { index: Number(number), body, proof, checkpoint: text.slice(end + 2) };
}
