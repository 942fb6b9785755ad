import { type ExportFolder, namesIt } from '@app/static-site';
import { hashOf, releaseOf, type Withdrawal } from '@app/static-site/domain';

const LOOK_MS = 500;

/**
 * Releases that an operator has withdrawn from the export past Daylight, because Daylight could not be asked. The
 * portal follows that at once, whatever the database still says.
 */
export class WithdrawnHere {
  private all: readonly Withdrawal[] = [];
  private looked = 0;
  private looking: Promise<void> | null = null;

  constructor(readonly folder: ExportFolder | null) {}

  /** As of half a second ago at most. */
  async emergencies(): Promise<readonly Withdrawal[]> {
    if (!this.folder || Date.now() - this.looked < LOOK_MS) return this.all;
    this.looking ??= this.look(this.folder).finally(() => (this.looking = null));
    await this.looking;
    return this.all;
  }

  private async look(folder: ExportFolder): Promise<void> {
    this.all = (await folder.withdrawals()).filter(({ emergency }) => emergency);
    this.looked = Date.now();
  }
}

/** Whether that is an address of a withdrawn release, or of one of its files. */
export const isWithdrawn = (path: string, all: readonly Withdrawal[]): boolean => {
  if (all.length === 0) return false;
  const [release, hash] = [releaseOf(path), hashOf(path)];
  return all.some((one) => one.release === release || (hash !== null && one.files.includes(hash)));
};

export const namesWithdrawn = (text: string, all: readonly Withdrawal[]): boolean =>
  all.some((one) => namesIt(text, one));
