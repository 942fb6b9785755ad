import { boxAt } from './cover';
import { type Operation, OperationRefused } from './operations';
import type { BoxKeyframe, BoxTrack, Padding, RedactionPlan, VideoTrack } from './plan';
import { type FrameRange, toLookAt, type TrackSuggestion } from './track-suggestion';

/**
 * What became of asking for a mask to be tracked: from the worker's result to the plan. A suggestion hides nothing
 * before a person accepts it, and where the target was lost it stays an open question until a person has answered it.
 */

export const SUGGESTION_STATES = ['asked', 'ready', 'accepted', 'rejected', 'cancelled', 'failed'] as const;
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

/** What tracking found, as it is kept. Ranges are half-open. */
export interface TrackingResult {
  readonly keyframes: readonly BoxKeyframe[];
  readonly padding: Padding;
  /** Where the target was in sight of the tracker; all the rest it had lost. */
  readonly followed: FrameRange;
  readonly lost: readonly FrameRange[];
  /** Where nobody may accept it without having looked, the lost frames among them. */
  readonly toLookAt: readonly FrameRange[];
  readonly method: string;
  /** Of the frames that were followed, 0 to 1. */
  readonly confidence: { readonly least: number; readonly mean: number };
}

export interface SuggestedTrack extends Pick<BoxTrack, 'shape' | 'subject' | 'basis'> {
  readonly id: string;
  /** The mask that it continues, or that it would be. */
  readonly track: string;
  readonly state: SuggestionState;
  readonly from: number;
  readonly to: number;
  readonly result: TrackingResult | null;
}

