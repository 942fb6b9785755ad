import { ffmpeg } from '../fixtures/clips';

// Plain ffmpeg draws and mutes as the renderer does, right or a little wrong. Its container breaks rules of its own, so
// tests look at the rules of picture and sound only, and at a control that is drawn right.

const CODED = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16', '-bf', '0', '-pix_fmt', 'yuv420p'];

/** The release's picture after a filter; `[0:v]` is the release, `[1:v]` the source. The sound is copied. */
export function repainted(from: { release: string; source: string; output: string }, filter: string): string {
  const { release, source, output } = from;
  const inputs = ['-i', release, '-i', source, '-filter_complex', `${filter}[out]`, '-map', '[out]', '-map', '0:a?'];
  ffmpeg([...inputs, '-fps_mode', 'passthrough', '-enc_time_base', '-1', ...CODED, '-c:a', 'copy', output]);
  return output;
}

/** The release's picture with the source's sound, of which the expression says what is heard: 0 nothing, 1 all. */
export function resounded(from: { release: string; source: string; output: string }, heard: string): string {
  const { release, source, output } = from;
  const sound = [
    '-map',
    '0:v',
    '-map',
    '1:a',
    '-af',
    `aeval='val(0)*(${heard})':c=same`,
    '-c:a',
    'aac',
    '-b:a',
    '192k',
  ];
  ffmpeg(['-i', release, '-i', source, ...sound, '-c:v', 'copy', output]);
  return output;
}
