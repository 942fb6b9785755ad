import type { MediaFacts } from '../probe/facts';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { workingSize } from './decode.plan';
import { QUIET } from './hardened-input';

/** Grey frames in, a film without loss out (FFV1 in Matroska): one frame a second twenty-fifth, whatever the clip's times. */
export const maskFilmCommand = (facts: MediaFacts, target: string): FfmpegCommandLine => {
  const { width, height } = workingSize(facts);
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-video_size', `${width}x${height}`, '-framerate', '25'];
  return {
    inputs: [{ options: [...QUIET, ...raw], source: PIPE }],
    outputs: [{ options: ['-c:v', 'ffv1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-f', 'matroska'], target }],
  };
};
