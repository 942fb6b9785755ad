import { replaceInEntry } from '../../support/mp4-configuration';
import { type NewTrack, samplesOf, trackOf, withTrack } from '../../support/mp4-samples';
import { aBox, findBox, insertInto, replaceBox, words } from '../../support/mp4-surgery';
import { frames, type Saboteur } from './saboteur';
import { FRAMES } from './scene';

// The file as a container: something of the original's beside picture and sound, something hidden, something said wrong.

const SECRET = Buffer.from('SECRET-OF-THE-ORIGINAL', 'latin1');
const PICTURE = 0;
const SOUND = 1;
const TABLE = 'moov/trak/mdia/minf/stbl';

type Change = (file: Buffer) => Buffer;
type Case = readonly [what: string, rule: Saboteur['rule'], found: RegExp, change: Change];

const edits = (...entries: readonly (readonly [duration: number, mediaTime: number])[]): Buffer =>
  aBox(
    'edts',
    aBox('elst', words(0, entries.length, ...entries.flatMap(([duration, from]) => [duration, from, 0x10000]))),
  );

/** Ticks of a header box of version 1. */
const ticksOf = (file: Buffer, header: string): number => file.readUInt32BE(findBox(file, header).start + 28);
const FRAME_TICKS = (file: Buffer): number => ticksOf(file, 'moov/mvhd') / 25;

/** Writes a number into a box, counted from behind its head. */
const written =
  (path: string, at: number, value: number, nth = PICTURE): Change =>
  (file) => {
    file.writeInt32BE(value, findBox(file, path, nth).start + 8 + at);
    return file;
  };

const text = (words_: string): Buffer => Buffer.from(words_, 'latin1');
const tag = (type: string): Buffer => aBox('udta', aBox(type, SECRET));

/** A place with a name (3GPP TS 26.244 § 8.10): role 0, longitude, latitude and altitude in 16.16. */
const LOCI = aBox(
  'loci',
  words(0),
  Buffer.from([0x15, 0xc7]),
  SECRET,
  Buffer.from([0, 0]),
  words(0xffb8e3ac, 0x2a5fa3, 0),
  text('earth\0\0'),
);

/** A track of eight samples beside the others; its entry is what its kind of track asks for. */
const track =
  (handler: string, format: string, entry: Buffer, bytes: Buffer): Change =>
  (file) => {
    const samples = samplesOf(file, trackOf(file, 'vide'))
      .slice(0, 8)
      .map((one) => ({ ...one, shift: 0, bytes }));
    const added: NewTrack = { handler, format, entry, samples };
    return withTrack(file, added);
  };

/** A sound or picture track once more, with all that is in it. */
const again =
  (nth: number): Change =>
  (file) => {
    const { start, size } = findBox(file, 'moov/trak', nth);
    const copy = Buffer.from(file.subarray(start, start + size));
    copy.writeUInt32BE(9, 8 + 8 + 20); // its number: tkhd, version 1
    return insertInto(file, 'moov', copy);
  };

const CAPTION = Buffer.concat([Buffer.from([0, SECRET.length]), SECRET]);
const STYLE = Buffer.concat([words(0, 0xff000000, 0, 0), words(0, 0, 0x10012, 0xffffffff), Buffer.alloc(2)]);

const TRACKS: readonly Case[] = [
  ['a second sound track', 'one-picture-one-sound', /vide\/avc1, soun\/mp4a, soun\/mp4a/, again(SOUND)],
  ['a second picture track', 'one-picture-one-sound', /vide\/avc1, soun\/mp4a, vide\/avc1/, again(PICTURE)],
  ['a track of places', 'one-picture-one-sound', /meta\/gpmd/, track('meta', 'gpmd', Buffer.alloc(0), text('GPS5 +42.3736-071.1097'))],
  ['a caption track', 'one-picture-one-sound', /sbtl\/tx3g/, track('sbtl', 'tx3g', STYLE, CAPTION)],
  ['a caption track in WebVTT', 'one-picture-one-sound', /text\/wvtt/, track('text', 'wvtt', aBox('vttC', text('WEBVTT')), aBox('vttc', aBox('payl', SECRET)))],
  ['a timecode track', 'one-picture-one-sound', /tmcd\/tmcd/, track('tmcd', 'tmcd', words(0, 0, 25, 0x19000000), words(90_000))],
]; // prettier-ignore

