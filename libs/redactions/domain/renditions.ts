/** Further forms of a verified rendering. Each is made from its pixels and its sound alone, never from the original. */
export const RENDITION_ROLES = ['video-small', 'video-reduced-flash', 'video-described'] as const;
export type RenditionRole = (typeof RENDITION_ROLES)[number];

/** Those that Daylight makes by itself; the described one needs the sound that a person recorded. */
export type OwnRendition = Exclude<RenditionRole, 'video-described'>;

export const RENDITION_NAMES: Readonly<Record<RenditionRole, string>> = {
  'video-small': 'Small copy',
  'video-reduced-flash': 'Copy with reduced flashing',
  'video-described': 'Described version',
};

/** Seconds of the cut in which it flashes more than WCAG 2.3.1 allows. `red`: a saturated red does. */
export interface FlashSpan {
  readonly from: number;
  readonly to: number;
  readonly kind: 'general' | 'red';
}

/** What the analysis of flashes found. */
export interface Flashing {
  readonly trips: boolean;
  readonly spans: readonly FlashSpan[];
  /** Whether anything at all, however small, flashes more than three times in a second (WCAG 2.3.2). Absent in early findings. */
  readonly anywhere?: boolean;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

interface Bounds {
  readonly short: number;
  readonly long: number;
}

/** 480p: for a small screen and a slow line. */
export const SMALL: Bounds = { short: 480, long: 854 };
/** 720p: it is played in the page, whatever the screen. */
export const INLINE: Bounds = { short: 720, long: 1280 };

/** The size that a picture has within these bounds, even as 4:2:0 needs it; never larger than it was. */
export function sizeWithin({ width, height }: PictureSize, { short, long }: Bounds): PictureSize {
  const scale = Math.min(short / Math.min(width, height), long / Math.max(width, height), 1);
  const even = (side: number): number => Math.max(2 * Math.round((side * scale) / 2), 2);
  return { width: even(width), height: even(height) };
}

/**
 * What has to be made of a rendering before it is released: a reduced-flash copy where it flashes, which is then the one
 * that is played in the page; else a small copy where the picture is larger than that.
 */
export function dueRenditions({ width, height }: PictureSize, { trips }: Flashing): readonly OwnRendition[] {
  if (trips) return ['video-reduced-flash'];
  const isLarge = Math.min(width, height) > SMALL.short || Math.max(width, height) > SMALL.long;
  return isLarge ? ['video-small'] : [];
}
