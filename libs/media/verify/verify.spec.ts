import { type CellRows, mutedSamples } from '@app/redactions/domain';
import * as fc from 'fast-check';
import { FILL, frameBytes } from '../raw-frame';
import { chromaSpread, differenceOutside, likeness, lumaSpread, samplesShowingSource } from './compare-frame';
import { frameBuffers, kernelOf } from './compare-kernel';
import { Pairing } from './pairing';
import { Findings } from './violation';
import { SoundCheck, WINDOW } from './check-sound';
import type { SampleBlock } from '../run/samples';

const size = { width: 64, height: 48 };
const basis = { type: 'policy', why: 'A name.' } as const;
/** A tone of 500 Hz. */
const loud = (sample: number): number => Math.round(8_000 * Math.sin((sample * Math.PI) / 48));
/** Frames that are all alike. */
const frames = (count: number): Buffer[] =>
  frameBuffers(count, frameBytes(size)).map((frame) => {
    for (let i = 0; i < frame.length; i++) frame[i] = 60 + ((i * 37) % 120);
    return frame;
  });
/** Samples 16 to 32 across, 8 to 24 down. */
const cells: CellRows = { top: 4, rows: Array.from({ length: 8 }, () => [[8, 16] as const]) };

/** What is drawn on a frame where a mask lies. */
function paintCells(frame: Buffer, { top, rows }: CellRows, { width, height }: typeof size): void {
  const chroma = width / 2;
  rows.forEach((spans, i) => {
    const row = top + i;
    for (const [from, to] of spans) {
      for (const line of [2 * row, 2 * row + 1]) frame.fill(FILL.y, line * width + 2 * from, line * width + 2 * to);
      for (const plane of [width * height, (width * height * 5) / 4])
        frame.fill(FILL.u, plane + row * chroma + from, plane + row * chroma + to);
    }
  });
}

it('painted cells are the fill in luma and in colour, and nothing else changes', () => {
  const [source, painted] = frames(2) as [Buffer, Buffer];
  paintCells(painted, cells, size);
  expect(lumaSpread(painted, cells, size)).toEqual({ count: 256, mean: 16, variance: 0 });
  expect(chromaSpread(painted, cells, size)).toEqual({ count: 128, mean: 0, variance: 0 });
  expect(samplesShowingSource(source, painted, cells, size)).toBe(0);
  expect(samplesShowingSource(source, source, cells, size)).toBe(256);
  expect(differenceOutside(source, painted, cells, size)).toMatchObject({ mse: 0, compared: 64 * 48 - 256 });
  expect(differenceOutside(source, painted, null, size).luma.difference).toBeGreaterThan(50);
});

it('the block that differs is named, in luma and in colour', () => {
  const [source, luma, colour] = frames(3) as [Buffer, Buffer, Buffer];
  for (let y = 32; y < 48; y++) for (let x = 48; x < 64; x++) luma[y * 64 + x]! += 20;
  const v = 64 * 48 + 32 * 24;
  for (let y = 8; y < 16; y++) for (let x = 16; x < 24; x++) colour[v + y * 32 + x]! -= 15;
  expect(differenceOutside(source, luma, null, size)).toEqual({
    mse: (256 * 400) / (64 * 48),
    compared: 64 * 48,
    luma: { difference: 20, x: 48, y: 32 },
    colour: { difference: 0, x: 0, y: 0 },
  });
  expect(differenceOutside(source, colour, null, size)).toMatchObject({
    mse: 0,
    colour: { difference: 15, x: 32, y: 16 },
  });
});

it('likeness looks at the open lines only', () => {
  const [source, painted] = frames(2) as [Buffer, Buffer];
  paintCells(painted, cells, size);
  expect(likeness(source, painted, cells, size)).toBe(0);
  expect(likeness(source, painted, null, size)).toBeGreaterThan(100);
});

it('sums of spans are those of plain arithmetic, wherever they begin and end', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 192, maxLength: 192 }),
      fc.tuple(fc.nat(96), fc.nat(96)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
      fc.constantFrom(3, 4),
      (samples, span, shift) => {
        const [a, b] = frameBuffers(2, 96) as [Buffer, Buffer];
        a.set(samples.subarray(0, 96));
        b.set(samples.subarray(96));
        const { difference, sums } = kernelOf(a, b);
        const wanted = { squares: 0, sums: new Uint32Array(24) };
        for (let x = span[0]; x < span[1]; x++) {
          wanted.squares += (a[x]! - b[x]!) ** 2;
          wanted.sums[2 * (x >> shift)]! += Math.abs(a[x]! - b[x]!);
          wanted.sums[2 * (x >> shift) + 1]! += 1;
        }
        expect(difference(a, b, 0, span, shift)).toBe(wanted.squares);
        expect(sums.subarray(0, 24)).toEqual(wanted.sums);
      },
    ),
  );
});

it('frames of different memories are not compared', () => {
  const [[a], [b]] = [frameBuffers(1, 96), frameBuffers(1, 96)] as [[Buffer], [Buffer]];
  expect(() => kernelOf(a, b)).toThrow(/same frameBuffers/);
  expect(() => kernelOf(Buffer.alloc(96), b)).toThrow(/same frameBuffers/);
});

it('sound that goes on behind the clip’s end is not missed there, and is before it', () => {
  const muted = mutedSamples([{ id: 'm', from: 0.2, to: 0.4, effect: 'silence', subject: 'name', basis }], 48_000);
  const until = (end: number, samples: number): Int16Array =>
    Int16Array.from({ length: samples }, (_, i) => (i < end && (i < 7_200 || i >= 21_600) ? loud(i) : 0));
  const found = (end: number): number => {
    const findings = new Findings();
    const check = new SoundCheck(muted, { channels: 1, end: 24_000 }, findings);
    const [source, release] = [Int16Array.from({ length: 28_800 }, (_, i) => loud(i)), until(end, 24_576)];
    for (let first = 0; first < 28_800; first += WINDOW)
      check.compare(
        ...([source, release].map((all) => ({ first, samples: all.slice(first, first + WINDOW) })) as [
          SampleBlock,
          SampleBlock,
        ]),
      );
    return findings.list.length;
  };
  expect(found(24_000)).toBe(0);
  expect(found(23_000)).toBeGreaterThan(0);
});

it('items of two streams meet in order, whichever is ahead, and a surplus is counted', async () => {
  const met: string[] = [];
  const pairing = new Pairing<string>((left, right) => void met.push(left + right));
  const left = (async () => {
    for (const one of ['a', 'b', 'c']) await pairing.offer('left', one);
    pairing.end('left');
  })();
  const right = (async () => {
    for (const one of ['1', '2']) await pairing.offer('right', one);
    pairing.end('right');
  })();
  await Promise.all([left, right]);
  expect(met).toEqual(['a1', 'b2']);
  expect(pairing.surplus).toEqual({ left: 1, right: 0 });
});

it('a hundred violations of a rule are listed and all are counted', () => {
  const findings = new Findings();
  for (let frame = 0; frame < 250; frame++) findings.add('mask-is-fill', 'bare', { frame });
  expect(findings.list).toHaveLength(100);
  expect(findings.counts).toEqual({ 'mask-is-fill': 250 });
});
