import { parameterSetsOf, replaceInEntry, withParameterSets } from '../../support/mp4-configuration';
import { changeSamples, type CodedSample } from '../../support/mp4-samples';
import { findBox, insertInto, words } from '../../support/mp4-surgery';
import { HEARD_AS_PLANNED } from './of-the-sound';
import type { Saboteur } from './saboteur';
import { sampleOf, unitsOf } from './scene';

// Where nobody looks: reserved fields, ends of tables and of parameter sets, a frame's first element, a change too small
// or too short to be seen among all that is the same.

const SECRET = Buffer.from('SECRET-OF-THE-ORIGINAL', 'latin1');
const TABLE = 'moov/trak/mdia/minf/stbl';
const SOUND = 1;

type Change = (file: Buffer) => Buffer;
type Case = readonly [what: string, rule: Saboteur['rule'], change: Change];

/** Overwrites bytes of a box, counted from behind its head. */
const written =
  (path: string, at: number, bytes: Buffer, nth = 0): Change =>
  (file) => {
    bytes.copy(file, findBox(file, path, nth).start + 8 + at);
    return file;
  };

const inEntry = (name: string, change: (box: Buffer) => Buffer, nth: number): Change => (file) =>
  replaceInEntry(file, name, (box) => { const out = change(box); out.writeUInt32BE(out.length); return out; }, nth); // prettier-ignore

/** A reference to media data by an address, within the box that says "in this file" (ISO 14496-12 § 8.7.2). */
function withAddress(file: Buffer): Buffer {
  const minf = findBox(file, 'moov/trak/mdia/minf');
  const dinf = file.indexOf('dinf', minf.start) - 4;
  const out = insertInto(file, 'moov/trak/mdia/minf', SECRET);
  const rest = Buffer.from(out.subarray(dinf + 36, minf.start + minf.size));
  words(36 + SECRET.length, 0x64696e66, 28 + SECRET.length, 0x64726566, 0, 1, 12 + SECRET.length).copy(out, dinf);
  SECRET.copy(out, dinf + 36);
  rest.copy(out, dinf + 36 + SECRET.length);
  return out;
}

/** A picture parameter set of number 15, which no slice names. */
const UNUSED_PPS = Buffer.concat([Buffer.from([0x68, 0b00001000, 0b01110000]), SECRET]);

const HEADERS: readonly Case[] = [
  ['words among the brands of the file', 'index-as-written', (file) => insertInto(file, 'ftyp', SECRET.subarray(0, 20))],
  ['words where the index reserves room', 'index-as-written', written('moov/mvhd', 84, SECRET)],
  ['words where a track reserves room', 'index-as-written', written('moov/trak/tkhd', 36, SECRET.subarray(0, 8))],
  ['words where a handler reserves room', 'index-as-written', written('moov/trak/mdia/hdlr', 12, SECRET.subarray(0, 12), SOUND)],
  ['words where a sample entry reserves room', 'index-as-written', written(`${TABLE}/stsd`, 24, SECRET.subarray(0, 16))],
  ['words behind the entries of a table', 'index-as-written', (file) => insertInto(file, `${TABLE}/stts`, SECRET)],
  ['words behind the entries of an edit list', 'index-as-written', (file) => insertInto(file, 'moov/trak/edts/elst', SECRET, SOUND)],
  ['an address of media data', 'index-as-written', withAddress],
  ['words behind the sound’s configuration', 'index-as-written', inEntry('esds', (box) => Buffer.concat([box, SECRET]), SOUND)],
  ['a parameter set that no picture uses', 'no-metadata', (file) => { const sets = parameterSetsOf(file); return withParameterSets(file, { ...sets, pps: [...sets.pps, UNUSED_PPS] }); }],
  ['words behind the end of a parameter set', 'no-metadata', (file) => { const { sps, pps } = parameterSetsOf(file); return withParameterSets(file, { pps, sps: [...sps.slice(0, -1), Buffer.concat([sps.at(-1)!, SECRET])] }); }],
  ['a movie to be played at twice its speed', 'index-as-written', written('moov/mvhd', 32, Buffer.from([0, 2, 0, 0]))],
  ['sound of no loudness', 'index-as-written', written('moov/trak/tkhd', 48, Buffer.alloc(2), SOUND)],
  ['a movie said to last longer than its frames', 'index-as-written', written('moov/mvhd', 30, Buffer.from([0x7f]))],
  ['a sound track that is switched off', 'index-as-written', written('moov/trak/tkhd', 3, Buffer.alloc(1), SOUND)],
]; // prettier-ignore

/** A data element in front of the sound of an AAC frame; it ends on a byte (ISO 14496-3 § 4.4.2.7). */
const DATA_ELEMENT = Buffer.concat([Buffer.from([0b1000_0001, SECRET.length]), SECRET]);

const nth =
  (at: number, by: (one: CodedSample) => Partial<CodedSample>) =>
  (all: CodedSample[]): CodedSample[] =>
    all.map((one, i) => (i === at ? { ...one, ...by(one) } : one));
const withWords = ({ bytes }: CodedSample) => ({
  bytes: sampleOf(unitsOf(bytes).map((unit) => Buffer.concat([unit, SECRET]))),
});

const SAMPLES: readonly Case[] = [
  ['words in a data element of the coded sound', 'no-metadata', (file) => changeSamples(file, 'soun', nth(40, ({ bytes }) => ({ bytes: Buffer.concat([DATA_ELEMENT, bytes]) })))],
]; // prettier-ignore

const SOUNDS: readonly (readonly [what: string, filter: string])[] = [
  ['sound half as loud away from the mutes', 'volume=0.5'],
  ['sound half as loud again away from the mutes', 'volume=1.5'],
  ['10 ms of sound missing away from the mutes', "volume=0:enable='between(t,1.55,1.56)'"],
  ['40 ms of sound missing away from the mutes', "volume=0:enable='between(t,1.53,1.57)'"],
  // What is quieter than the sound around it for so short a time cannot be told from what AAC itself gets wrong.
  [
    'a beep of 10 ms, louder than the sound around it',
    "aeval='val(0)+0.9*between(t,1.55,1.56)*sin(12000*t)|val(1)':c=same",
  ],
];

export const OF_THE_MARGINS: readonly Saboteur[] = [
  ...[...HEADERS, ...SAMPLES].map(([what, rule, change]): Saboteur => ({
    what,
    rule,
    make: (scene) => scene.alter(change),
  })),
  ...SOUNDS.map(([what, filter]): Saboteur => ({
    what,
    rule: 'sound-unchanged',
    make: (scene) => scene.resound(`${HEARD_AS_PLANNED},${filter}`),
  })),
  {
    what: 'a picture brighter by two levels',
    rule: 'rest-unchanged',
    make: (scene) => scene.repaint("[0:v]lutyuv=y='if(eq(val,16),16,val+2)'"),
  },
  {
    what: 'words behind the end of a copied slice',
    kind: 'smart',
    rule: 'rest-unchanged',
    frames: [23], // the picture that is decoded after it is shown before it
    make: (scene) => scene.alter((file) => changeSamples(file, 'vide', nth(24, withWords))),
  },
];

/**
 * What no verifier can tell without decoding the entropy code itself: bytes behind the end of a slice that the renderer
 * encoded, which every decoder skips. Whoever can put them there can as well change the lowest bits of pixels.
 */
export const BEYOND_THE_VERIFIER: readonly Saboteur[] = [
  {
    what: 'words behind the end of an encoded slice',
    rule: 'slices-only',
    make: (scene) => scene.alter((file) => changeSamples(file, 'vide', nth(15, withWords))),
  },
];
