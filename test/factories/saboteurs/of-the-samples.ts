import { readFileSync } from 'node:fs';
import { ffmpeg } from '../../fixtures/clips';
import { changeSamples, type CodedSample } from '../../support/mp4-samples';
import { parameterSetsOf, withParameterSets } from '../../support/mp4-configuration';
import { frames, type Saboteur } from './saboteur';
import { FRAMES, GROUP, sampleOf, type Scene, unitsOf, withSets } from './scene';

// Coded samples left over from the original, lost, repeated, out of order, at another time, or with something beside
// their slices. COPIED lies in a group that a smart render copies, ENCODED in the one that it encodes.

const COPIED = 24;
const ENCODED = 14;
const SECRET = Buffer.from('SECRET-OF-THE-ORIGINAL', 'latin1');

type Change = (samples: CodedSample[], scene: Scene) => readonly CodedSample[];

const pictures = (change: Change) => (scene: Scene) =>
  scene.alter((file) => changeSamples(file, 'vide', (samples) => change(samples, scene)));

/** Presentation times in ticks, by sample. */
function times(samples: readonly CodedSample[]): number[] {
  let at = 0;
  return samples.map(({ duration, shift }) => {
    const time = at + shift;
    at += duration;
    return time;
  });
}

/** The sample that shows a frame. */
const showing = (samples: readonly CodedSample[], frame: number): number => {
  const shown = times(samples);
  return shown.indexOf([...shown].sort((a, b) => a - b)[frame]!);
};

const change = (samples: CodedSample[], at: number, by: Partial<CodedSample>): CodedSample[] =>
  samples.map((one, i) => (i === at ? { ...one, ...by } : one));

/** A frame is shown so many ticks later. */
const delayed =
  (frame: number, ticks: number): Change =>
  (samples) => {
    const at = showing(samples, frame);
    return change(samples, at, { shift: samples[at]!.shift + ticks });
  };

/** Two neighbours in decoding order exchange what says when they are shown. */
const timesExchanged =
  (at: number): Change =>
  (samples) => {
    const [one, other] = [times(samples)[at]!, times(samples)[at + 1]!];
    const by = other - one;
    return change(change(samples, at, { shift: samples[at]!.shift + by }), at + 1, {
      shift: samples[at + 1]!.shift - by,
    });
  };

const bytesExchanged =
  (at: number): Change =>
  (samples) =>
    change(change(samples, at, { bytes: samples[at + 1]!.bytes }), at + 1, { bytes: samples[at]!.bytes });

/** One sample less: the one before is shown for the time of both. */
const dropped =
  (at: number): Change =>
  (samples) =>
    change(samples, at - 1, { duration: samples[at - 1]!.duration + samples[at]!.duration }).toSpliced(at, 1);

/** One sample twice, each for half its time. */
const repeated =
  (at: number): Change =>
  (samples) => {
    const half = { ...samples[at]!, duration: samples[at]!.duration / 2, key: false };
    return samples.toSpliced(at, 1, { ...half, key: samples[at]!.key }, half);
  };

/** A NAL unit before or behind a picture's slices. */
const unitIn =
  (at: number, unit: Buffer, where: 'before' | 'behind'): Change =>
  (samples) => {
    const slices = unitsOf(samples[at]!.bytes);
    return change(samples, at, { bytes: sampleOf(where === 'before' ? [unit, ...slices] : [...slices, unit]) });
  };

const nal = (type: number): Buffer => Buffer.concat([Buffer.from([type]), SECRET, Buffer.from([0x80])]);
/** User data, unregistered (H.264 § D.1.7): a UUID, then anything. */
const SEI = Buffer.concat([
  Buffer.from([6, 5, 16 + SECRET.length]),
  Buffer.alloc(16, 0x42),
  SECRET,
  Buffer.from([0x80]),
]);

const UNITS: readonly Saboteur[] = [
  ['SEI left in a copied picture', COPIED, SEI, 'before', /^SEI$/],
  ['SEI in an encoded picture', ENCODED, SEI, 'before', /^SEI$/],
  ['SEI behind the slices of the last picture', FRAMES - 1, SEI, 'behind', /^SEI$/],
  ['a parameter set within the stream', COPIED, nal(7), 'before', /^NAL unit type 7$/],
  ['a delimiter with words in it', ENCODED, nal(9), 'before', /^NAL unit type 9$/],
  ['filler with words in it', COPIED, nal(12), 'behind', /^NAL unit type 12$/],
  ['a unit of a type that nobody uses', ENCODED, nal(31), 'behind', /^NAL unit type 31$/],
  ['a picture that another one needs for 3-D', COPIED, nal(20), 'behind', /^NAL unit type 20$/],
].map(([what, at, unit, where, found]) => ({
  what: what as string,
  rule: 'slices-only',
  frames: [at as number],
  found: found as RegExp,
  make: pictures(unitIn(at as number, unit as Buffer, where as 'before' | 'behind')),
}));

