import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { done, type Views } from '@app/api-client';
import { decodeFrames } from '@app/footage/domain';
import { must } from '@app/kernel';
import { type Box, type Operation, type RedactionPlan, type SuggestedTrack, type VideoTrack } from '@app/redactions/domain'; // prettier-ignore
import type { StaffSession } from '../../apps/ops/client/staff-session';
import { until } from '../../apps/ops/client/wait';
import { ifMatch } from '../../apps/ops/demo/steps';
import { ffmpeg } from '../fixtures/clips';
import { filmOf } from '../fixtures/films';
import { HEIGHT, type Scene, WIDTH } from '../fixtures/moving-targets';

type Suggestion = Views['TrackSuggestionView'];

/** Masks of one clip as a redaction technician draws and tracks them, over HTTP. */
export class TrackedClip {
  private constructor(
    readonly clip: string,
    private readonly by: StaffSession,
    readonly pts: readonly number[],
  ) {}

  static async open(clip: string, by: StaffSession): Promise<TrackedClip> {
    const answer = await fetch(`${by.baseUrl}/clips/${clip}/frame-index`, { headers: { cookie: by.cookie() } });
    return new TrackedClip(clip, by, decodeFrames(new Uint8Array(await answer.arrayBuffer())).pts);
  }

  /** The mask of a bystander that stands still. */
  mask(id: string, from: number, to: number, box: Box): Operation {
    const basis = { type: 'policy', why: 'Shown by chance, and no part of what happened.' } as const;
    const keyframes = [{ frame: from, pts: must(this.pts[from], 'the frame'), ...box }];
    const padding = { space: 0.08, frames: 2 };
    return { op: 'add-track', track: { id, shape: 'rectangle', from, to, padding, keyframes, subject: 'bystander', basis } }; // prettier-ignore
  }

  async plan(): Promise<{ revision: number; plan: RedactionPlan }> {
    const found = await done(this.by.api.GET('/clips/{id}/redactions', { params: { path: this.path } }));
    return found as unknown as { revision: number; plan: RedactionPlan };
  }

  async edit(...operations: readonly Operation[]): Promise<void> {
    const { revision } = await this.plan();
    await this.editAt(revision, operations);
  }

  editAt(revision: number, operations: readonly Operation[]): Promise<unknown> {
    return done(
      this.by.api.POST('/clips/{id}/redactions/ops', {
        params: { path: this.path, ...ifMatch(revision) },
        body: { idempotencyKey: randomUUID(), operations: operations as never[] },
      }),
    );
  }

  /** Asks for tracking from that frame; its time is looked up when it is not said. */
  ask(wanted: Omit<Views['TrackDto'], 'pts'> & { pts?: number }): Promise<Suggestion> {
    const body = { pts: this.pts[wanted.frame] ?? 0, ...wanted };
    return done(this.by.api.POST('/clips/{id}/track-suggestions', { params: { path: this.path }, body }));
  }

  async suggestion(id: string): Promise<Suggestion> {
    const all = await done(this.by.api.GET('/clips/{id}/track-suggestions', { params: { path: this.path } }));
    return must(
      all.find((one) => one.id === id),
      'the suggestion',
    );
  }

  /** Waits until it is not in hand any more. */
  ended(id: string): Promise<Suggestion> {
    return until('the tracking', 120, async () => {
      const found = await this.suggestion(id);
      return found.state !== 'asked' && found;
    });
  }

  /** Waits until a worker has got some way with it. */
  begun(id: string): Promise<Suggestion> {
    return until('the tracking to be at work', 60, async () => {
      const found = await this.suggestion(id);
      return (found.progress?.done ?? 0) > 0 && found;
    });
  }

  async decide(id: string, step: 'cancel' | 'reject'): Promise<void> {
    const params = { path: { ...this.path, suggestion: id } };
    await done(
      step === 'cancel'
        ? this.by.api.POST('/clips/{id}/track-suggestions/{suggestion}/cancel', { params })
        : this.by.api.POST('/clips/{id}/track-suggestions/{suggestion}/reject', { params }),
    );
  }

  async track(id: string): Promise<VideoTrack> {
    const { plan } = await this.plan();
    return must(
      plan.video.find((one) => one.id === id),
      'the mask',
    );
  }

  private get path(): { id: string } {
    return { id: this.clip };
  }
}

export const asSuggested = (view: Suggestion): SuggestedTrack => view as unknown as SuggestedTrack;

export const fractionsOf = ({ x, y, w, h }: Box): Box => ({
  x: x / WIDTH,
  y: y / HEIGHT,
  w: w / WIDTH,
  h: h / HEIGHT,
});

const ROUND = 200;
const TO_AND_FRO: Scene = {
  what: 'a target that walks to and fro, and ends where it began',
  frames: ROUND,
  target: { width: 44, height: 60, shape: 'rectangle' },
  at: (frame) => ({ x: 160 - 80 * Math.cos((2 * Math.PI * frame) / ROUND), y: 120 }),
};

/** A film that keeps a worker busy for seconds: so many walks to and fro. The box of its target on the first frame. */
export function longFilm(folder: string, rounds: number, name = 'to-and-fro.mp4'): { path: string; box: Box } {
  const round = filmOf(folder, TO_AND_FRO, { name: `round-${name}` });
  const path = join(folder, name);
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '22', '-g', '25'];
  ffmpeg(['-stream_loop', String(rounds - 1), '-i', round.path, '-vf', 'scale=640:480', ...encoder, path]);
  return { path, box: fractionsOf(must(round.shots[0], 'a frame').truth) };
}
