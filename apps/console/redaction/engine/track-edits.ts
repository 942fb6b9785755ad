import {
  type BoxKeyframe,
  NO_PADDING,
  type Operation,
  OperationRefused,
  type PolygonKeyframe,
  type RedactionPlan,
  regionAt,
  unmarked,
  type VideoTrack,
} from '@app/redactions/domain';

type Keyframe = BoxKeyframe | PolygonKeyframe;

/** Frames at which a mask was placed by somebody. */
export const keyframesOf = (track: VideoTrack): readonly Keyframe[] => (track.shape === 'frame' ? [] : track.keyframes);

/** A keyframe that says where the mask lies there anyway. */
function keyframeAt(track: VideoTrack, frame: number): Keyframe | null {
  const at = Math.min(Math.max(frame, track.from), track.to - 1);
  const region = regionAt({ ...track, padding: NO_PADDING }, at);
  if (!region || region.shape === 'frame') return null;
  return region.shape === 'polygon' ? { frame, points: region.points } : { frame, ...region.box };
}

/**
 * The same mask from another frame on, or up to another one. Where it lasts still, it lies where it lay: keyframes
 * outside are replaced by ones at the edges.
 */
export function lasting(track: VideoTrack, from: number, to: number): VideoTrack {
  if (track.shape === 'frame') return { ...track, from, to };
  const inside = keyframesOf(track).filter(({ frame }) => frame >= from && frame < to);
  const edges = [from, to - 1].filter((frame, i, both) => both.indexOf(frame) === i && !inside.some((one) => one.frame === frame)); // prettier-ignore
  const added = edges.flatMap((frame) => keyframeAt(track, frame) ?? []);
  return { ...track, from, to, keyframes: [...inside, ...added].sort((a, b) => a.frame - b.frame) } as VideoTrack; // one shape in, the same out
}

/** Two masks where there was one, meeting at a frame; each lies where the one lay. */
export function split(track: VideoTrack, frame: number, id: string): Operation[] {
  if (frame <= track.from || frame >= track.to)
    throw new OperationRefused(`${track.id} is split between its first frame and its last one.`);
  return [
    { op: 'replace-track', track: lasting(track, track.from, frame) },
    { op: 'add-track', track: { ...lasting(track, frame, track.to), id } },
  ];
}

/** One mask out of a mask and the next one of the same subject and shape; between them it moves in a straight line. */
export function merge(plan: RedactionPlan, track: VideoTrack): Operation[] {
  const [next] = plan.video
    .filter((one) => one.id !== track.id && one.from >= track.to && one.subject === track.subject)
    .sort((a, b) => a.from - b.from);
  if (!next) throw new OperationRefused(`No mask of ${track.subject} begins after ${track.id} ends.`);
  if (next.shape !== track.shape || points(next) !== points(track))
    throw new OperationRefused(`${track.id} and ${next.id} have different shapes and stay two masks.`);
  const one = { ...lasting(track, track.from, track.to), to: next.to };
  const keyframes = [...keyframesOf(one), ...keyframesOf(lasting(next, next.from, next.to))];
  const merged = (track.shape === 'frame' ? one : { ...one, keyframes }) as VideoTrack; // of one shape, as was just seen
  return [
    { op: 'remove-track', id: next.id },
    { op: 'replace-track', track: merged },
  ];
}

const points = (track: VideoTrack): number =>
  track.shape === 'polygon' ? (track.keyframes[0]?.points.length ?? 0) : 0;

/** The same mask a second time, under another name, and not locked. */
export const duplicate = (track: VideoTrack, id: string): Operation => ({
  op: 'add-track',
  track: { ...unmarked(track, 'locked'), id },
});

/** The same mask, called otherwise; by nothing but its number where what it is called is empty. */
export function labelled(track: VideoTrack, label: string): Operation {
  const called = label.trim();
  return { op: 'replace-track', track: called === '' ? unmarked(track, 'label') : { ...track, label: called } };
}

/** Adds a keyframe where the mask lies, or takes away the one that is there. */
export function toggleKeyframe(track: VideoTrack, frame: number, pts: number): Operation {
  if (keyframesOf(track).some((one) => one.frame === frame)) return { op: 'remove-keyframe', id: track.id, frame };
  if (frame < track.from || frame >= track.to)
    throw new OperationRefused(`${track.id} does not last at frame ${frame}.`);
  const keyframe = keyframeAt(track, frame);
  if (!keyframe) throw new OperationRefused('A mask of the whole picture has no keyframes.');
  return { op: 'set-keyframe', id: track.id, keyframe: { ...keyframe, pts } };
}

/** The nearest keyframe before a frame, or after it; null where there is none. */
export function neighbour(track: VideoTrack, frame: number, towards: -1 | 1): number | null {
  const frames = keyframesOf(track).map((one) => one.frame);
  const beyond = frames.filter((one) => (towards < 0 ? one < frame : one > frame));
  return beyond.length === 0 ? null : towards < 0 ? Math.max(...beyond) : Math.min(...beyond);
}

/** The frame in the middle of the keyframes around this one: where a mask that moves in a straight line is farthest off. */
export function between(track: VideoTrack, frame: number): number | null {
  const keyed = keyframesOf(track).some((one) => one.frame === frame);
  const before = keyed ? frame : neighbour(track, frame, -1);
  const after = neighbour(track, frame, 1);
  return before === null || after === null || after - before < 2 ? null : Math.floor((before + after) / 2);
}

/** A name that none of them has. */
export function nextName(kind: string, taken: readonly { readonly id?: string }[]): string {
  let number = taken.length + 1;
  while (taken.some(({ id }) => id === `${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}
