import type { PublicationsService } from '@app/publications';
import { ExportFolder, exportSite, withdrawWhatIsDown } from '@app/static-site';
import { counter, type Logger } from '@app/telemetry';

export interface KeptExport {
  readonly folder: string;
  /** Where the portal is asked for its pages. */
  readonly from: string;
  readonly siteUrl: string;
}

/** How often it is looked whether anything public has changed. */
const LOOK_MS = 1000;
/** Some pages change with the day alone: overdue decisions, for one. */
const ANYWAY_MS = 10 * 60_000;
/** Between two exports, so that many changes are one. */
const PAUSE_MS = 2000;

const runs = counter('daylight_export_runs_total', 'Exports of the public site', ['outcome']);

/**
 * Keeps the export as the public site is. What is taken down leaves it within a second or two, without the portal;
 * everything else follows as fast as its pages are made.
 */
export class ExportKeeper {
  private readonly folder: ExportFolder;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private exporting: Promise<void> | null = null;
  private exportedAt = 0;
  private failing = false;

  constructor(
    private readonly publications: PublicationsService,
    private readonly kept: KeptExport,
    private readonly log: Logger,
  ) {
    this.folder = new ExportFolder(kept.folder);
  }

  start(): void {
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .then(() => (this.failing = false))
        .catch((error: unknown) => this.noteFailure(error))
        .then(() => this.timer && this.start());
    }, LOOK_MS);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.looking;
    await this.exporting;
  }

  private async look(): Promise<void> {
    const [revision, state] = [await this.publications.publicRevision(), await this.folder.state()];
    if (revision !== state.withdrawnUpTo) await this.withdraw();
    const due = revision !== state.revision || Date.now() - this.exportedAt > ANYWAY_MS;
    if (!due || this.exporting || Date.now() - this.exportedAt < PAUSE_MS) return;
    this.exporting = this.export(revision).finally(() => {
      this.exporting = null;
      this.exportedAt = Date.now();
    });
  }

  /** Once for each outage, however many seconds it has. */
  private noteFailure(error: unknown): void {
    if (!this.failing) this.log.warn({ error }, 'the export cannot be looked after; it is tried every second');
    this.failing = true;
  }

  private async withdraw(): Promise<void> {
    const withdrawn = await withdrawWhatIsDown(this.folder, await this.publications.publicNow());
    if (withdrawn.length > 0) this.log.info({ withdrawn }, 'withdrawn from the export');
  }

  private async export(revision: string): Promise<void> {
    try {
      const { unconfirmed, ...done } = await exportSite({ ...this.kept, folder: this.folder });
      await this.withdraw(); // what was taken down while its bytes were on their way
      await this.folder.note({ revision });
      if (done.changed + done.removed > 0) this.log.info(done, 'the export is current');
      if (unconfirmed.length > 0)
        this.log.error({ unconfirmed }, 'withdrawn from the export, but not taken down in Daylight');
      runs.inc({ outcome: 'done' });
    } catch (error) {
      runs.inc({ outcome: 'failed' });
      this.log.warn({ error }, 'the export is behind; it is tried again');
    }
  }
}
