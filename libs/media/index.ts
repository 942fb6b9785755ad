/** ffmpeg and ffprobe: probe → plan → run → verify. The only place that opens footage. */
export type { Damage } from './probe/damage';
export { type Examination, examine } from './probe/examine';
export { durationOf } from './probe/index-frames';
export { type FrameIndex, type MediaFacts, type Rational, type VideoFacts } from './probe/facts';
export { MediaBench, type Tools } from './run/bench';
export { render, renderPart, type RenderReceipt, type RenderRequest } from './render';
export type { PartShelf } from './render-part';
export { makeMaskFilm } from './mask-film';
export type { RenderMode } from './render-picture';
export { verify, type Verification, type VerifyRequest } from './verify/verify';
export type { Violation } from './verify/violation';
export { makeKeyframeStrip, makeProxy, makeWaveform } from './derive';
export { decodeStills } from './stills';
export { clockStart } from './plan/decode.plan';
export { synthesiseClip } from './synthesise';
export { suggestTrack, TRACKING_METHOD, type TrackRequest } from './track/suggest-track';
export { type Detector, openDetector, type RgbPicture, type SuggestedBox } from './track/detector';
