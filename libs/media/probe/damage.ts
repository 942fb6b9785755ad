import { usualStep } from './frame-listing';

/** A stretch of an accepted recording that is not as it was recorded, as far as a decoder can tell. */
export interface Damage {
  readonly part: 'picture' | 'sound';
  /** `missing`: listed, but nothing comes out of the decoder; `faulty`: comes out, altered; `ends-early`: announced, not in the file. */
  readonly kind: 'missing' | 'faulty' | 'ends-early';
  /**
   * Numbers of frames in the frame index, half-open. Frames that are missing have no number: `from` and `to` are then
   * both that of the frame before which they are missing.
   */
  readonly from: number;
  readonly to: number;
  /** Seconds from the clip's zero, half-open. */
  readonly start: number;
  readonly end: number;
  readonly says: string;
}

/** Coded pictures in decoding order, as the container lists them. */
export interface CodedOrder {
  readonly pts: readonly number[];
  /** Whether decoding can begin there. */
  readonly key: readonly boolean[];
  /** Whether an edit list hides it. */
  readonly hidden: readonly boolean[];
}

/** What two decodes and the container's own claims told of a recording. */
export interface DamageFacts {
  readonly order: CodedOrder;
  /** Times of the frames that came out of the decoder, ascending: the frame index. */
  readonly frames: readonly number[];
  readonly secondsAt: (ticks: number) => number;
  /** Seconds at which the last frame ends. */
  readonly end: number;
  /** Seconds at which the file says that it ends; 0 where it does not. */
  readonly claimedEnd: number;
  /** Numbers of the coded pictures over which the decoder complained, in decoding order. */
  readonly faulty: readonly number[];
  /** Stretches of sound over which it complained, in seconds. */
  readonly faultySound: readonly (readonly [start: number, end: number])[];
  /** Whether the container keeps a table of its pictures: without one, a picture that is lost is not listed either. */
  readonly tabled: boolean;
  /** Frames and seconds that the file announces and does not hold. */
  readonly short: { readonly frames: number; readonly end: number } | null;
}

/** Every span of damage, in the order of the clip. */
export function damageOf(facts: DamageFacts): Damage[] {
  const touched = new Set(altered(facts));
  const lost = missing(facts);
  const short = endsEarly(facts);
  const amiss = lost.length + touched.size + facts.faultySound.length + short.length > 0;
  // Where nothing is amiss, a long step is how the camera recorded.
  const gone = amiss && !facts.tabled ? gaps(facts, touched, lost) : [];
  for (const { start } of gone) for (const frame of altered(facts, groupAt(facts, start))) touched.add(frame);
  const spans = [...lost, ...gone, ...faulty(facts, touched), ...sound(facts), ...short];
  return spans.sort((a, b) => a.start - b.start || a.from - b.from);
}

const frames = (count: number): string => (count === 1 ? 'one frame' : `${count} frames`);
const at = (seconds: number): string => `${seconds.toFixed(3)} s`;

/** Pictures that the container lists and that never came out. */
function missing({ order, frames: shown, secondsAt, end }: DamageFacts): Damage[] {
  const unseen = new Set(shown);
  // Of two pictures with the same time only one can be shown.
  const lost = order.pts.filter((time, i) => !(order.hidden[i] ?? false) && !unseen.delete(time)).sort((a, b) => a - b);
  const places = new Map<number, number[]>();
  for (const time of lost) {
    const before = countBelow(shown, time);
    places.set(before, [...(places.get(before) ?? []), time]);
  }
  return [...places].map(([from, times]): Damage => {
    const start = secondsAt(times[0] ?? 0);
    const until = from < shown.length ? secondsAt(shown[from] ?? 0) : Math.max(end, secondsAt(times.at(-1) ?? 0));
    const where = from < shown.length ? `before frame ${from}` : 'after the last frame';
    const says = `${frames(times.length)} at ${at(start)}, ${where}, cannot be decoded: ${times.length === 1 ? 'it is' : 'they are'} missing.`;
    return { part: 'picture', kind: 'missing', from, to: from, start, end: until, says: capital(says) };
  });
}

/**
 * A fault is carried on by every picture that is decoded after it, up to the next one at which decoding can begin, and
 * by those after that one in the file which are shown before it (an open group of pictures).
 */
function reachOf({ pts, key }: CodedOrder, fault: number, next: number): number[] {
  const times = pts.slice(fault, next);
  const opening = pts[next] ?? -Infinity;
  for (let i = next + 1; i < pts.length && !(key[i] ?? false); i++) {
    if ((pts[i] ?? 0) < opening) times.push(pts[i] ?? 0);
  }
  return times;
}

/** Frames that a fault reached. A picture that never came out is a fault for those that were made from it. */
function altered({ order, frames: shown, faulty: faults }: DamageFacts, more: readonly number[] = []): number[] {
  const numbers = new Map(shown.map((time, frame) => [time, frame]));
  const lost = order.pts.flatMap((time, i) => ((order.hidden[i] ?? false) || numbers.has(time) ? [] : [i]));
  const found = new Set<number>();
  let reached = -1;
  for (const fault of [...new Set([...faults, ...lost, ...more])].sort((a, b) => a - b)) {
    if (fault <= reached) continue; // within what an earlier fault has touched already
    const next = nextKey(order, fault);
    reached = next - 1;
    for (const time of reachOf(order, fault, next)) {
      const frame = numbers.get(time);
      if (frame !== undefined) found.add(frame);
    }
  }
  return [...found];
}

