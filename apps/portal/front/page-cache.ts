import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** An answer as it is kept: whole, with everything that goes before it. */
export interface KeptAnswer {
  readonly status: number;
  /** Names and values in turn, without length, encoding and ETag. */
  readonly headers: readonly string[];
  readonly etag: string | null;
  readonly body: Buffer;
}

export type Encoding = 'identity' | 'br' | 'gzip';

/** As long as nothing public changes a page may be that old: some of them tell figures that are counted apart. */
const OLD_MS = 1000;
/** All pages together, with their compressed forms. */
const MOST_BYTES = 64 * 2 ** 20;
/** A page that is longer is not kept. */
const LONGEST = 2 * 2 ** 20;

interface Entry {
  readonly revision: string;
  readonly made: number;
  readonly answer: KeptAnswer;
  readonly bodies: Map<Encoding, Buffer>;
  /** Somebody is making it anew. */
  renewing: boolean;
  bytes: number;
}

/** Pages as they were made last, for as long as the public site is as it was then. Never larger than its bound. */
export class PageCache {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  /** The page, or null for who has to make it: the first who finds it old makes it anew, the others have it as it is. */
  find(address: string, revision: string, now = Date.now()): Entry | null {
    const entry = this.entries.get(address);
    if (entry?.revision !== revision) return null;
    if (now - entry.made > OLD_MS && !entry.renewing) {
      entry.renewing = true;
      return null;
    }
    return entry;
  }

  /** Returns the page's body in whatever encoding; null when it is too long to be kept. */
  keep(
    address: string,
    revision: string,
    answer: KeptAnswer,
    now = Date.now(),
  ): ((encoding: Encoding) => Buffer) | null {
    if (answer.body.length > LONGEST) return null;
    this.drop(address);
    const bodies = new Map<Encoding, Buffer>([['identity', answer.body]]);
    const entry: Entry = { revision, made: now, answer, bodies, renewing: false, bytes: answer.body.length + 1000 };
    this.entries.set(address, entry);
    this.bytes += entry.bytes;
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= MOST_BYTES) break;
      this.drop(oldest);
    }
    return (encoding) => this.body(entry, encoding);
  }

  /** Who was to make a page anew has answered, or not: if it is still the old one, the next may try. */
  madeOrNot(address: string): void {
    const entry = this.entries.get(address);
    if (entry) entry.renewing = false;
  }

  /** The page's body in that encoding, which is made once. */
  body(entry: Entry, encoding: Encoding): Buffer {
    const known = entry.bodies.get(encoding);
    if (known) return known;
    const made = encoded(entry.answer.body, encoding);
    entry.bodies.set(encoding, made);
    entry.bytes += made.length;
    this.bytes += made.length;
    return made;
  }

  private drop(address: string): void {
    const entry = this.entries.get(address);
    if (!entry) return;
    this.bytes -= entry.bytes;
    this.entries.delete(address);
  }
}

export const encoded = (body: Buffer, encoding: Encoding): Buffer =>
  encoding === 'br'
    ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
    : encoding === 'gzip'
      ? gzipSync(body)
      : body;

/** Shorter bodies, and those that are pictures or video, are sent as they are. */
const SHORTEST = 1000;

export function encodingFor(accepts: string | undefined, type: string, length: number): Encoding {
  if (length < SHORTEST || !/^(?:text|application\/(?:json|xml|.*\+(?:json|xml))|image\/svg)/.test(type))
    return 'identity';
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepts ?? '')) return 'br';
  if (/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(accepts ?? '')) return 'gzip';
  return 'identity';
}
