import { copyFile } from 'node:fs/promises';
import type { MediaBench } from './run/bench';
import { runFfmpeg } from './run/run-ffmpeg';

/** Makes a clip for demonstrations: a moving picture with a counter burnt in, and a tone. Nothing of it is footage. */
export async function synthesiseClip(bench: MediaBench, output: string, seconds: number): Promise<void> {
  await bench.job(async (folder) => {
    await runFfmpeg(folder, {
      inputs: [
        {
          options: ['-nostdin', '-v', 'error', '-f', 'lavfi'],
          source: `testsrc2=size=640x360:rate=25:duration=${seconds}`,
        },
        { options: ['-f', 'lavfi'], source: `sine=frequency=440:sample_rate=48000:duration=${seconds}` },
      ],
      outputs: [
        {
          options: [
            '-map',
            '0:v',
            '-map',
            '1:a',
            '-c:v',
            'libx264',
            '-preset',
            'veryfast',
            '-pix_fmt',
            'yuv420p',
            '-g',
            '25',
            '-c:a',
            'aac',
            '-movflags',
            '+faststart',
          ],
          target: folder.workName('clip.mp4'),
        },
      ],
    });
    await copyFile(folder.workPath('clip.mp4'), output);
  });
}
