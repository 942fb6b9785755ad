import { FootageService } from '@app/footage';
import type { Handler, JobRun } from '@app/jobs';
import { AppError } from '@app/kernel';
import { suggestTrack, TRACKING_METHOD } from '@app/media';
import { trackMask, type Tracking, type TrackingOutcome, TrackingService } from '@app/redactions';
import { resultOf } from '@app/redactions/domain';
import { Inject, Injectable } from '@nestjs/common';
import { MediaRoom } from '../media-room';

/** How often progress is told, and a cancellation noticed. */
const TELL_MS = 500;

/** Follows a mask through the original by its motion. Nothing but numbers of boxes is kept, and nothing before the end. */
@Injectable()
export class TrackMask {
  constructor(
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(TrackingService) private readonly tracking: TrackingService,
    @Inject(MediaRoom) private readonly room: MediaRoom,
  ) {}

  readonly handle: Handler<{ readonly trackingId: string }> = async ({ trackingId }, run) => {
    const tracking = await this.tracking.tracking(trackingId);
    if (tracking.state !== 'asked') return 'skipped';
    const told = new Told(this.tracking, tracking, run);
    try {
      const outcome = await this.room.during((folder) => this.follow(tracking, folder, told));
      await this.tracking.record(trackingId, outcome, run.fence);
      return 'done';
    } catch (error) {
      if (told.isUnwanted) return 'skipped';
      if (run.retry >= trackMask.policy.retries && !run.signal.aborted)
        await this.tracking.record(trackingId, { state: 'failed', failure: GIVEN_UP }, run.fence);
      throw error;
    } finally {
      await told.end();
    }
  };

  private async follow(tracking: Tracking, folder: string, told: Told): Promise<TrackingOutcome> {
    const { clipId, id, frame, pts, box, from, to } = tracking;
    try {
      const source = await this.footage.localOriginal(clipId, folder, `tracking ${id}`);
      const found = await suggestTrack(this.room.bench, {
        ...{ source, frame, pts, box, from, to },
        signal: told.signal,
        onProgress: told.onProgress,
      });
      return { state: 'ready', result: resultOf(found, TRACKING_METHOD) };
    } catch (error) {
      // What cannot be followed cannot be followed the next time either; everything else is tried again.
      if (error instanceof AppError && error.code === 'invalid-input')
        return { state: 'failed', failure: [error.message, ...error.fields.map(({ says }) => says)].join(' ') };
      throw error;
    }
  }
}

const GIVEN_UP = 'Tracking did not come to an end, though it was tried several times. Try again, or draw by hand.';

/** Tells from time to time how far the work is, and stops it once nobody wants it any more. */
class Told {
  private readonly unwanted = new AbortController();
  private done = 0;
  private readonly total: number;
  private telling: Promise<void>;
  private readonly timer: NodeJS.Timeout;
  readonly signal: AbortSignal;

  constructor(
    private readonly tracking: TrackingService,
    private readonly one: Tracking,
    private readonly run: JobRun,
  ) {
    this.total = one.to - one.from;
    this.signal = AbortSignal.any([run.signal, this.unwanted.signal]);
    this.telling = this.tell();
    this.timer = setInterval(() => {
      this.telling = this.telling.then(() => this.tell());
    }, TELL_MS);
  }

  readonly onProgress = (done: number): void => void (this.done = done);

  get isUnwanted(): boolean {
    return this.unwanted.signal.aborted;
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.telling;
  }

  private async tell(): Promise<void> {
    try {
      const isWanted = await this.tracking.noteProgress(this.one.id, this.done, this.total, this.run.fence);
      if (!isWanted) this.unwanted.abort(new Error('nobody wants it any more'));
    } catch {
      // The database is away for a moment: the work goes on, and its result is not taken unless it is still wanted.
    }
  }
}