const BOXES: readonly Case[] = [
  ['a title', 'allowed-boxes', /"moov\/udta"/, (file) => insertInto(file, 'moov', tag('\xa9nam'))],
  ['a place', 'allowed-boxes', /"moov\/udta"/, (file) => insertInto(file, 'moov', tag('\xa9xyz'))],
  ['a place of the track', 'allowed-boxes', /"moov\/trak\/udta"/, (file) => insertInto(file, 'moov/trak', aBox('udta', LOCI), PICTURE)],
  ['tags as QuickTime writes them', 'allowed-boxes', /"moov\/meta"/, (file) => insertInto(file, 'moov', aBox('meta', words(0), aBox('keys', words(0, 1), aBox('mdta', text('com.apple.quicktime.location.ISO6709'))), aBox('ilst', SECRET)))],
  ['chapters', 'allowed-boxes', /"moov\/udta"/, (file) => insertInto(file, 'moov', aBox('udta', aBox('chpl', words(0x01000000, 0), Buffer.from([1]), words(0, 0), SECRET)))],
  ['an attached picture', 'allowed-boxes', /"moov\/udta"/, (file) => insertInto(file, 'moov', aBox('udta', aBox('meta', words(0), aBox('ilst', aBox('covr', aBox('data', words(13, 0), SECRET))))))],
  ['a thumbnail', 'allowed-boxes', /"thmb"/, (file) => Buffer.concat([file, aBox('thmb', SECRET)])],
  ['a preview picture', 'allowed-boxes', /"PICT"/, (file) => Buffer.concat([file, aBox('pnot', words(0, 0)), aBox('PICT', SECRET)])],
  ['a uuid box', 'allowed-boxes', /"uuid"/, (file) => Buffer.concat([file, aBox('uuid', Buffer.alloc(16, 0xbe), text('<x:xmpmeta/>'), SECRET)])],
  ['a uuid box in a track', 'allowed-boxes', /"moov\/trak\/uuid"/, (file) => insertInto(file, 'moov/trak', aBox('uuid', SECRET), SOUND)],
  ['a free box at the end', 'allowed-boxes', /"free"/, (file) => Buffer.concat([file, aBox('free', SECRET)])],
  ['a free box in the index', 'allowed-boxes', /"moov\/free"/, (file) => insertInto(file, 'moov', aBox('free', SECRET))],
  ['a skip box in a table', 'allowed-boxes', /stbl\/skip"/, (file) => insertInto(file, TABLE, aBox('skip', SECRET), SOUND)],
  ['groups of samples', 'allowed-boxes', /stbl\/sgpd"/, (file) => insertInto(file, TABLE, aBox('sgpd', words(0), SECRET))],
  ['a second mdat', 'allowed-boxes', /2 boxes "mdat"/, (file) => Buffer.concat([file, aBox('mdat', SECRET)])],
  ['a second index', 'allowed-boxes', /2 boxes "moov"/, (file) => { const { start, size } = findBox(file, 'moov'); return Buffer.concat([file, file.subarray(start, start + size)]); }],
  ['a fragment at the end', 'allowed-boxes', /"moof"/, (file) => Buffer.concat([file, aBox('moof', aBox('mfhd', words(0, 1)))])],
  ['bytes after the last box', 'well-formed', /does not fit|belong to no box/, (file) => Buffer.concat([file, SECRET])],
  ['bytes that no sample uses', 'every-byte-accounted', /^22 bytes at \d+ belong to no sample$/, (file) => insertInto(file, 'mdat', SECRET)],
  ['a sample that ends early', 'every-byte-accounted', /bytes at \d+ belong to no sample/, (file) => { const at = findBox(file, `${TABLE}/stsz`, PICTURE).start + 20; file.writeUInt32BE(file.readUInt32BE(at + 80) - 8, at + 80); return file; }],
  ['bytes behind the parameter sets', 'no-metadata', /22 bytes behind its parameter sets/, (file) => replaceInEntry(file, 'avcC', (box) => { const longer = Buffer.concat([box, SECRET]); longer.writeUInt32BE(longer.length); return longer; })],
]; // prettier-ignore

const HEADERS: readonly Case[] = [
  ['a date', 'no-metadata', /the file carries a date/, written('moov/mvhd', 8, 1)],
  ['a date of the track', 'no-metadata', /the soun track carries a date/, written('moov/trak/mdia/mdhd', 8, 1, SOUND)],
  ['a name of the sound track', 'no-metadata', /named ".*SECRET/, (file) => insertInto(file, 'moov/trak/mdia/hdlr', SECRET, SOUND)],
  ['a name of the encoder', 'no-metadata', /names its encoder: "\\u0004JDoe"/, (file) => { file.write('\x04JDoe', findBox(file, `${TABLE}/stsd`).start + 16 + 50, 'latin1'); return file; }],
  ['a language', 'no-metadata', /names a language/, (file) => { file.writeUInt16BE(0x15c7, findBox(file, 'moov/trak/mdia/mdhd', SOUND).start + 40); return file; }],
  ['a picture turned by a quarter', 'rest-unchanged', /turned, stretched or lit/, (file) => { words(0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000).copy(file, findBox(file, 'moov/trak/tkhd').start + 60); return file; }],
  ['a picture in a mirror', 'rest-unchanged', /turned, stretched or lit/, written('moov/trak/tkhd', 52, -0x10000)],
  ['samples of another shape', 'rest-unchanged', /turned, stretched or lit/, (file) => replaceInEntry(file, 'pasp', () => aBox('pasp', words(4, 3)))],
  ['an edit list that hides the first ten frames', 'no-hidden-frames', /starts at tick \d+; its first frame is at 0/, (file) => insertInto(file, 'moov/trak', edits([ticksOf(file, 'moov/mvhd'), 10 * FRAME_TICKS(file)]))],
  ['an edit list that hides the last frames', 'no-hidden-frames', /ends at tick \d+; its last frame is at/, (file) => insertInto(file, 'moov/trak', edits([20 * FRAME_TICKS(file), 0]))],
  ['an edit list that leaves frames out in the middle', 'no-hidden-frames', /edit list of the picture/, (file) => insertInto(file, 'moov/trak', edits([10 * FRAME_TICKS(file), 0], [20 * FRAME_TICKS(file), 30 * FRAME_TICKS(file)]))],
  ['an edit list that begins with nothing', 'no-hidden-frames', /edit list of the picture/, (file) => insertInto(file, 'moov/trak', edits([10 * FRAME_TICKS(file), -1], [40 * FRAME_TICKS(file), 0]))],
  ['sound of which the beginning is hidden', 'no-hidden-frames', /edit list of the sound skips 9600 samples/, (file) => replaceBox(file, 'moov/trak/edts', edits([40 * FRAME_TICKS(file), 9600]), SOUND)],
  ['sound of which the end is hidden', 'no-hidden-frames', /coded samples of the sound lie behind/, (file) => replaceBox(file, 'moov/trak/edts', edits([20 * FRAME_TICKS(file), 1024]), SOUND)],
]; // prettier-ignore

/** Every time a little longer: the picture's clock runs at another rate. */
const CLOCK: Saboteur = {
  what: 'a clock that runs a thousandth faster',
  rule: 'exact-times',
  frames: frames(1, FRAMES),
  make: (scene) =>
    scene.alter((file) => {
      const at = findBox(file, 'moov/trak/mdia/mdhd', PICTURE).start + 28;
      file.writeUInt32BE(Math.round(file.readUInt32BE(at) * 1.001), at);
      return file;
    }),
};

const NO_SOUND: Saboteur = {
  what: 'no sound',
  rule: 'sound-complete',
  found: /^the source has sound, the release has none$/,
  make: (scene) =>
    scene.alter((file) => {
      file.write('free', findBox(file, 'moov/trak', SOUND).start + 4, 'latin1');
      return file;
    }),
};

export const OF_THE_FILE: readonly Saboteur[] = [
  ...[...TRACKS, ...BOXES, ...HEADERS].map(([what, rule, found, change]): Saboteur => ({
    what,
    rule,
    found,
    make: (scene) => scene.alter(change),
  })),
  CLOCK,
  NO_SOUND,
];
