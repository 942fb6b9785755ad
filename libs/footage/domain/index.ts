/** Clips as received: what is known of them, and how long they may be kept. */
export * from './clip';
export { clipFaults } from './clip.rules';
export { type ClipFrames, decodeFrames, encodeFrames, isVariable, lengthOf, timeOf } from './frame-index';
export { readWaveform, stretchesWithoutSound, type Waveform } from './waveform';
export { purgeDate, type RetentionPolicy } from './purge.deadlines';
