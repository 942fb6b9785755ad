import { type AudioInterval, type BoxKeyframe, type PolygonKeyframe, type RedactionPlan, titleOf, unmarked, type VideoTrack } from './plan'; // prettier-ignore

/**
 * One edit of a redaction plan. The list of operations is what is saved and undone, and it is the record of who hid
 * what. Keyframes carry their presentation time, so that a frame can never be taken for another. One that takes in what
 * motion tracking suggested names the `suggestion`: it is accepted when, and only when, the edit is saved.
 */
export type Operation =
  | { readonly op: 'add-track'; readonly track: VideoTrack; readonly suggestion?: string }
  | { readonly op: 'replace-track'; readonly track: VideoTrack; readonly suggestion?: string }
  | { readonly op: 'remove-track'; readonly id: string }
  | { readonly op: 'lock-track'; readonly id: string; readonly locked: boolean }
  | { readonly op: 'set-keyframe'; readonly id: string; readonly keyframe: BoxKeyframe | PolygonKeyframe }
  | { readonly op: 'remove-keyframe'; readonly id: string; readonly frame: number }
  | { readonly op: 'add-audio'; readonly interval: AudioInterval & { readonly id: string } }
  | { readonly op: 'replace-audio'; readonly interval: AudioInterval & { readonly id: string } }
  | { readonly op: 'remove-audio'; readonly id: string };

export const OPERATIONS = [
  'add-track',
  'replace-track',
  'remove-track',
  'lock-track',
  'set-keyframe',
  'remove-keyframe',
  'add-audio',
  'replace-audio',
  'remove-audio',
] as const satisfies readonly Operation['op'][];

/**
 * Whether a JSON value has the parts that applying it looks at; what is in them is checked with the whole plan, which
 * says where it is wrong.
 */
export function isOperation(json: unknown): json is Operation {
  if (!isObject(json)) return false;
  const { op, id, track, interval, keyframe, frame, suggestion } = json;
  switch (op as Operation['op']) {
    case 'add-track':
    case 'replace-track':
      return (
        isObject(track) &&
        typeof track['id'] === 'string' &&
        hasKeyframes(track) &&
        (suggestion === undefined || typeof suggestion === 'string')
      );
    case 'lock-track':
      return typeof id === 'string' && typeof json['locked'] === 'boolean';
    case 'set-keyframe':
      return typeof id === 'string' && isObject(keyframe);
    case 'remove-keyframe':
      return typeof id === 'string' && typeof frame === 'number';
    case 'add-audio':
    case 'replace-audio':
      return isObject(interval) && typeof interval['id'] === 'string';
    case 'remove-track':
    case 'remove-audio':
      return typeof id === 'string';
    default:
      return false;
  }
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const hasKeyframes = ({ shape, keyframes }: Readonly<Record<string, unknown>>): boolean =>
  shape === 'frame' ? keyframes === undefined : Array.isArray(keyframes) && keyframes.every(isObject);

/** Why an operation does not apply; the plan is then unchanged. */
export class OperationRefused extends Error {}

export const EMPTY_PLAN: RedactionPlan = { version: 1, video: [], audio: [] };

/**
 * Applies one operation. Pure; throws OperationRefused when what it names is not there, is there already, or is locked.
 */
export function apply(plan: RedactionPlan, operation: Operation): RedactionPlan {
  switch (operation.op) {
    case 'add-track':
      return { ...plan, video: added(plan.video, operation.track, 'track') };
    case 'replace-track':
      return { ...plan, video: edited(plan, operation.track.id, () => operation.track) };
    case 'remove-track':
      return {
        ...plan,
        video: removed(
          edited(plan, operation.id, (track) => track),
          operation.id,
          'track',
        ),
      };
    case 'lock-track':
      return {
        ...plan,
        video: replaced(plan.video, operation.id, (track) => withLock(track, operation.locked), 'track'),
      };
    case 'set-keyframe':
      return { ...plan, video: edited(plan, operation.id, (track) => withKeyframe(track, operation.keyframe)) };
    case 'remove-keyframe':
      return { ...plan, video: edited(plan, operation.id, (track) => withoutKeyframe(track, operation.frame)) };
    case 'add-audio':
      return { ...plan, audio: added(plan.audio, operation.interval, 'audio interval') };
    case 'replace-audio':
      return {
        ...plan,
        audio: replaced(plan.audio, operation.interval.id, () => operation.interval, 'audio interval'),
      };
    case 'remove-audio':
      return { ...plan, audio: removed(plan.audio, operation.id, 'audio interval') };
  }
}

interface Named {
  readonly id?: string;
}

function added<T extends Named>(items: readonly T[], item: T, what: string): T[] {
  if (items.some((one) => one.id === item.id))
    throw new OperationRefused(`There is a ${what} ${item.id ?? ''} already.`);
  return [...items, item];
}

function replaced<T extends Named>(items: readonly T[], id: string, change: (item: T) => T, what: string): T[] {
  if (!items.some((one) => one.id === id)) throw new OperationRefused(`There is no ${what} ${id}.`);
  return items.map((one) => (one.id === id ? change(one) : one));
}

function removed<T extends Named>(items: readonly T[], id: string, what: string): T[] {
  if (!items.some((one) => one.id === id)) throw new OperationRefused(`There is no ${what} ${id}.`);
  return items.filter((one) => one.id !== id);
}

/** The masks with one of them changed, unless it is locked. */
function edited({ video }: RedactionPlan, id: string, change: (track: VideoTrack) => VideoTrack): VideoTrack[] {
  const unlessLocked = (track: VideoTrack): VideoTrack => {
    if (track.locked) throw new OperationRefused(`${titleOf(track)} is locked: unlock it first.`);
    return change(track);
  };
  return replaced(video, id, unlessLocked, 'track');
}

const withLock = (track: VideoTrack, locked: boolean): VideoTrack =>
  locked ? { ...track, locked } : unmarked(track, 'locked');

function withKeyframe(track: VideoTrack, keyframe: BoxKeyframe | PolygonKeyframe): VideoTrack {
  if (track.shape === 'frame') throw new OperationRefused('A track that hides the whole frame has no keyframes.');
  const others = keyframesOf(track).filter((one) => one.frame !== keyframe.frame);
  return { ...track, keyframes: [...others, keyframe].sort((a, b) => a.frame - b.frame) } as VideoTrack; // parsePlan holds shape and keyframes together
}

function withoutKeyframe(track: VideoTrack, frame: number): VideoTrack {
  if (track.shape === 'frame') throw new OperationRefused('A track that hides the whole frame has no keyframes.');
  const keyframes = keyframesOf(track).filter((one) => one.frame !== frame);
  if (keyframes.length === track.keyframes.length)
    throw new OperationRefused(`Track ${track.id} has no keyframe at frame ${frame}.`);
  return { ...track, keyframes } as VideoTrack;
}

const keyframesOf = (track: Exclude<VideoTrack, { shape: 'frame' }>): readonly (BoxKeyframe | PolygonKeyframe)[] =>
  track.keyframes;
