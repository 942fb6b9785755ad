import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ffmpeg } from '../../fixtures/clips';
import { samplesOf, trackOf, withTrack } from '../../support/mp4-samples';
import { aBox, insertInto, words } from '../../support/mp4-surgery';
import { markOf } from './marks';
import { drawMark, type Plane, RATE, soundMark } from './patterns';

// One recording that carries a mark of its own in every place in which a recording can carry anything.

export const WIDTH = 320;
export const HEIGHT = 240;
export const FRAMES = 50;
const SECONDS = 2;

/** Where the picture carries a mark, on which frames, and which mask will be drawn there. */
export const SEEN = {
  'luma under the rectangle': { frames: [12, 22], at: [24, 20] },
  'luma under the ellipse': { frames: [14, 24], at: [176, 24] },
  'luma under the polygon': { frames: [12, 20], at: [40, 100] },
  'luma under the whole frame': { frames: [26, 28], at: [100, 70] },
  'luma outside': { frames: [0, FRAMES], at: [200, 180] },
} as const;

/** Where the sound carries a mark, in seconds. The mute is drawn around the first. */
export const MUTE = { from: 0.5, to: 0.8 } as const;
/** And at what second each begins; the last is on a track of its own. */
export const HEARD = { 'sound under the mute': 0.52, 'sound outside': 1.3 } as const;
export const HEARD_BESIDE = { 'second sound track': 0.2 } as const;

/** Every carrier of the MP4 whose mark is written somewhere in its bytes. */
export const WRITTEN_IN_MP4: readonly string[] = [
  ...['mov_text', 'forced tx3g', 'title', 'comment', 'description', 'artist', 'copyright', 'chapter', '©xyz', 'loci'],
  ...['com.apple.quicktime', 'XMP', 'gpmd track', 'timecode track', 'SEI of user data', 'attached picture', 'free box'],
  ...[
    'bytes behind the last box',
    'unreferenced bytes of mdat',
    'name of the picture track',
    'name of the sound track',
  ],
];
/** The same of the Matroska file. */
export const WRITTEN_IN_MATROSKA: readonly string[] = [
  ...[
    'mov_text',
    'title',
    'comment',
    'description',
    'artist',
    'copyright',
    'chapter',
    'SEI of user data',
    'attachment',
  ],
  ...['name of the attachment', 'tag', 'title of a track', 'bytes behind the last element'],
];

function picture(frame: number): Buffer {
  const luma = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) luma[y * WIDTH + x] = 70 + ((x + y * 2 + frame * 3) % 97);
  const plane: Plane = { luma, width: WIDTH, height: HEIGHT };
  for (const [carrier, { frames, at }] of Object.entries(SEEN))
    if (frame >= frames[0] && frame < frames[1]) drawMark(plane, markOf(carrier), at[0], at[1]);
  return Buffer.concat([luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
}

function sound(marks: Readonly<Record<string, number>>): Buffer {
  const samples = Int16Array.from(
    { length: SECONDS * RATE },
    (_, i) => 2500 * Math.sin((2 * Math.PI * 220 * i) / RATE),
  );
  for (const [carrier, from] of Object.entries(marks)) soundMark(samples, markOf(carrier), from);
  return Buffer.from(samples.buffer);
}

const text = (carrier: string): string => markOf(carrier).text;
const subtitle = (carrier: string): string => `1\n00:00:00,100 --> 00:00:01,500\n${text(carrier)}\n`;

/** A PNG with bytes in a chunk that every viewer passes over, before its last one (PNG § 5.3). */
function withChunk(png: Buffer, bytes: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.from('maRk'), bytes]);
  const end = png.length - 12;
  return Buffer.concat([png.subarray(0, end), words(bytes.length), chunk, words(crc32(chunk)), png.subarray(end)]);
}

/** What ffmpeg is to put together, laid out in files. */
function ingredients(
  folder: string,
): Readonly<Record<'picture' | 'first' | 'second' | 'words' | 'forced' | 'tags' | 'cover', string>> {
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, `canary-${name}`);
    writeFileSync(path, content);
    return path;
  };
  const cover = join(folder, 'canary-cover.png');
  ffmpeg(['-f', 'lavfi', '-i', 'color=red:size=16x16', '-frames:v', '1', cover]);
  writeFileSync(cover, withChunk(readFileSync(cover), markOf('attached picture').bytes));
  return {
    picture: file('picture.yuv', Buffer.concat(Array.from({ length: FRAMES }, (_, i) => picture(i)))),
    first: file('first.pcm', sound(HEARD)),
    second: file('second.pcm', sound(HEARD_BESIDE)),
    words: file('words.srt', subtitle('mov_text')),
    forced: file('forced.srt', subtitle('forced tx3g')),
    cover,
    tags: file(
      'tags.txt',
      [
        ';FFMETADATA1',
        ...['title', 'comment', 'description', 'artist', 'copyright'].map((tag) => `${tag}=${text(tag)}`),
        `[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=${text('chapter')}\n`,
      ].join('\n'),
    ),
  };
}

