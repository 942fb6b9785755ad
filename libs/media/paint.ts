import { CELL, type CellRows, type MutedSamples, toneAt } from '@app/redactions/domain';
import { AUDIO_RATE } from './plan/decode.plan';
import type { SampleBlock } from './run/samples';

/** Black, as limited-range 4:2:0 writes it (ITU-R BT.709 § 4). The only fill there is. */
export const FILL = { y: 16, u: 128, v: 128 } as const;

/** A raw 8-bit 4:2:0 frame: luma, then the two chroma planes, each of a quarter of the samples. Even sizes only. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

export const frameBytes = ({ width, height }: FrameSize): number => (width * height * 3) / 2;

/** Replaces every sample of the covered cells by the fill, in luma and in chroma. */
export function paintCells(frame: Buffer, cells: CellRows, { width, height }: FrameSize): void {
  const chromaWidth = width / CELL;
  const u = width * height;
  const v = u + chromaWidth * (height / CELL);
  // A Buffer's own `fill` looks at its arguments anew for every line: measured, three times as long.
  const samples = new Uint8Array(frame.buffer, frame.byteOffset, frame.length);
  cells.rows.forEach((spans, i) => {
    const row = cells.top + i;
    for (const [from, to] of spans) {
      for (let line = row * CELL; line < (row + 1) * CELL; line++) {
        samples.fill(FILL.y, line * width + from * CELL, line * width + to * CELL);
      }
      samples.fill(FILL.u, u + row * chromaWidth + from, u + row * chromaWidth + to);
      samples.fill(FILL.v, v + row * chromaWidth + from, v + row * chromaWidth + to);
    }
  });
}

const FULL_SCALE = 32767;

/** Replaces the sound of the intervals, all channels alike. Where silence and tone meet, silence wins. */
export function muteSamples({ samples, first }: SampleBlock, muted: readonly MutedSamples[], channels: number): void {
  const count = samples.length / channels;
  const inOrder = [...muted].sort((a, b) => (a.effect === b.effect ? 0 : a.effect === 'tone' ? -1 : 1));
  for (const { effect, replaced } of inOrder) {
    const from = Math.max(replaced[0] - first, 0);
    const to = Math.min(replaced[1] - first, count);
    if (to <= from) continue;
    if (effect === 'silence') samples.fill(0, from * channels, to * channels);
    else for (let at = from; at < to; at++) samples.fill(toneSample(first + at), at * channels, (at + 1) * channels);
  }
}

export const toneSample = (sample: number): number => Math.round(toneAt(sample, AUDIO_RATE) * FULL_SCALE);
