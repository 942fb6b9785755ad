import { gunzipSync } from 'node:zlib';
import type { Mark } from '../factories/canaries/marks';

/** Bytes that somebody may have, and where they came from. */
export interface Evidence {
  readonly from: string;
  readonly bytes: Buffer;
}

export interface Hit {
  readonly carrier: string;
  readonly as: string;
  readonly from: string;
}

/** How Base64 writes bytes that begin at the first, second or third of three: what depends on its neighbours is left out. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
}

const wide = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

/** Every way in which a mark may be written. */
function writings({ bytes, text }: Mark): [as: string, needle: Buffer][] {
  const url = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const both = (name: string, of: Buffer): [string, Buffer][] =>
    base64Of(of).flatMap((one, i): [string, Buffer][] => [
      [`${name}, alignment ${i}`, Buffer.from(one)],
      [`${name}, alignment ${i}, as in addresses`, Buffer.from(url(one))],
    ]);
  return [
    ['bytes', bytes],
    ['hexadecimal', Buffer.from(text)],
    ['hexadecimal in capitals', Buffer.from(text.toUpperCase())],
    ['percent-encoded', Buffer.from(percent)],
    ['percent-encoded in capitals', Buffer.from(percent.toUpperCase())],
    ['UTF-16 LE', wide(text, false)],
    ['UTF-16 BE', wide(text, true)],
    ...both('Base64 of the bytes', bytes),
    ...both('Base64 of the digits', Buffer.from(text)),
    ...both('Base64 of the digits in capitals', Buffer.from(text.toUpperCase())),
  ];
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/** What is packed inside: every gzip stream, wherever it begins. */
function unpacked({ from, bytes }: Evidence): Evidence[] {
  const found: Evidence[] = [];
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      found.push({ from: `${from}, unpacked`, bytes: gunzipSync(bytes.subarray(at), { finishFlush: 2 }) });
    } catch {
      continue; // three bytes that only look like the beginning of one
    }
  }
  return found;
}

/** Every mark that is written somewhere in the evidence, however it is written. */
export function marksWritten(evidence: readonly Evidence[], marks: readonly Mark[]): Hit[] {
  const all = [...evidence, ...evidence.flatMap(unpacked)];
  return marks.flatMap((mark) =>
    writings(mark).flatMap(([as, needle]) =>
      all.filter(({ bytes }) => bytes.includes(needle)).map(({ from }) => ({ carrier: mark.carrier, as, from })),
    ),
  );
}