/** The group in which the masks lie, as the original has it, with the original's parameter sets. */
function stale(scene: Scene): string {
  const { file: source, pictures: original } = scene.original();
  return scene.alter((file) =>
    changeSamples(withSets(file, source), 'vide', (samples) => {
      const [shown, slots] = [times(original), times(samples.map((one) => ({ ...one, shift: 0 })))];
      const order = [...shown].sort((a, b) => a - b);
      return samples.map((one, i) => {
        if (i < GROUP.from || i >= GROUP.to) return one;
        return { ...original[i]!, duration: one.duration, shift: slots[order.indexOf(shown[i]!)]! - slots[i]! };
      });
    }),
  );
}

/** The sample of a masked frame holds the original's picture as well. */
function doubled(scene: Scene): string {
  const { file: source, pictures: original } = scene.original();
  const { bytes } = original[GROUP.from]!;
  return scene.alter((file) =>
    changeSamples(withSets(file, source), 'vide', (samples) =>
      change(samples, ENCODED, { bytes: Buffer.concat([samples[ENCODED]!.bytes, bytes]) }),
    ),
  );
}

/** A sample holds the next one's picture too, and the next one a slice that begins no picture: so many pictures as samples. */
const evenedOut =
  (at: number): Change =>
  (samples) => {
    const [one, next] = [samples[at]!.bytes, samples[at + 1]!.bytes];
    const slice = Buffer.from(next);
    slice[5] = slice[5]! & 0x7f; // behind a length of four bytes and the unit's header: first_mb_in_slice
    return change(change(samples, at, { bytes: Buffer.concat([one, next]) }), at + 1, { bytes: slice });
  };

/** The encoded pictures' own parameter sets say that sixteen columns fewer are shown. */
function croppedOtherwise(scene: Scene): string {
  const [bare, bent] = [scene.at.path('bare.mp4'), scene.at.path('bent.mp4')];
  ffmpeg(['-i', scene.good, '-map', '0:v', '-c', 'copy', '-bsf:v', 'h264_metadata=crop_right=16', bare]);
  ffmpeg(['-i', bare, '-c', 'copy', bent]);
  return scene.alter((file) => {
    const [own, cropped] = [parameterSetsOf(file), parameterSetsOf(readFileSync(bent))];
    const last = own.sps.length - 1;
    const id = (set: Buffer): string => set.subarray(0, 5).toString('hex');
    const other = cropped.sps.find((set) => id(set) === id(own.sps[last]!)) ?? cropped.sps[0]!;
    return withParameterSets(file, { ...own, sps: own.sps.with(last, other) });
  });
}

type Case = readonly [what: string, rule: Saboteur['rule'], at: readonly number[] | null, make: Saboteur['make']];

const BOTH: readonly Case[] = [
  ['a copied frame shown a tick late', 'exact-times', [COPIED], pictures(delayed(COPIED, 1))],
  ['an encoded frame shown a tick early', 'exact-times', [ENCODED], pictures(delayed(ENCODED, -1))],
  ['every frame shown a tick late', 'exact-times', frames(0, FRAMES), pictures((all) => all.map((one) => ({ ...one, shift: one.shift + 1 })))],
  ['two encoded frames that exchanged their times', 'exact-times', null, pictures(timesExchanged(ENCODED))],
  ['two coded pictures that exchanged their places', 'every-frame-once', null, pictures(bytesExchanged(ENCODED))],
  ['a dropped frame where it was copied', 'every-frame-once', null, pictures(dropped(29))],
  ['a dropped frame where it was encoded', 'every-frame-once', null, pictures(dropped(19))],
  ['a frame too many where it was copied', 'every-frame-once', null, pictures(repeated(29))],
  ['a frame too many where it was encoded', 'every-frame-once', null, pictures(repeated(19))],
  ['the last frame left out', 'every-frame-once', null, pictures((all) => all.slice(0, -1))],
  ['a picture of the original behind a masked one in its sample', 'every-frame-once', null, doubled],
  ['encoded pictures that say they are cropped otherwise', 'rest-unchanged', null, croppedOtherwise],
  ['the group of pictures of the original where the masks are', 'mask-is-fill', frames(12, 17), stale],
]; // prettier-ignore

const SMART: readonly Case[] = [
  ['two copied frames that exchanged their times', 'exact-times', null, pictures(timesExchanged(COPIED - 2))],
  ['two copied pictures that exchanged their places', 'exact-times', null, pictures(bytesExchanged(COPIED - 2))],
  ['two pictures in a sample and none in the next', 'every-frame-once', [ENCODED, ENCODED + 1], pictures(evenedOut(ENCODED))],
]; // prettier-ignore

const asSaboteur = ([what, rule, at, make]: Case): Saboteur => ({
  what,
  rule,
  ...(at && { frames: at }),
  ...(rule === 'mask-is-fill' && { track: 'rectangle' }),
  make,
});

export const OF_THE_SAMPLES: readonly Saboteur[] = [
  ...UNITS,
  ...BOTH.map(asSaboteur),
  ...SMART.map((one): Saboteur => ({ ...asSaboteur(one), kind: 'smart' })),
];
