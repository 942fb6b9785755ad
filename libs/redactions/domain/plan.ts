/**
 * What is hidden, where and when: the redaction plan, version 1 (docs/plan.md). Frames are indices into the clip's
 * frame index; intervals are half-open, `from` inclusive, `to` exclusive. Coordinates are fractions of the displayed
 * picture (after rotation and sample aspect ratio), 0 to 1 from its top left corner. Audio times are seconds.
 */
export interface RedactionPlan {
  readonly version: 1;
  readonly video: readonly VideoTrack[];
  readonly audio: readonly AudioInterval[];
}

export type Shape = 'rectangle' | 'ellipse' | 'polygon' | 'frame';

interface TrackCommon {
  readonly id: string;
  /** What staff call it: “Bystander 2”, never a name. No part of a release, and nothing that is drawn depends on it. */
  readonly label?: string;
  /** Nobody changes it before somebody unlocks it. */
  readonly locked?: true;
  readonly from: number;
  readonly to: number;
  readonly padding?: Padding;
  readonly subject: string;
  readonly basis: Basis;
  readonly authorisedBy?: string;
}

export interface BoxTrack extends TrackCommon {
  readonly shape: 'rectangle' | 'ellipse';
  readonly keyframes: readonly BoxKeyframe[];
}

export interface PolygonTrack extends TrackCommon {
  readonly shape: 'polygon';
  readonly keyframes: readonly PolygonKeyframe[];
}

/** The whole picture. */
export interface FrameTrack extends TrackCommon {
  readonly shape: 'frame';
}

export type VideoTrack = BoxTrack | PolygonTrack | FrameTrack;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** `pts`, in ticks of the source's time base, is checked against the frame index where it is given. */
interface KeyframeCommon {
  readonly frame: number;
  readonly pts?: number;
}
export type BoxKeyframe = KeyframeCommon & Box;
export interface PolygonKeyframe extends KeyframeCommon {
  readonly points: readonly Point[];
}

export type Point = readonly [x: number, y: number];

/** Added by the renderer all round, so that a box drawn too tight or a frame too late does not leak. */
export interface Padding {
  /** Fraction of the region's own width and height, on each side. */
  readonly space: number;
  /** Frames before and after. */
  readonly frames: number;
}

export const NO_PADDING: Padding = { space: 0, frames: 0 };

/** What the editor gives a new track (design: 8 %, 2 frames). A plan without padding hides exactly what it says. */
export const DEFAULT_PADDING: Padding = { space: 0.08, frames: 2 };

export interface AudioInterval {
  readonly id?: string;
  readonly from: number;
  readonly to: number;
  readonly effect: AudioEffect;
  readonly subject: string;
  readonly basis: Basis;
  readonly authorisedBy?: string;
}

export type AudioEffect = 'silence' | 'tone';

/** Why it may be hidden (reference: law, § 15). Only a statutory basis can support the denial of a records request. */
export type Basis =
  | { readonly type: 'statutory'; readonly letter: string; readonly statute: string; readonly why: string }
  | { readonly type: 'policy'; readonly why: string };

/** A mask as staff call it. */
export const titleOf = ({ id, label }: Pick<TrackCommon, 'id' | 'label'>): string =>
  label === undefined ? id : `${label} (${id})`;

/** A mask without one of the marks that staff put on it. */
export const unmarked = (track: VideoTrack, mark: 'label' | 'locked'): VideoTrack =>
  Object.fromEntries(Object.entries(track).filter(([name]) => name !== mark)) as unknown as VideoTrack; // all else stays

/** The names by which verifier, tables and screens speak of an audio interval. */
export const nameOf = (interval: AudioInterval, index: number): string => interval.id ?? `audio ${index + 1}`;
