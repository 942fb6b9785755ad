import { setTimeout as wait } from 'node:timers/promises';
import { PUBLIC_LAG_MS } from '@app/publications/domain';

/** Postgres has that long to say which revision of the public site it has; a slower one is as good as none. */
const PATIENCE_MS = 2000;
/** After it did not answer, it is left alone for that long. */
const PAUSE_MS = 1000;
/** Between the beginnings of two readings: who asks meanwhile shares the second. */
const PACE_MS = 2;
/** So many in the time of {@link PUBLIC_LAG_MS} are a crowd. */
const CROWD = 10;

/**
 * Knows the revision of the public site. Whoever asks is told of a reading that began after they asked, so that what
 * was taken down before a request is never in its answer; however many ask, one reading is under way. In a crowd nobody
 * waits for their own: a reading will do that began `lag` ago, for a withdrawal is acknowledged only after that.
 */
export class RevisionWatch {
  private newest: { readonly began: number; readonly told: Promise<string | null> } | null = null;
  private following: Promise<string | null> | null = null;
  private isReading = false;
  private turn = { began: -Infinity, asked: 0, askedBefore: 0 };
  private downUntil = 0;
  /** The newest that was ever seen. */
  last = '0';

  /** `lag`: milliseconds; 0 where everybody has to be told of what is now. */
  constructor(
    private readonly read: () => Promise<string>,
    private readonly lag: number = PUBLIC_LAG_MS,
  ) {}

  /** Null when Postgres does not answer. */
  now(): Promise<string | null> {
    const at = performance.now();
    const age = at - (this.newest?.began ?? -Infinity);
    if (this.isCrowd(at) && this.newest && age < this.lag) return this.newest.told;
    if (!this.isReading && this.following === null && age >= PACE_MS) return this.begin();
    this.following ??= this.follow();
    return this.following;
  }

  private isCrowd(at: number): boolean {
    const { began, asked } = this.turn;
    if (at - began >= PUBLIC_LAG_MS)
      this.turn = { began: at, asked: 0, askedBefore: at - began < 2 * PUBLIC_LAG_MS ? asked : 0 };
    this.turn.asked++;
    return Math.max(this.turn.asked, this.turn.askedBefore) > CROWD;
  }

  /** A reading that begins when the one under way has ended, and not at once after its beginning. */
  private async follow(): Promise<string | null> {
    await this.newest?.told;
    await wait(Math.max((this.newest?.began ?? 0) + PACE_MS - performance.now(), 0));
    this.following = null;
    return this.begin();
  }

  private begin(): Promise<string | null> {
    const began = performance.now();
    this.isReading = true;
    const told = this.attempt().finally(() => (this.isReading = false));
    this.newest = { began, told };
    return told;
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
