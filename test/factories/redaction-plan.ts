import type { AudioInterval, BoxTrack, PolygonTrack, RedactionPlan, VideoTrack } from '@app/redactions/domain';

const grounds = {
  subject: 'bystander',
  basis: { type: 'policy', why: 'The person took no part.' },
} as const;

/** A quarter of the picture's width and height, a quarter in; hidden from frame 10 up to frame 30. */
export const aRectangle = (change: Partial<BoxTrack> = {}): BoxTrack => ({
  id: 'rectangle',
  shape: 'rectangle',
  from: 10,
  to: 30,
  keyframes: [{ frame: 10, x: 0.25, y: 0.25, w: 0.25, h: 0.25 }],
  ...grounds,
  ...change,
});

export const anEllipse = (change: Partial<BoxTrack> = {}): BoxTrack =>
  aRectangle({
    id: 'ellipse',
    shape: 'ellipse',
    keyframes: [{ frame: 10, x: 0.3, y: 0.2, w: 0.4, h: 0.5 }],
    ...change,
  });

/** A triangle, so that neither side of it is upright. */
export const aPolygon = (change: Partial<PolygonTrack> = {}): PolygonTrack => ({
  id: 'polygon',
  shape: 'polygon',
  from: 10,
  to: 30,
  keyframes: [
    {
      frame: 10,
      points: [
        [0.3, 0.2],
        [0.8, 0.4],
        [0.4, 0.8],
      ],
    },
  ],
  ...grounds,
  ...change,
});

export const theWholeFrame = (from: number, to: number): VideoTrack => ({
  id: 'frame',
  shape: 'frame',
  from,
  to,
  ...grounds,
});

export const aMute = (from: number, to: number, effect: AudioInterval['effect'] = 'silence'): AudioInterval => ({
  id: effect,
  from,
  to,
  effect,
  subject: 'spoken-name',
  basis: grounds.basis,
});

export const aPlan = (
  video: readonly VideoTrack[] = [aRectangle()],
  audio: readonly AudioInterval[] = [],
): RedactionPlan => ({
  version: 1,
  video,
  audio,
});
