export class FlashSpanView {
  /** Seconds of the cut. */
  from!: number;
  to!: number;
  /** `red`: of a saturated red. */
  kind!: string;
}

export class FlashingView {
  trips!: boolean;
  /** Whether anything, however small, flashes more than three times in a second. */
  anywhere?: boolean;
  spans!: FlashSpanView[];
}

export class RenditionView {
  id!: string;
  role!: string;
  state!: string;
  askedAt!: string;
  finishedAt!: string | null;
  outputSha256!: string | null;
  outputSize!: number | null;
  receipt!: Record<string, unknown> | null;
  failure!: string | null;
}

export class RenditionsView {
  /** Null until it has been looked for. */
  flashing!: FlashingView | null;
  /** What Daylight makes by itself of this cut. */
  due!: string[];
  /** Nothing is being made or looked at any more. */
  finished!: boolean;
  renditions!: RenditionView[];
}