/** Groups of ten, so that a smart render copies some of them. */
const CODED = [
  ...['-c:v:0', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '10', '-keyint_min', '10', '-bf', '2'],
  ...['-sc_threshold', '0', '-x264-params', 'open-gop=0', '-c:a', 'aac', '-b:a', '160k'],
];
const raw = (path: string): string[] => ['-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', path];
const sei = (): string[] => [
  '-bsf:v:0',
  `h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+${text('SEI of user data')}`,
];

function inputs(folder: string): string[] {
  const { picture: frames, first, second, words: said, forced, tags } = ingredients(folder);
  return [
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${WIDTH}x${HEIGHT}`, '-r', '25', '-i', frames],
    ...[...raw(first), ...raw(second), '-i', said, '-i', forced, '-i', tags],
  ];
}

/** The recording as MP4. */
export function markedMp4(folder: string, name: string): string {
  const [base, path] = [join(folder, 'canary-base.mp4'), join(folder, name)];
  const covered = ['-i', join(folder, 'canary-cover.png')];
  ffmpeg([
    ...[...inputs(folder), ...covered, '-map', '0', '-map', '1', '-map', '2', '-map', '3', '-map', '4', '-map', '6'],
    ...[
      ...CODED,
      '-c:s',
      'mov_text',
      '-disposition:s:1',
      'forced',
      '-c:v:1',
      'copy',
      '-disposition:v:1',
      'attached_pic',
    ],
    ...['-map_metadata', '5', '-map_chapters', '5', '-timecode', '01:00:00:00', ...sei()],
    ...['-metadata:s:v:0', `handler_name=${text('name of the picture track')}`],
    ...['-metadata:s:a:0', `handler_name=${text('name of the sound track')}`, base],
  ]);
  writeFileSync(path, withHiddenPlaces(readFileSync(base)));
  return path;
}

/** What no tool of ffmpeg's writes, put into the file byte by byte. */
function withHiddenPlaces(file: Buffer): Buffer {
  const bytes = (carrier: string): Buffer => markOf(carrier).bytes;
  const label = (carrier: string): Buffer => Buffer.from(text(carrier));
  const picture = samplesOf(file, trackOf(file, 'vide')).slice(0, 8);
  const places = picture.map((one) => ({
    ...one,
    shift: 0,
    bytes: Buffer.concat([Buffer.from('GPS5'), bytes('gpmd track')]),
  }));
  const times = picture.slice(0, 1).map((one) => ({ ...one, shift: 0, bytes: words(90_000) }));
  const reel = Buffer.concat([
    words(0, 0, 25, 0x19000000),
    aBox('name', Buffer.from([0, 32, 0, 0]), label('timecode track')),
  ]);
  let out = withTrack(file, { handler: 'meta', format: 'gpmd', entry: Buffer.alloc(0), samples: places });
  out = withTrack(out, { handler: 'tmcd', format: 'tmcd', entry: reel, samples: times });
  const place = (type: string, carrier: string): Buffer => aBox(type, Buffer.from([0, 32, 0x15, 0xc7]), label(carrier));
  const loci = aBox(
    'loci',
    words(0),
    Buffer.from([0x15, 0xc7]),
    label('loci'),
    Buffer.from([0, 0]),
    words(0, 0, 0),
    Buffer.from('earth\0\0'),
  );
  out = insertInto(out, 'moov/udta', Buffer.concat([place('\xa9xyz', '©xyz'), loci]));
  out = insertInto(out, 'moov', quicktimeTag());
  out = insertInto(out, 'mdat', bytes('unreferenced bytes of mdat'));
  const xmp = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
  const packet = Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${text('XMP')}</x:xmpmeta>`);
  return Buffer.concat([
    out,
    aBox('uuid', xmp, packet),
    aBox('free', bytes('free box')),
    bytes('bytes behind the last box'),
  ]);
}

/** A tag as QuickTime and telephones write it (QuickTime File Format: metadata item keys). */
function quicktimeTag(): Buffer {
  const key = Buffer.from('com.apple.quicktime.location.ISO6709');
  const keys = aBox('keys', words(0, 1), aBox('mdta', key));
  const value = aBox('data', words(1, 0), Buffer.from(text('com.apple.quicktime')));
  const item = Buffer.concat([words(8 + value.length, 1), value]);
  const hdlr = aBox('hdlr', words(0, 0), Buffer.from('mdta'), words(0, 0, 0), Buffer.from([0]));
  return aBox('meta', hdlr, keys, aBox('ilst', item));
}

/** Carriers that a Matroska file has and an MP4 has not; the others are the same recording's. */
export function markedMatroska(folder: string, name: string): string {
  const path = join(folder, name);
  const attached = join(folder, 'canary-attached.txt');
  writeFileSync(attached, markOf('attachment').bytes);
  ffmpeg([
    ...[...inputs(folder), '-map', '0', '-map', '1', '-map', '2', '-map', '3', ...CODED, '-c:s', 'srt'],
    ...['-attach', attached, '-metadata:s:t', 'mimetype=application/octet-stream'],
    ...['-metadata:s:t', `filename=${text('name of the attachment')}.bin`],
    ...['-map_metadata', '5', '-map_chapters', '5', '-metadata', `OFFICER=${text('tag')}`],
    ...['-metadata:s:v', `title=${text('title of a track')}`, ...sei(), path],
  ]);
  writeFileSync(path, Buffer.concat([readFileSync(path), markOf('bytes behind the last element').bytes]));
  return path;
}
