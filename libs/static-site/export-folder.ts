import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUuid } from '@app/kernel';
import { type Answer, answerOf, fileOf, mediaOf, releaseOf, type Withdrawal } from './domain';
import { RENEWED_PAGE, WITHDRAWN_PAGE } from './domain/words';
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

const NO_STORE = { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' };

/**
 * The public site as files. `site` is what a web server serves, `answers` says how each address is answered, `withdrawn`
 * which releases were withdrawn here. Every file is written aside and renamed, so that nobody ever finds half of one.
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
      await pipeline(seen, createWriteStream(aside, { flags: 'wx', flush: mediaOf(path) !== null }));
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
    if (before && before.file !== answer.file) await removeFile(this.inSite(before.file), this.site);
    await moveTo(aside, this.inSite(answer.file));
    await writeWhole(this.inAnswers(answer.path), JSON.stringify(answer), this.aside);
    await this.undoIfWithdrawn(answer);
    return true;
  }

  /** A withdrawal that came between the question to the portal and its answer: the mark is set before files are removed. */
  private async undoIfWithdrawn(answer: Answer): Promise<void> {
    for (const withdrawal of await this.withdrawals()) await this.applyTo(answer, withdrawal);
  }

  async remove(path: string): Promise<void> {
    const known = await this.answer(path);
    if (known) await removeFile(this.inSite(known.file), this.site);
    await removeFile(this.inAnswers(path), this.answers);
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
      for (const hash of (await this.text(answer)).matchAll(/\/media\/([0-9a-f]{64})/g)) files.add(hash[1] ?? '');
    const known = await jsonIn<Withdrawal>(this.markOf(release));
    const withdrawal: Withdrawal = {
      release,
      at: known?.at ?? new Date().toISOString(),
      files: [...new Set([...files, ...(known?.files ?? [])])].sort(),
      emergency: emergency || (known?.emergency ?? false),
    };
    await writeWhole(this.markOf(release), JSON.stringify(withdrawal), this.aside);
    for (const answer of own) await this.applyTo(answer, withdrawal);
    for await (const answer of this.all()) await this.applyTo(answer, withdrawal);
    return withdrawal;
  }

  /** Puts a tombstone in the place of one address. */
  takeAway(answer: Answer): Promise<void> {
    return this.replace(answer, 410, WITHDRAWN_PAGE);
  }

  /** Releases that were withdrawn here and of which Daylight's own tombstone is not here yet. */
  async withdrawals(): Promise<Withdrawal[]> {
    const names = await readdir(join(this.root, 'withdrawn')).catch(() => []);
    const all = await Promise.all(names.map((name) => jsonIn<Withdrawal>(join(this.root, 'withdrawn', name))));
    return all.filter((one) => one !== null);
  }

  /** Daylight itself says that the release is down, or that it was withdrawn here by mistake. */
  async forget(release: string): Promise<void> {
    if (isUuid(release)) await rm(this.markOf(release), { force: true });
  }

  async state(): Promise<ExportState> {
    return (await jsonIn<ExportState>(join(this.root, 'state.json'))) ?? { withdrawnUpTo: '0', revision: null };
  }

  async note(change: Partial<ExportState>): Promise<void> {
    const next = { ...(await this.state()), ...change };
    await writeWhole(join(this.root, 'state.json'), JSON.stringify(next), this.aside);
  }

  private async applyTo(answer: Answer, withdrawal: Withdrawal): Promise<void> {
    if (answer.status !== 200) return;
    const hash = mediaOf(answer.path);
    if (releaseOf(answer.path) === withdrawal.release || (hash && withdrawal.files.includes(hash)))
      await this.takeAway(answer);
    else if (withdrawal.emergency && hash === null && namesIt(await this.text(answer), withdrawal))
      await this.replace(answer, 503, RENEWED_PAGE);
  }

  /** The bytes go first: whatever fails afterwards, they are not there. */
  private async replace({ path, file, headers }: Answer, status: 410 | 503, page: string): Promise<void> {
    await removeFile(this.inSite(file), this.site);
    const lasting = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !['etag', 'repr-digest', 'accept-ranges'].includes(name)),
    );
    const answer: Answer = {
      path,
      status,
      headers: { ...lasting, ...NO_STORE },
      file: fileOf(path, NO_STORE['content-type']),
      size: Buffer.byteLength(page),
      sha256: createHash('sha256').update(page).digest('hex'),
    };
    await writeWhole(this.inSite(answer.file), page, this.aside);
    await writeWhole(this.inAnswers(path), JSON.stringify(answer), this.aside);
  }

  private async text({ file, headers, size }: Answer): Promise<string> {
    const readable = /text|json|xml|svg/.test(headers['content-type'] ?? '') && size < MOST_TEXT;
    return readable ? readFile(this.inSite(file), 'utf8').catch(() => '') : '';
  }

  private get site(): string {
    return join(this.root, 'site');
  }

  private get answers(): string {
    return join(this.root, 'answers');
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

  private markOf(release: string): string {
    return join(this.root, 'withdrawn', `${release}.json`);
  }
}

/** No page is as long as that; whole data sets may be. */
const MOST_TEXT = 512 * 2 ** 20;

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
