/** Postgres has that long to say which revision of the public site it has; a slower one is as good as none. */
const PATIENCE_MS = 2000;
/** After it did not answer, it is left alone for that long. */
const PAUSE_MS = 1000;

/**
 * Knows the revision of the public site as of now. Whoever asks is told of a reading that began after they asked, so
 * that what was taken down before a request is never in its answer; however many ask, one reading is under way.
 */
export class RevisionWatch {
  private running: Promise<string | null> | null = null;
  private following: Promise<string | null> | null = null;
  private downUntil = 0;
  /** The newest that was ever seen. */
  last = '0';

  constructor(private readonly read: () => Promise<string>) {}

  /** Null when Postgres does not answer. */
  now(): Promise<string | null> {
    if (this.running === null) return this.begin();
    this.following ??= this.running.then(() => {
      this.following = null;
      return this.begin();
    });
    return this.following;
  }

  private begin(): Promise<string | null> {
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
