import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainPicture } from '@app/media/mp4/plain-picture';
import { listCodedCommand } from '@app/media/plan/copy.plan';
import { openFootage } from '@app/media/probe/examine';
import { runFfmpeg } from '@app/media/run/run-ffmpeg';
import { isAsListed } from '@app/media/verify/witness';
import { aClip, ffmpeg } from '../../fixtures/clips';
import * as recordings from '../../fixtures/hostile-recordings';
import { openTestBench, type TestBench } from '../../support/media-bench';

// The verifier reads a source's coded pictures from its own index, as the renderer does, only where ffmpeg lists the same.

const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '25', '-keyint_min', '25', '-sc_threshold', '0'];
const VFR = ['-vf', "select='not(between(mod(n,7),5,6))'", '-fps_mode', 'vfr'];

let the: TestBench;
let source: string;
beforeAll(async () => {
  the = await openTestBench();
  source = aClip(the.folder, { name: 'source.mp4', options: [...X264, '-bf', '3'] });
});
afterAll(() => the.close());

/** How ffmpeg lists a clip's coded pictures. */
async function listed(path: string): Promise<string> {
  return the.bench.job(async (folder) => {
    const footage = await openFootage(the.bench, folder, path);
    if ('code' in footage) throw new Error(footage.says);
    await runFfmpeg(folder, listCodedCommand(footage.media, footage.name, folder.workName('pictures.txt')));
    return readFileSync(folder.workPath('pictures.txt'), 'latin1');
  });
}

async function agrees(path: string, listing: string): Promise<boolean> {
  const plain = await plainPicture(path);
  if (!plain) throw new Error('its index is not plain');
  const file = the.path('listing.txt');
  writeFileSync(file, listing);
  return isAsListed(path, plain, file);
}

const CLIPS: Readonly<Record<string, (folder: string) => string>> = {
  'with B-frames': () => source,
  'of variable rate': (folder) => aClip(folder, { name: 'vfr.mp4', options: [...VFR, ...X264, '-bf', '2'] }),
  'that waits before its first picture': recordings.withEdits('waits.mp4', [[21, -1, 1], [1000, 0, 1]]),
  'in QuickTime, with a timecode and SEI': (folder) => {
    const path = join(folder, 'clip.mov');
    ffmpeg(['-i', source, '-c', 'copy', '-timecode', '01:00:00:00', path]);
    return path;
  },
}; // prettier-ignore

it.each(Object.entries(CLIPS))('ffmpeg bears out the index of a clip %s', async (_what, make) => {
  const path = make(the.folder);
  expect(await agrees(path, await listed(path))).toBe(true);
});

describe('an index is not believed when ffmpeg lists', () => {
  const lines = async (): Promise<string[]> => (await listed(source)).trimEnd().split('\n');
  const changed = async (column: number, change: (value: string) => string): Promise<string> =>
    (await lines())
      .map((line, i, all) => {
        const values = line.split(',');
        if (i === all.length - 20) values[column] = change(values[column] ?? '');
        return values.join(',');
      })
      .join('\n');

  it.each([
    ['a picture at another time', () => changed(2, (time) => String(Number(time) + 1))],
    ['a picture at no time', () => changed(2, () => ' NOPTS')],
    ['a longer picture', () => changed(4, (size) => String(Number(size) + 1))],
    ['other bytes', () => changed(5, (sum) => ` ${(parseInt(sum, 16) ^ 1).toString(16).padStart(8, '0')}`)],
    ['a picture less', async () => (await lines()).slice(0, -1).join('\n')],
    ['a picture more', async () => [...(await lines()), (await lines()).at(-1)].join('\n')],
    ['none at all', () => Promise.resolve('')],
  ])('%s', async (_what, listing) => {
    expect(await agrees(source, await listing())).toBe(false);
  });
});
