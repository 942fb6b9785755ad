import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { plainPicture, type PlainPicture } from '../../../libs/media/mp4/plain-picture';
import { readCodedInPlace } from '../../../libs/media/mp4/coded-source';
import { aClip, ffmpeg } from '../../fixtures/clips';
import * as recordings from '../../fixtures/hostile-recordings';
import { realClips } from '../../support/footage';
import { discard, temporaryFolder } from '../../support/temporary';

// What Daylight reads from an MP4's own index is what ffprobe lists, packet by packet; what is not plain is left to it.

const folder = temporaryFolder();
afterAll(() => discard(folder));

interface Packet {
  readonly pts: number;
  readonly key: boolean;
  readonly offset: number;
  readonly size: number;
}

function packetsOf(path: string): Packet[] {
  const entries = ['-select_streams', 'v:0', '-show_entries', 'packet=pts,flags,pos,size', '-of', 'json'];
  const { packets } = JSON.parse(execFileSync('ffprobe', ['-v', 'error', ...entries, path], { encoding: 'utf8' })) as {
    packets: { pts: number; flags: string; pos: string; size: string }[];
  };
  return packets.map(({ pts, flags, pos, size }) => {
    expect(flags).not.toContain('D');
    return { pts, key: flags.includes('K'), offset: Number(pos), size: Number(size) };
  });
}

const asPackets = ({ pts, key, offsets, sizes }: PlainPicture): Packet[] =>
  pts.map((time, i) => ({ pts: time, key: key?.has(i) ?? true, offset: offsets[i]!, size: sizes[i]! }));

const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '25', '-keyint_min', '25', '-sc_threshold', '0'];
const clip = (name: string, ...options: string[]): string => aClip(folder, { name, options: [...X264, ...options] });
function remuxed(name: string, ...options: string[]): string {
  const path = join(folder, name);
  ffmpeg(['-i', clip(`before-${name}`, '-bf', '3'), '-c', 'copy', ...options, path]);
  return path;
}

const PLAIN: Readonly<Record<string, () => string>> = {
  'without B-frames': () => clip('plain.mp4', '-bf', '0'),
  'with B-frames, whose edit begins with the first picture': () => clip('b.mp4', '-bf', '3'),
  'with its index first': () => remuxed('first.mp4', '-movflags', '+faststart'),
  'of variable rate': () => clip('vfr.mp4', '-vf', "select='not(between(mod(n,7),5,6))'", '-fps_mode', 'vfr', '-bf', '2'),
  'all of whose pictures are keyframes': () => clip('intra.mp4', '-g', '1', '-keyint_min', '1'),
  'in QuickTime, with a timecode': () => remuxed('clip.mov', '-timecode', '01:00:00:00'),
  'without edits': () => remuxed('unedited.mp4', '-use_editlist', '0'),
  'that waits before its first picture': () => recordings.withEdits('empty.mp4', [[21, -1, 1], [1000, 0, 1]])(folder),
  'with several tracks of sound': () => remuxed('tracks.mp4', '-map', '0:v', '-map', '0:a', '-map', '0:a'),
}; // prettier-ignore

it.each(Object.entries(PLAIN))('a clip %s is read as ffprobe lists it', async (_name, make) => {
  const path = make();
  const plain = await plainPicture(path);
  expect(plain && asPackets(plain)).toEqual(packetsOf(path));
  expect(plain && readCodedInPlace(path, plain)?.pts).toEqual(plain?.pts);
});

const NOT_PLAIN: Readonly<Record<string, () => string>> = {
  'in fragments': () => remuxed('fragments.mp4', '-movflags', 'frag_keyframe+empty_moov'),
  'in HEVC': () => aClip(folder, { name: 'hevc.mp4', options: ['-c:v', 'libx265', '-x265-params', 'log-level=none'] }),
  'with two pictures': () => recordings.twoPictures(folder),
  'with an edit that begins before the media': () => recordings.withEdits('negative.mp4', [[1000, -5, 1]])(folder),
  'that waits twice': () => recordings.withEdits('twice.mp4', [[21, -1, 1], [21, -1, 1], [1000, 0, 1]])(folder),
  'with two edits': () => recordings.withEdits('two.mp4', [[400, 0, 1], [400, 7680, 1]])(folder),
  'with an edit that ends early': () => recordings.withEdits('early.mp4', [[400, 0, 1]])(folder),
  'with every frame at the same time': () => recordings.withSteps(0)(folder),
  'with steps that overflow': () => recordings.withSteps(0x8000_0000)(folder),
  'that changes in size': () => recordings.changingSize(folder),
}; // prettier-ignore

it.each(Object.entries(NOT_PLAIN))('a clip %s is left to ffprobe', async (_name, make) => {
  expect(await plainPicture(make())).toBeNull();
});

it('real clips are read as ffprobe lists them', async () => {
  for (const path of realClips().filter((one) => one.endsWith('.mp4'))) {
    const plain = await plainPicture(path);
    expect(plain && asPackets(plain)).toEqual(packetsOf(path));
  }
});
