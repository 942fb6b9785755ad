/** ffmpeg and ffprobe: probe → plan → run → verify. The only place that opens footage. */
export { durationOf, type Examination, examine } from './probe/examine';
export { type FrameIndex, type MediaFacts, type Rational, type VideoFacts } from './probe/facts';
export { MediaBench, type Tools } from './run/bench';
export { render, type RenderReceipt, type RenderRequest } from './render';
export type { RenderMode } from './render-picture';
export { verify, type Verification, type VerifyRequest } from './verify/verify';
export type { Violation } from './verify/violation';
export { makeKeyframeStrip, makeProxy, makeWaveform } from './derive';
export { clockStart } from './plan/decode.plan';
export { synthesiseClip } from './synthesise';
export { suggestTrack, type TrackRequest } from './track/suggest-track';
export { type Detector, openDetector, type RgbPicture, type SuggestedBox } from './track/detector';