/** What is kept of a suggestion: the boxes of every frame are not. */
export function resultOf(suggestion: TrackSuggestion, method: string): TrackingResult {
  const { from, to, frames, keyframes, padding, lostFrom, lostUntil } = suggestion;
  const followed = { from: lostUntil === null ? from : lostUntil + 1, to: lostFrom ?? to };
  const lost = [
    { from, to: followed.from },
    { from: followed.to, to },
  ].filter((range) => range.to > range.from);
  const sure = frames.filter(({ frame }) => isIn(followed, frame)).map(({ confidence }) => confidence);
  const mean = sure.reduce((sum, one) => sum + one, 0) / sure.length;
  const confidence = { least: rounded(Math.min(...sure)), mean: rounded(mean) };
  return { keyframes, padding, followed, lost, toLookAt: toLookAt(suggestion), method, confidence };
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000;

interface Taken {
  /** The frames that are taken; all of them when nothing is said. */
  readonly span?: FrameRange;
  /** The presentation time of a frame, in ticks. */
  readonly pts: (frame: number) => number;
}

/**
 * The one edit that takes a suggestion into the plan. Within the span the suggested keyframes stand in place of those
 * that the mask has; outside, the mask keeps its own.
 */
export function acceptance(plan: RedactionPlan, suggestion: SuggestedTrack, { span, pts }: Taken): Operation {
  const { id, track, shape, subject, basis, from, to, result } = suggestion;
  if (!result) throw new OperationRefused('There is nothing to accept: it is not finished.');
  const { keyframes, padding } = result;
  const all: BoxTrack = { id: track, shape, from, to, padding, subject, basis, keyframes };
  const part = timed(span ? within(all, span) : all, pts);
  const known = plan.video.find((one) => one.id === track);
  if (!known) return { op: 'add-track', track: part, suggestion: id };
  if (!isBoxTrack(known))
    throw new OperationRefused(`Mask ${track} is no box any more: what was tracked cannot be put into it.`);
  return { op: 'replace-track', track: spliced(known, part), suggestion: id };
}

const isBoxTrack = (track: VideoTrack): track is BoxTrack => track.shape === 'rectangle' || track.shape === 'ellipse';

const isIn = ({ from, to }: FrameRange, frame: number): boolean => frame >= from && frame < to;

/** The part of a track that lies in a span, with keyframes at both its ends. */
function within(track: BoxTrack, { from, to }: FrameRange): BoxTrack {
  if (from < track.from || to > track.to || to <= from)
    throw new OperationRefused(`Only frames ${track.from} to ${track.to - 1} are suggested.`);
  const inside = track.keyframes.filter(({ frame }) => isIn({ from, to }, frame));
  const ends = new Set([from, to - 1].filter((frame) => !inside.some((one) => one.frame === frame)));
  const added = [...ends].flatMap((frame) => {
    const box = boxAt(track, frame);
    return box ? [{ frame, ...box }] : [];
  });
  return { ...track, from, to, keyframes: byFrame([...inside, ...added]) };
}

const timed = (track: BoxTrack, pts: (frame: number) => number): BoxTrack => ({
  ...track,
  keyframes: track.keyframes.map((one) => ({ ...one, pts: pts(one.frame) })),
});

function spliced(track: BoxTrack, part: BoxTrack): BoxTrack {
  const kept = track.keyframes.filter(({ frame }) => !isIn(part, frame));
  return {
    ...track,
    from: Math.min(track.from, part.from),
    to: Math.max(track.to, part.to),
    keyframes: byFrame([...kept, ...part.keyframes]),
    padding: wider(track.padding, part.padding),
  };
}

const byFrame = (keyframes: readonly BoxKeyframe[]): BoxKeyframe[] => [...keyframes].sort((a, b) => a.frame - b.frame);

/** The suggested keyframes hide the target together with the padding that they were made for, not with less. */
const wider = (one: Padding | undefined, other: Padding | undefined): Padding => ({
  space: Math.max(one?.space ?? 0, other?.space ?? 0),
  frames: Math.max(one?.frames ?? 0, other?.frames ?? 0),
});

/** Frames on which tracking had lost what a mask hides, and no person has said since where it is. */
export interface LostSpan extends FrameRange {
  readonly suggestion: string;
  readonly track: string;
  readonly says: string;
}

/**
 * Where somebody still has to look. Answered is a lost span whose suggestion was rejected; and, when it was accepted,
 * one in which no keyframe of the tracker's stands any more and one of a person's does, in which the mask has ended,
 * or in which the whole picture is hidden.
 */
export function unresolved(plan: RedactionPlan, suggestions: readonly SuggestedTrack[]): LostSpan[] {
  return suggestions.flatMap((one) =>
    (one.result?.lost ?? []).flatMap((lost) => {
      const open = one.state === 'ready' ? lost : one.state === 'accepted' ? standing(plan, one, lost) : null;
      const says =
        one.state === 'ready'
          ? 'The target was lost here. Accept or reject what is suggested.'
          : 'The target was lost here: the mask is a guess. Place it, or end the mask before.';
      return open ? [{ ...open, suggestion: one.id, track: one.track, says }] : [];
    }),
  );
}

/** Of a lost span, what is still the tracker's guess; null when nothing is. */
function standing(plan: RedactionPlan, suggestion: SuggestedTrack, lost: FrameRange): FrameRange | null {
  const track = plan.video.find(({ id }) => id === suggestion.track);
  if (!track || !isBoxTrack(track)) return null;
  const span = { from: Math.max(lost.from, track.from), to: Math.min(lost.to, track.to) };
  if (span.to <= span.from || hidesEverything(plan, span)) return null;
  const here = track.keyframes.filter(({ frame }) => isIn(span, frame));
  const guesses = here.filter((one) => suggestion.result?.keyframes.some((guess) => isSame(one, guess)));
  const [first, last] = [guesses[0], guesses.at(-1)];
  if (first && last) return { from: first.frame, to: last.frame + 1 };
  return here.length === 0 ? span : null;
}

/**
 * The frames round this one on which the mask's target had been lost when it was last tracked: what to track again once a
 * person has said where the target is here. Other places that a person gave are kept. Null where it was not lost.
 */
export function lostAround(track: BoxTrack, suggestions: readonly SuggestedTrack[], frame: number): FrameRange | null {
  const last = suggestions.findLast((one) => one.state === 'accepted' && one.track === track.id && isIn(one, frame));
  const lost = last?.result?.lost.find((range) => isIn(range, frame));
  if (!last || !lost || !isIn(track, frame)) return null;
  const byHand = track.keyframes.filter((one) => !last.result?.keyframes.some((guess) => isSame(one, guess)));
  const before = byHand.findLast((one) => one.frame < frame)?.frame ?? -1;
  const after = byHand.find((one) => one.frame > frame)?.frame ?? Infinity;
  return { from: Math.max(lost.from, track.from, before + 1), to: Math.min(lost.to, track.to, after) };
}

const hidesEverything = ({ video }: RedactionPlan, { from, to }: FrameRange): boolean =>
  video.some((track) => track.shape === 'frame' && track.from <= from && track.to >= to);

const isSame = (a: BoxKeyframe, b: BoxKeyframe): boolean =>
  a.frame === b.frame && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
