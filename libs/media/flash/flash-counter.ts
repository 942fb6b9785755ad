import type { Flashing, FlashSpan } from '@app/redactions/domain';

/** The picture as the analysis sees it: small, each cell the mean of what lies in it. */
export const RASTER = { width: 64, height: 36 } as const;
const CELLS = RASTER.width * RASTER.height;
export const RASTER_BYTES = CELLS * 3;

/**
 * WCAG 2.3.1, “general flash and red flash thresholds”, as PEAT and the broadcasters’ analysers work it out: a flash is a
 * pair of opposing changes; more than three of them within a second, over more than a quarter of any field of 10°. And
 * WCAG 2.3.2, “three flashes”, which asks for no area: as far as a cell of the raster tells.
 */
const MOST_FLASHES = 3;
const SECOND = 1;
/** Seconds: two changes that are a second apart in whole frames do not lie within one. */
const ROUNDING = 0.001;
/** Of relative luminance, of which white has 1; where the darker side is below 0.8. */
const GENERAL_CHANGE = 0.1;
const DARKER_THAN = 0.8;
/** Of (R − G − B) × 320, where R is at least 0.8 of all: a saturated red. */
const RED_CHANGE = 20;
const SATURATED = 0.8;
/** 10° where the picture fills a screen: 341 × 256 of 1024 × 768, a third each way. In a page it is never larger. */
const FIELD = { width: Math.floor(RASTER.width / 3), height: Math.floor(RASTER.height / 3) } as const;
const AREA = (FIELD.width * FIELD.height) / 4;

/** Relative luminance of a component (WCAG 2, “relative luminance”). */
const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

/** Counts flashes in every cell of a film. Frames come in order: 8-bit RGB of RASTER, and when each is shown. */
export class FlashCounter {
  private readonly luminance = new Swings(GENERAL_CHANGE, DARKER_THAN);
  private readonly redness = new Swings(RED_CHANGE, Infinity);
  private readonly spans = { general: [] as Span[], red: [] as Span[] };
  private anywhere = false;
  private readonly values = { general: new Float32Array(CELLS), red: new Float32Array(CELLS) };

  take(rgb: Uint8Array, at: number): void {
    const { general, red } = this.values;
    for (let cell = 0; cell < CELLS; cell++) {
      const r = LINEAR[rgb[cell * 3]!]!;
      const g = LINEAR[rgb[cell * 3 + 1]!]!;
      const b = LINEAR[rgb[cell * 3 + 2]!]!;
      general[cell] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      red[cell] = r > 0 && r / (r + g + b) >= SATURATED ? Math.max(r - g - b, 0) * 320 : 0;
    }
    this.note(this.spans.general, this.luminance.take(general, at), at);
    this.note(this.spans.red, this.redness.take(red, at), at);
  }

  private note(spans: Span[], flashing: Uint8Array, at: number): void {
    this.anywhere ||= flashing.includes(1);
    if (fillsAField(flashing)) extend(spans, at);
  }

  result(): Flashing {
    const spans = (['general', 'red'] as const).flatMap((kind) =>
      this.spans[kind].map(({ from, to }): FlashSpan => ({ from: round(from), to: round(to), kind })),
    );
    const inOrder = spans.sort((a, b) => a.from - b.from || a.to - b.to);
    return { trips: spans.length > 0, spans: inOrder, anywhere: this.anywhere };
  }
}

interface Span {
  from: number;
  to: number;
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** The second that ends here flashes; with one that began before it is over it makes one span. */
function extend(spans: Span[], at: number): void {
  const from = Math.max(at - SECOND, 0);
  const last = spans.at(-1);
  if (last && from <= last.to) last.to = at;
  else spans.push({ from, to: at });
}

/** Opposing changes that are more than three flashes. */
const TOO_MANY = 2 * MOST_FLASHES + 1;

/** For each cell its changes to and fro by at least so much, and which cells had too many of them within a second. */
class Swings {
  private readonly low = new Float32Array(CELLS).fill(Infinity);
  private readonly high = new Float32Array(CELLS).fill(-Infinity);
  /** 1 up, −1 down, 0 none yet. */
  private readonly last = new Int8Array(CELLS);
  /** When the latest changes of each cell were, in a ring. */
  private readonly times = new Float64Array(CELLS * TOO_MANY).fill(-Infinity);
  private readonly next = new Uint8Array(CELLS);
  private readonly flashing = new Uint8Array(CELLS);

  constructor(
    private readonly change: number,
    private readonly darkerThan: number,
  ) {}

  take(values: Float32Array, at: number): Uint8Array {
    for (let cell = 0; cell < CELLS; cell++) {
      this.follow(cell, values[cell]!, at);
      // The oldest of the ring: so many changes lie within the second that ends here.
      this.flashing[cell] = this.times[cell * TOO_MANY + this.next[cell]!]! > at - SECOND + ROUNDING ? 1 : 0;
    }
    return this.flashing;
  }

  private follow(cell: number, value: number, at: number): void {
    const low = Math.min(this.low[cell]!, value);
    const high = Math.max(this.high[cell]!, value);
    this.low[cell] = low;
    this.high[cell] = high;
    if (this.last[cell] !== 1 && value - low >= this.change && low < this.darkerThan) this.turn(cell, 1, value, at);
    else if (this.last[cell] !== -1 && high - value >= this.change && value < this.darkerThan)
      this.turn(cell, -1, value, at);
  }

  private turn(cell: number, direction: 1 | -1, value: number, at: number): void {
    this.last[cell] = direction;
    if (direction === 1) this.high[cell] = value;
    else this.low[cell] = value;
    const slot = this.next[cell]!;
    this.times[cell * TOO_MANY + slot] = at;
    this.next[cell] = (slot + 1) % TOO_MANY;
  }
}

/** Whether cells that flash make up more than a quarter of some field, wherever it lies. */
function fillsAField(flashing: Uint8Array): boolean {
  const sums = summed(flashing);
  const row = RASTER.width + 1;
  if (sums.at(-1)! <= AREA) return false;
  for (let y = 0; y + FIELD.height <= RASTER.height; y++)
    for (let x = 0; x + FIELD.width <= RASTER.width; x++) {
      const [top, bottom] = [y * row + x, (y + FIELD.height) * row + x];
      if (sums[bottom + FIELD.width]! - sums[bottom]! - sums[top + FIELD.width]! + sums[top]! > AREA) return true;
    }
  return false;
}

/** At (x, y) the number of flashing cells above and to the left. */
function summed(flashing: Uint8Array): Uint16Array {
  const row = RASTER.width + 1;
  const sums = new Uint16Array(row * (RASTER.height + 1));
  for (let y = 0; y < RASTER.height; y++)
    for (let x = 0, line = 0; x < RASTER.width; x++) {
      line += flashing[y * RASTER.width + x]!;
      sums[(y + 1) * row + x + 1] = sums[y * row + x + 1]! + line;
    }
  return sums;
}
