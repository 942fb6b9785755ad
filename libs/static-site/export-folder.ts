import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUuid } from '@app/kernel';
import {
  type Answer,
  answerOf,
  errorPage,
  fileOf,
  hashesNamedIn,
  hashOf,
  HTML,
  releaseOf,
  type Withdrawal,
} from './domain';
import { PAGES } from './domain/words';
import { filesBelow, moveTo, removeFile, writeWhole } from './files';

/** An answer as it comes from the portal. */
export interface Fetched {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** How far the export has been brought. */
export interface ExportState {
  /** Every release that was down at this revision of the public site is withdrawn here. */
  readonly withdrawnUpTo: string;
  /** The revision whose pages are here; null before the first. */
  readonly revision: string | null;
}

/** Statuses of what is down. Each has marks, by which a web server knows without being told anew. */
const DOWN = [410, 503] as const;
type Down = keyof typeof PAGES;

/**
 * The public site as files. `site` is what a web server serves, `answers` says how each address is answered, `marks` which
 * addresses are down, `withdrawn` which releases were withdrawn here. Every file is written aside and renamed, so that
 * nobody ever finds half of one.
 */
export class ExportFolder {
  constructor(readonly root: string) {}

  /** How an address is answered; null for one that the export does not have, or that it has no whole file for. */
  async find(path: string): Promise<(Answer & { readonly from: string }) | null> {
    const answer = await this.answer(path);
    if (!answer) return null;
    const from = this.inSite(answer.file);
    const found = await stat(from).catch(() => null);
    return found?.size === answer.size ? { ...answer, from } : null;
  }

  /** What is written down of an address. */
  async answer(path: string): Promise<Answer | null> {
    return jsonIn<Answer>(this.inAnswers(path));
  }

  /** Keeps an answer unless it is here already. False when nothing changed. */
  async keep({ path, status, headers, body }: Fetched): Promise<boolean> {
    const aside = join(this.aside, randomUUID());
    await mkdir(this.aside, { recursive: true });
    const hash = createHash('sha256');
    let size = 0;
    async function* seen(): AsyncGenerator<Buffer> {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    }
    try {
      await pipeline(seen, createWriteStream(aside, { flags: 'wx', flush: hashOf(path) !== null }));
      const file = fileOf(path, headers['content-type'] ?? '');
      const answer: Answer = { path, status, headers, file, size, sha256: hash.digest('hex') };
      return await this.place(answer, aside);
    } finally {
      await rm(aside, { force: true });
    }
  }

  private async place(answer: Answer, aside: string): Promise<boolean> {
    const known = await this.find(answer.path);
    if (known && JSON.stringify({ ...known, from: undefined }) === JSON.stringify(answer)) return false;
    const before = await this.answer(answer.path);
    const down = await this.statusOf(answer, aside);
    if (down !== null) {
      if (known?.status === down) return false;
      await this.replace(before ?? answer, down);
      return true;
    }
    if (before && before.file !== answer.file) await removeFile(this.inSite(before.file), this.site);
    await this.shareBytes(answer, aside);
    await moveTo(aside, this.inSite(answer.file));
    await this.mark(answer);
    await writeWhole(this.inAnswers(answer.path), JSON.stringify(answer), this.aside);
    await this.takeDownIfWithdrawn(answer); // meanwhile: a withdrawal is written down before its files are removed
    return true;
  }

  /** What is here under its hash already is not kept twice: in the folder of its release it is the same file once more. */
  private async shareBytes({ path, sha256 }: Answer, aside: string): Promise<void> {
    const known = await this.find(`/media/${sha256}${extname(path)}`);
    if (known?.status !== 200 || known.path === path) return;
    const shared = `${aside}.shared`;
    // Where it cannot be shared, or was withdrawn just now, it stays the copy that it is.
    await link(known.from, shared).then(() => rename(shared, aside)).catch(() => undefined); // prettier-ignore
  }

  async remove(path: string): Promise<void> {
    const known = await this.answer(path);
    if (known) await removeFile(this.inSite(known.file), this.site);
    await this.mark({ path, status: 404 });
    await removeFile(this.inAnswers(path), this.answers);
  }

  /** Marks an address that is down, and no other: after its bytes are gone, before it is written down how it is answered. */
  private async mark({ path, status }: Pick<Answer, 'path' | 'status'>): Promise<void> {
    for (const down of DOWN)
      if (down === status) await writeWhole(this.inMarks(path, down), '', this.aside);
      else await removeFile(this.inMarks(path, down), this.marks);
  }

  /** Every address that the export answers. */
  async *all(): AsyncGenerator<Answer> {
    for await (const path of filesBelow(this.answers)) {
      const answer = await jsonIn<Answer>(path);
      if (answer) yield answer;
    }
  }

  /**
   * Withdraws a release here, at once and without asking anyone: its addresses become a tombstone, its files are
   * removed. In an emergency every other page that names it is set aside too, until it is made anew.
   */
  async withdraw(release: string, { emergency }: Pick<Withdrawal, 'emergency'>): Promise<Withdrawal> {
    const files = new Set<string>();
    const own: Answer[] = [];
    for await (const answer of this.all()) if (releaseOf(answer.path) === release) own.push(answer);
    for (const answer of own)
      for (const hash of hashesNamedIn(await textOf(answer, this.inSite(answer.file)))) files.add(hash);
    const known = await jsonIn<Withdrawal>(this.withdrawalOf(release));
    const withdrawal: Withdrawal = {
      release,
      at: known?.at ?? new Date().toISOString(),
      files: [...new Set([...files, ...(known?.files ?? [])])].sort(),
      emergency: emergency || (known?.emergency ?? false),
    };
    await writeWhole(this.withdrawalOf(release), JSON.stringify(withdrawal), this.aside);
    for (const answer of own) await this.takeDownIfWithdrawn(answer, [withdrawal]);
    for await (const answer of this.all()) await this.takeDownIfWithdrawn(answer, [withdrawal]);
    return withdrawal;
  }

