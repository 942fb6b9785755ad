import { AppError } from '@app/kernel';
import {
  type Box,
  inPicture,
  isLost,
  type Measurement,
  type Picture,
  suggestTrack as suggestFrom,
  toDisplayed,
  toStored,
  type TrackSuggestion,
} from '@app/redactions/domain';
import type { FrameIndex } from '../probe/facts';
import { pictureOf } from '../mask-frames';
import type { MediaBench } from '../run/bench';
import { FrameSource, OtherFrames } from './frame-source';
import { GrayFrame } from './gray-frame';
import { type Cv, openCv } from './opencv';
import { Target } from './target';

export interface TrackRequest {
  readonly source: string;
  /** The frame on which the box was drawn. */
  readonly frame: number;
  /** Fractions of the displayed picture. */
  readonly box: Box;
  /** The first frame of the suggestion; that of the box when nothing is given. */
  readonly from?: number;
  /** The frame behind its last; the clip's end when nothing is given. */
  readonly to?: number;
  /** When that frame is shown, in ticks, where it is known: whoever drew the box saw this very frame. */
  readonly pts?: number;
  readonly signal?: AbortSignal;
  /** Told how many frames of all are behind it. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** How it is done, for the record. */
export const TRACKING_METHOD =
  'Generic motion: median optical flow from frame to frame, checked against what was drawn (OpenCV 4.12, WebAssembly).';

/**
 * Follows what a person drew a box round, forwards and backwards, and suggests where to hide it. Suggests: nothing is
 * hidden or kept by this, and no picture, point or look outlives the call.
 */
export async function suggestTrack(bench: MediaBench, request: TrackRequest): Promise<TrackSuggestion> {
  return bench.job(async (folder) => {
    const source = await FrameSource.open(bench, folder, request.source, request.signal);
    const { frame, box, from, to } = checked(request, source.index.pts);
    const { cv } = await openCv();
    const follower = new Follower(cv, source, box);
    const behind = (frames: number): void => request.onProgress?.(frames, to - from);
    const forwards =
      to > frame + 1
        ? await follower.follow(
            (onFrame) => source.forwards(frame, to, onFrame),
            (at) => behind(at + 1 - frame),
          )
        : [];
    const backwards =
      from < frame
        ? await follower.follow(
            (onFrame) => source.backwards(from, frame + 1, onFrame),
            (at) => behind(to - at),
          )
        : [];
    return suggestFrom({ start: { frame, box }, from, to, forwards, backwards });
  });
}

/** Of the picture's width and height: what is smaller has nothing that could be followed. */
const SMALLEST = 0.005;

function checked(
  { frame, box, from = frame, to, pts }: TrackRequest,
  times: FrameIndex['pts'],
): Required<Pick<TrackRequest, 'frame' | 'box' | 'from' | 'to'>> {
  const frames = times.length;
  const isFrame = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value < frames;
  const end = to ?? frames;
  const faults = [
    ...(isFrame(frame) ? [] : [{ field: 'frame', says: `is one of the clip’s frames, 0 to ${frames - 1}` }]),
    ...(isFrame(from) && from <= frame
      ? []
      : [{ field: 'from', says: 'is a frame of the clip, at or before the box' }]),
    ...(isFrame(end - 1) && end > frame ? [] : [{ field: 'to', says: `is behind the box and at most ${frames}` }]),
    ...(pts === undefined || pts === times[frame]
      ? []
      : [{ field: 'pts', says: `is ${times[frame] ?? 'absent'}: that is the presentation time of frame ${frame}` }]),
    ...boxFaults(box),
  ];
  if (faults.length > 0) throw new AppError('invalid-input', 'This cannot be followed:', { fields: faults });
  return { frame, box, from, to: end };
}

function boxFaults({ x, y, w, h }: Box): { field: string; says: string }[] {
  const isBox = [x, y, w, h].every(Number.isFinite) && w > 0 && h > 0;
  if (!isBox) return [{ field: 'box', says: 'is x,y,w,h in fractions of the picture; w and h are more than 0' }];
  const inside = inPicture({ x, y, w, h });
  if (!inside || inside.w < SMALLEST || inside.h < SMALLEST) {
    return [{ field: 'box', says: `lies in the picture (0 to 1), at least ${SMALLEST} of it wide and high` }];
  }
  return [];
}

type Frames = (onFrame: (frame: number, luma: Uint8Array) => boolean) => Promise<void>;

class Follower {
  private readonly picture: Picture;

  constructor(
    private readonly cv: Cv,
    private readonly source: FrameSource,
    private readonly box: Box,
  ) {
    this.picture = { ...pictureOf(source.media), ...source.size };
  }

  /** Measures on every frame until the target is lost; the first frame is the one on which it was drawn. */
  async follow(frames: Frames, onFrame: (frame: number) => void): Promise<Measurement[]> {
    try {
      return await this.once(frames, onFrame);
    } catch (error) {
      if (!(error instanceof OtherFrames)) throw error;
      this.source.doWithoutJumps();
      return this.once(frames, onFrame);
    }
  }

  private async once(frames: Frames, onFrame: (frame: number) => void): Promise<Measurement[]> {
    const measured: Measurement[] = [];
    let target: Target | null = null;
    try {
      await frames((frame, luma) => {
        const gray = new GrayFrame(this.cv, luma, this.source.size);
        try {
          if (!target) target = new Target(this.cv, gray, storedBox(this.box, this.picture));
          else measured.push({ frame, ...this.displayed(target.next(gray)) });
        } finally {
          gray.delete();
        }
        onFrame(frame);
        const last = measured.at(-1);
        return !last || !(isLost(last) || inPicture(last.box) === null);
      });
    } finally {
      (target as Target | null)?.delete();
    }
    return measured;
  }

  private displayed<T extends { readonly box: Box }>(found: T): T {
    const { x, y, w, h } = found.box;
    const corners = [toDisplayed([x, y], this.picture), toDisplayed([x + w, y + h], this.picture)] as const;
    return { ...found, box: between(...corners) };
  }
}

const storedBox = ({ x, y, w, h }: Box, picture: Picture): Box =>
  between(toStored([x, y], picture), toStored([x + w, y + h], picture));

function between(a: readonly [number, number], b: readonly [number, number]): Box {
  return {
    x: Math.min(a[0], b[0]),
    y: Math.min(a[1], b[1]),
    w: Math.abs(b[0] - a[0]),
    h: Math.abs(b[1] - a[1]),
  };
}
