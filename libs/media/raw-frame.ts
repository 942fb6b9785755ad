/**
 * Black, as limited-range 4:2:0 writes it (ITU-R BT.709 § 4), in luma and in both chroma planes; the only fill there is. In
 * a full-range picture it is the same sixteen: a very dark grey.
 */
export const FILL = { y: 16, u: 128, v: 128 } as const;

/** A raw 8-bit 4:2:0 frame: luma, then the two chroma planes, each of a quarter of the samples. Even sizes only. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

export const frameBytes = ({ width, height }: FrameSize): number => (width * height * 3) / 2;