function faulty({ frames: shown, secondsAt, end }: DamageFacts, found: ReadonlySet<number>): Damage[] {
  return runsOf([...found]).map(([from, to]): Damage => {
    const start = secondsAt(shown[from] ?? 0);
    const until = to < shown.length ? secondsAt(shown[to] ?? 0) : end;
    const which = to - from === 1 ? `Frame ${from}` : `Frames ${from} to ${to - 1}`;
    const says = `${which}, from ${at(start)} to ${at(until)}, ${to - from === 1 ? 'is' : 'are'} faulty: the decoder met damaged data and what it shows may not be what was recorded.`;
    return { part: 'picture', kind: 'faulty', from, to, start, end: until, says };
  });
}

/** More than a frame and a half: one at least is not there. */
const GAP = 1.5;
/** So many of the steps are alike in a recording of a steady rate. */
const STEADY = 0.8;

/** Steps that are too long, in a damaged clip of a steady rate; or of any rate, beside frames that a fault reached. */
function gaps(facts: DamageFacts, found: ReadonlySet<number>, known: readonly Damage[]): Damage[] {
  const { frames: shown, secondsAt } = facts;
  const usual = usualStep(shown);
  const steps = shown.map((time, i) => (i === 0 ? usual : time - (shown[i - 1] ?? 0)));
  const isSteady = steps.filter((step) => Math.abs(step - usual) <= usual * 0.1 + 1).length > shown.length * STEADY;
  const listed = new Set(known.map(({ from }) => from));
  const inside = steps.flatMap((step, i): Damage[] => {
    const counts = step > usual * GAP && !listed.has(i) && (isSteady || found.has(i) || found.has(i - 1));
    return counts ? [unlisted(i, secondsAt((shown[i - 1] ?? 0) + usual), secondsAt(shown[i] ?? 0))] : [];
  });
  const lacks = facts.claimedEnd - facts.end > (secondsAt(usual) - secondsAt(0)) / 2 && !facts.short;
  return lacks ? [...inside, unlisted(shown.length, facts.end, facts.claimedEnd)] : inside;
}

const unlisted = (from: number, start: number, end: number): Damage => {
  const says = `From ${at(start)} to ${at(end)}, before frame ${from}, the file gives no frame: what was recorded there is missing.`;
  return { part: 'picture', kind: 'missing', from, to: from, start, end, says };
};

/** The picture after the one with which the group began that is shown at that time: what is lost there came after it. */
function groupAt({ order: { pts, key }, secondsAt }: DamageFacts, start: number): number[] {
  let beginning = -1;
  pts.forEach((time, i) => {
    if ((key[i] ?? false) && secondsAt(time) <= start) beginning = i;
  });
  return beginning + 1 < pts.length ? [beginning + 1] : [];
}

function nextKey({ key }: CodedOrder, after: number): number {
  let next = after + 1;
  while (next < key.length && !(key[next] ?? false)) next++;
  return next;
}

function sound({ faultySound, frames: shown, secondsAt }: DamageFacts): Damage[] {
  const joined: [number, number][] = [];
  for (const [start, end] of [...faultySound].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start <= last[1] + 0.001) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  const times = joined.length > 0 ? shown.map(secondsAt) : [];
  return joined.map(outwards).map(([start, end]): Damage => {
    const from = Math.max(countBelow(times, start + 1e-6) - 1, 0);
    const to = Math.max(countBelow(times, end), from);
    const says = `The sound from ${at(start)} to ${at(end)} is faulty: the decoder met damaged data.`;
    return { part: 'sound', kind: 'faulty', from, to, start, end, says };
  });
}

/** To whole milliseconds: ffmpeg prints times with seven digits. */
const outwards = ([start, end]: readonly [number, number]): readonly [number, number] => [
  Math.floor(start * 1000) / 1000,
  Math.ceil(end * 1000) / 1000,
];

function endsEarly({ short, frames: shown, end }: DamageFacts): Damage[] {
  if (!short) return [];
  const until = Math.max(short.end, end);
  const lacks = [
    ...(short.frames > 0 ? [frames(short.frames)] : []),
    ...(until - end > 0.001 ? [`${(until - end).toFixed(3)} s`] : []),
  ];
  const says = `The file ends early, at ${at(end)}: ${lacks.length > 0 ? `${lacks.join(' or ')} that it announces ${short.frames === 1 ? 'is' : 'are'} not in it` : 'it announces more bytes than it has'}.`;
  return [{ part: 'picture', kind: 'ends-early', from: shown.length, to: shown.length, start: end, end: until, says }];
}

/** How many of the ascending values lie below. */
function countBelow(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers that follow one another, as half-open runs. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last?.[1] === number) last[1]++;
    else found.push([number, number + 1]);
  }
  return found;
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
