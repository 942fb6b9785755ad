import { setTimeout as wait } from 'node:timers/promises';

/** Postgres has that long to say which revision of the public site it has; a slower one is as good as none. */
const PATIENCE_MS = 2000;
/** After it did not answer, it is left alone for that long. */
const PAUSE_MS = 1000;
/** Between the beginnings of two readings while many ask: their wait is that much longer, and hundreds share a reading. */
const PACE_MS = 2;

/**
 * Knows the revision of the public site as of now. Whoever asks is told of a reading that began after they asked, so
 * that what was taken down before a request is never in its answer; however many ask, one reading is under way.
 */
export class RevisionWatch {
  private running: Promise<string | null> | null = null;
  private following: Promise<string | null> | null = null;
  private began = -Infinity;
  private downUntil = 0;
  /** The newest that was ever seen. */
  last = '0';

  constructor(private readonly read: () => Promise<string>) {}

  /** Null when Postgres does not answer. */
  now(): Promise<string | null> {
    if (this.running === null && this.following === null && performance.now() - this.began >= PACE_MS)
      return this.begin();
    this.following ??= this.follow();
    return this.following;
  }

  /** A reading that begins when the one under way has ended, and not at once after its beginning. */
  private async follow(): Promise<string | null> {
    await this.running;
    await wait(Math.max(this.began + PACE_MS - performance.now(), 0));
    this.following = null;
    return this.begin();
  }

  private begin(): Promise<string | null> {
    this.began = performance.now();
    const reading = this.attempt();
    this.running = reading;
    void reading.then(() => {
      if (this.running === reading) this.running = null;
    });
    return reading;
  }

  private async attempt(): Promise<string | null> {
    if (Date.now() < this.downUntil) return null;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), PATIENCE_MS)));
    const found = await Promise.race([this.read().catch(() => null), late]);
    clearTimeout(timer);
    if (found === null) this.downUntil = Date.now() + PAUSE_MS;
    else this.last = found;
    return found;
  }
}
