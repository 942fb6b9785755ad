import type { Limits } from './job-folder';

const GIB = 2 ** 30;
/** Pictures of 8K, a dozen of them kept for reference, on two threads. */
const MEMORY = 4 * GIB;

/**
 * To examine a file of so many bytes. Street footage takes about half a second of CPU a megabyte to decode, the stillest
 * night in 4K perhaps thirty; a small file that takes more was made to.
 */
export const examinationLimits = (size: number): Limits => ({
  cpu: Math.min(600 + (size / 1e6) * 120, 10 * 3600),
  memory: MEMORY,
  output: GIB,
});

/** To make a staff copy. The proxy of a day fits. */
export const DERIVATION_LIMITS: Limits = { cpu: 10 * 3600, memory: MEMORY, output: 256 * GIB };

/** To make renditions of a release: nobody waits for them, so everything else goes first. */
export const BACKGROUND_LIMITS: Limits = { ...DERIVATION_LIMITS, niceness: 10 };
