import { readWaveform, stretchesWithoutSound } from '.';

const PER_SECOND = 100;
/** Peaks of stretches: so many hundredths each, silent or with what a microphone hears at least. */
const peaks = (...stretches: readonly (readonly [hundredths: number, low: number])[]) => ({
  perSecond: PER_SECOND,
  peaks: Int8Array.from(stretches.flatMap(([count, low]) => Array.from({ length: count }, () => [low, 0]).flat())),
});

it('finds where the device recorded no sound: at the start, within, and up to the end', () => {
  expect(stretchesWithoutSound(peaks([3000, 0], [500, -1]))).toEqual([{ from: 0, to: 30 }]);
  expect(stretchesWithoutSound(peaks([200, -1], [150, 0], [10, -3], [100, 0]))).toEqual([
    { from: 2, to: 3.5 },
    { from: 3.6, to: 4.6 },
  ]);
});

it('takes the noise of a microphone, a beginning of less than a second, and no peaks at all for nothing', () => {
  expect(stretchesWithoutSound(peaks([900, -1]))).toEqual([]);
  expect(stretchesWithoutSound(peaks([99, 0], [500, -1], [99, 0]))).toEqual([]);
  expect(stretchesWithoutSound(peaks())).toEqual([]);
});

it('reads the file that intake makes, and refuses another', () => {
  const file = Uint8Array.from([0x44, 0x4c, 0x57, 0x46, 100, 0, 0, 0, 0xff, 0]);
  expect(readWaveform(file.buffer)).toEqual({ perSecond: 100, peaks: Int8Array.of(-1, 0) });
  expect(() => readWaveform(file.slice(0, 6).buffer)).toThrow('no waveform');
});
