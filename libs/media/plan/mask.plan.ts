import type { MediaFacts } from '../probe/facts';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { maskInput } from './draw.plan';
import { QUIET } from './hardened-input';

/** Masks in, a film without loss out (FFV1 in Matroska): one frame a second twenty-fifth, whatever the clip's times. */
export const maskFilmCommand = (facts: MediaFacts, target: string): FfmpegCommandLine => ({
  inputs: [{ options: [...QUIET, ...maskInput(facts)], source: PIPE }],
  outputs: [{ options: ['-c:v', 'ffv1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-f', 'matroska'], target }],
});
