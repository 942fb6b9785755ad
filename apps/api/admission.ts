import type { StorageConfig } from '@app/config';
import { type Admission, admit } from '@app/storage';
import type { Logger } from '@app/telemetry';

const AGAIN_MS = 30_000;

/** Whether the store may be entrusted with footage. One that fails, or is down when the api starts, is tried again. */
export class StoreAdmission {
  private timer: NodeJS.Timeout | null = null;

  private constructor(
    private readonly config: StorageConfig,
    private readonly log: Logger,
    public current: Admission,
  ) {}

  static async begin(config: StorageConfig, log: Logger): Promise<StoreAdmission> {
    const admission = new StoreAdmission(config, log, await admit(config));
    admission.tell();
    return admission;
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private tell(): void {
    const { admitted, checks } = this.current;
    for (const { name } of checks.filter((check) => !check.passed && !check.demanded))
      this.log.warn({ name }, 'the object store has a weakness that Daylight does not expose');
    if (admitted) return;
    this.log.error({ checks }, 'the object store failed its admission test; footage is not taken in');
    this.timer = setTimeout(() => void this.again(), AGAIN_MS).unref();
  }

  private async again(): Promise<void> {
    this.current = await admit(this.config);
    this.tell();
  }
}