  /** Puts a tombstone in the place of one address. */
  takeAway(answer: Answer): Promise<void> {
    return this.replace(answer, 410);
  }

  /** Releases that were withdrawn here and of which Daylight's own tombstone is not here yet. */
  async withdrawals(): Promise<Withdrawal[]> {
    const names = await readdir(join(this.root, 'withdrawn')).catch(() => []);
    const all = await Promise.all(names.map((name) => jsonIn<Withdrawal>(join(this.root, 'withdrawn', name))));
    return all.filter((one) => one !== null);
  }

  /** Daylight itself says that the release is down, or that it was withdrawn here by mistake. */
  async forget(release: string): Promise<void> {
    if (isUuid(release)) await rm(this.withdrawalOf(release), { force: true });
  }

  async state(): Promise<ExportState> {
    return (await jsonIn<ExportState>(join(this.root, 'state.json'))) ?? { withdrawnUpTo: '0', revision: null };
  }

  async note(change: Partial<ExportState>): Promise<void> {
    const next = { ...(await this.state()), ...change };
    await writeWhole(join(this.root, 'state.json'), JSON.stringify(next), this.aside);
  }

  /** What stands where something is down until the portal's own page about it is there. It says nothing about it. */
  async pageOf(path: string, status: Down): Promise<{ readonly text: string; readonly language: string }> {
    const found = (await this.find(errorPage(path, status))) ?? (await this.find(errorPage('/', status)));
    if (!found) return { text: PAGES[status], language: 'en' };
    return { text: await readFile(found.from, 'utf8'), language: found.headers['content-language'] ?? 'en' };
  }

  private async takeDownIfWithdrawn(answer: Answer, withdrawals?: readonly Withdrawal[]): Promise<void> {
    const down = await this.statusOf(answer, this.inSite(answer.file), withdrawals);
    if (down !== null) await this.replace(answer, down);
  }

  /** As what an answer has to be down because of withdrawals; null: it may be shown. Its text is in a file. */
  private async statusOf(answer: Answer, file: string, withdrawals?: readonly Withdrawal[]): Promise<Down | null> {
    if (answer.status !== 200) return null;
    let status: Down | null = null;
    for (const one of withdrawals ?? (await this.withdrawals())) {
      if (isOf(one, answer)) return 410;
      if (one.emergency && hashOf(answer.path) === null && namesIt(await textOf(answer, file), one)) status = 503;
    }
    return status;
  }

  /** The bytes go first: whatever fails afterwards, they are not there. */
  private async replace({ path, file, headers }: Answer, status: Down): Promise<void> {
    await removeFile(this.inSite(file), this.site);
    await this.mark({ path, status });
    const { text, language } = await this.pageOf(path, status);
    const lasting = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_BYTES.includes(name)));
    const answer: Answer = {
      path,
      status,
      headers: { ...lasting, 'cache-control': 'no-store', 'content-language': language, 'content-type': HTML },
      file: fileOf(path, HTML),
      size: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    };
    await writeWhole(this.inSite(answer.file), text, this.aside);
    await writeWhole(this.inAnswers(path), JSON.stringify(answer), this.aside);
  }

  private get site(): string {
    return join(this.root, 'site');
  }

  private get answers(): string {
    return join(this.root, 'answers');
  }

  private get marks(): string {
    return join(this.root, 'marks');
  }

  private get aside(): string {
    return join(this.root, '.incoming');
  }

  private inSite(file: string): string {
    return join(this.site, file);
  }

  private inAnswers(path: string): string {
    return join(this.answers, answerOf(path));
  }

  private inMarks(path: string, status: Down): string {
    return join(this.marks, `${path.replace(/\/$/, '')}.${status}`);
  }

  private withdrawalOf(release: string): string {
    return join(this.root, 'withdrawn', `${release}.json`);
  }
}

/** Headers that say something of bytes that are not there any more, or let others have them. */
const OF_THE_BYTES = [
  ...['etag', 'repr-digest', 'accept-ranges'],
  ...['cross-origin-resource-policy', 'access-control-allow-origin'],
];

/** The text of an answer that is one, from where it lies. */
async function textOf({ headers, size }: Answer, file: string): Promise<string> {
  const readable = /text|json|xml|svg/.test(headers['content-type'] ?? '') && size < MOST_TEXT;
  return readable ? readFile(file, 'utf8').catch(() => '') : '';
}

/** No page is as long as that; whole data sets may be. */
const MOST_TEXT = 512 * 2 ** 20;

/** Whether an address is one of a withdrawn release, or has the bytes of one of its files, whatever it is called. */
const isOf = ({ release, files }: Withdrawal, { path, sha256 }: Answer): boolean => {
  const hash = hashOf(path);
  return releaseOf(path) === release || files.includes(sha256) || (hash !== null && files.includes(hash));
};

/** Whether a text names a withdrawn release or one of its files. */
export const namesIt = (text: string, { release, files }: Withdrawal): boolean =>
  text.includes(release) || files.some((hash) => text.includes(hash));

async function jsonIn<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return null;
    throw error;
  }
}
