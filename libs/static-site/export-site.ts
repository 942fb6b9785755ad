import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '@app/kernel';
import {
  type Answer,
  FOR_COPY,
  headersFile,
  HEX_TABLES,
  isErrorPage,
  isExportable,
  lastingHeaders,
  nginxConf,
  pathsIn,
} from './domain';
import type { ExportFolder } from './export-folder';
import { writeWhole } from './files';
import { holdAlone } from './hold-alone';

export interface ExportOptions {
  /** Where the portal answers. */
  readonly from: string;
  /** The address by which the site is known: the one that its pages name. */
  readonly siteUrl: string;
  readonly folder: ExportFolder;
}

export interface Exported {
  readonly addresses: number;
  readonly changed: number;
  readonly removed: number;
  readonly gone: number;
  /** Withdrawn here, but standing in Daylight: somebody has to take them down there, or to lift the withdrawal. */
  readonly unconfirmed: readonly string[];
}

/** Where every crawl begins; what they name follows. */
const SEEDS = ['/', '/robots.txt', '/sitemap.xml', '/.well-known/security.txt', '/data', '/feed.atom', '/feed.json'];
const AT_ONCE = 6;
/** Longer texts are kept, but not searched for addresses: sitemaps have them too. */
const MOST_SEARCHED = 16 * 2 ** 20;

/** Brings the folder up to what the portal serves now: asks for every address, and writes those that have changed. */
export async function exportSite(options: ExportOptions): Promise<Exported> {
  const release = await holdAlone(options.folder.root);
  try {
    const unconfirmed = await reconcile(options);
    const run = new Run(options);
    await run.toTheEnd();
    const answers: Answer[] = [];
    for await (const answer of options.folder.all()) answers.push(answer);
    await writeHosting(options.folder.root, answers);
    const { changed, removed } = run;
    const gone = answers.filter(({ path, status }) => status === 410 && !isErrorPage(path, status)).length;
    return { addresses: answers.length, changed, removed, gone, unconfirmed };
  } finally {
    await release();
  }
}

class Run {
  changed = 0;
  removed = 0;
  private readonly waiting: string[] = [];
  private readonly seen = new Set<string>();
  private readonly failures: string[] = [];

  constructor(private readonly options: ExportOptions) {}

  async toTheEnd(): Promise<void> {
    this.add(SEEDS);
    for await (const { path } of this.options.folder.all()) this.add([path]);
    while (this.waiting.length > 0) await Promise.all(this.waiting.splice(0, AT_ONCE).map((path) => this.visit(path)));
    if (this.failures.length > 0)
      throw new AppError(
        'unavailable',
        `The portal did not answer for ${this.failures.length} addresses, as ${this.failures[0] ?? ''}.`,
      );
  }

  private add(paths: readonly string[]): void {
    for (const path of paths) {
      if (this.seen.has(path) || !isExportable(path)) continue;
      this.seen.add(path);
      this.waiting.push(path);
    }
  }

  private async visit(path: string): Promise<void> {
    const { folder, from, siteUrl } = this.options;
    const known = await folder.find(path);
    const etag = known?.status === 200 ? known.headers['etag'] : undefined;
    const answer = await ask(`${from}${path}`, etag);
    if (answer.status === 304) return;
    if (!isKept(answer.status, path)) {
      if (answer.status >= 500 || answer.status === 429) this.failures.push(path);
      await answer.body?.cancel();
      if (known && answer.status === 404) {
        await folder.remove(path);
        this.removed++;
      }
      return;
    }
    const headers = lastingHeaders(answer.headers);
    const body = answer.body ? Readable.fromWeb(answer.body) : Readable.from([]);
    if (await folder.keep({ path, status: answer.status, headers, body })) this.changed++;
    const kept = await folder.find(path);
    if (!kept || kept.size > MOST_SEARCHED || !/text|json|xml|svg/.test(kept.headers['content-type'] ?? '')) return;
    this.add(pathsIn(await readFile(kept.from, 'utf8'), path, siteUrl));
  }
}

const isKept = (status: number, path: string): boolean => status === 200 || status === 410 || isErrorPage(path, status);

const ask = (url: string, etag: string | undefined): Promise<Response> =>
  fetch(url, {
    redirect: 'manual',
    // Without a word on caching, fetch itself asks for a fresh answer as soon as there is an ETag.
    headers: {
      'accept-encoding': 'identity',
      'cache-control': 'max-age=0',
      [FOR_COPY]: '1',
      ...(etag && { 'if-none-match': etag }),
    },
  }).catch((cause: unknown) => {
    throw new AppError('unavailable', `The portal does not answer at ${url}.`, { cause });
  });

/** A withdrawal that Daylight knows of as well is over: the portal's own tombstone, which says why, takes its place. */
async function reconcile({ folder, from }: ExportOptions): Promise<string[]> {
  const unconfirmed: string[] = [];
  for (const { release } of await folder.withdrawals()) {
    const answer = await ask(`${from}/releases/${release}`, undefined);
    const text = await answer.text();
    const emergency = await folder.pageOf(`/releases/${release}`, 410);
    if (answer.status === 410 && text !== emergency.text) await folder.forget(release);
    else unconfirmed.push(release);
  }
  return unconfirmed;
}

async function writeHosting(root: string, answers: readonly Answer[]): Promise<void> {
  const sorted = answers.toSorted((a, b) => a.path.localeCompare(b.path));
  const aside = join(root, '.incoming');
  await writeWhole(join(root, 'nginx.conf'), nginxConf(root), aside);
  for (const [name, table] of Object.entries(HEX_TABLES)) await writeWhole(join(root, name), table, aside);
  await writeWhole(join(root, 'site', '_headers'), headersFile(sorted), aside);
}
