import { type FieldFault, isFilled } from '@app/kernel';
import type { AudioInterval, Basis, BoxKeyframe, Padding, PolygonKeyframe, RedactionPlan, VideoTrack } from './plan';

export type ParsedPlan =
  { readonly ok: true; readonly plan: RedactionPlan } | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** What of the clip a plan is held against, as far as it is known. */
export interface ClipExtent {
  readonly frames?: number;
  /** Seconds. */
  readonly duration?: number;
  /** Presentation time of each frame, in ticks. */
  readonly pts?: readonly number[];
}

/** No clip needs more; what has more is a mistake or an attack. */
const MOST_TRACKS = 5_000;
const MOST_KEYFRAMES = 200_000;
const MOST_POINTS = 200;

/**
 * Reads a plan from JSON. Nothing is guessed or clamped: every fault is named with its place and what would be right.
 */
export function parsePlan(json: unknown, clip: ClipExtent = {}): ParsedPlan {
  const check = new Check(clip);
  const plan = check.plan(json);
  return check.faults.length > 0 ? { ok: false, faults: check.faults } : { ok: true, plan };
}

type Json = Readonly<Record<string, unknown>>;

class Check {
  readonly faults: FieldFault[] = [];

  constructor(private readonly clip: ClipExtent) {}

  plan(json: unknown): RedactionPlan {
    const plan = this.object('', json, ['version', 'video', 'audio']);
    if (plan['version'] !== 1) this.fault('version', 'is 1');
    const video = this.list('video', plan['video'] ?? [], MOST_TRACKS);
    const audio = this.list('audio', plan['audio'] ?? [], MOST_TRACKS);
    const tracks = video.map((item, i) => this.track(`video[${i}]`, item));
    const ids = tracks.map((track) => track.id);
    ids.forEach((id, i) => {
      if (ids.indexOf(id) !== i) this.fault(`video[${i}].id`, 'is used by one track only');
    });
    return { version: 1, video: tracks, audio: audio.map((item, i) => this.interval(`audio[${i}]`, item)) };
  }

  private track(at: string, json: unknown): VideoTrack {
    const known = ['id', 'label', 'locked', 'shape', 'from', 'to', 'keyframes', 'padding', 'subject', 'basis', 'authorisedBy']; // prettier-ignore
    const item = this.object(at, json, known);
    const { shape } = item;
    if (!isShape(shape)) this.fault(`${at}.shape`, 'is rectangle, ellipse, polygon or frame');
    const common = {
      id: this.text(`${at}.id`, item['id'], 100),
      ...(item['label'] !== undefined && { label: this.text(`${at}.label`, item['label'], 60) }),
      ...this.locked(`${at}.locked`, item['locked']),
      ...this.frames(at, item),
      ...this.grounds(at, item),
      ...(item['padding'] !== undefined && { padding: this.padding(`${at}.padding`, item['padding']) }),
    };
    if (shape === 'frame') {
      if (item['keyframes'] !== undefined) this.fault(`${at}.keyframes`, 'are not used when the whole frame is hidden');
      return { ...common, shape };
    }
    const keyframes = this.list(`${at}.keyframes`, item['keyframes'], MOST_KEYFRAMES);
    if (keyframes.length === 0) this.fault(`${at}.keyframes`, 'hold at least one position');
    const read = keyframes.map((key, i) => this.keyframe(`${at}.keyframes[${i}]`, key, shape === 'polygon'));
    read.slice(1).forEach((key, i) => this.follows(`${at}.keyframes[${i + 1}]`, read[i] ?? key, key));
    return { ...common, shape, keyframes: read } as VideoTrack;
  }

  private locked(at: string, value: unknown): { locked?: true } {
    if (value !== undefined && value !== true) this.fault(at, 'is true, or left out');
    return value === true ? { locked: true } : {};
  }

  private follows(at: string, before: BoxKeyframe | PolygonKeyframe, key: BoxKeyframe | PolygonKeyframe): void {
    if (key.frame <= before.frame) this.fault(`${at}.frame`, 'is later than the keyframe before it');
    if ('points' in before && 'points' in key && before.points.length !== key.points.length)
      this.fault(`${at}.points`, `are ${before.points.length}, as in the keyframe before it`);
  }

  private frames(at: string, item: Json): { from: number; to: number } {
    const from = this.frame(`${at}.from`, item['from']);
    const to = this.frame(`${at}.to`, item['to']);
    if (to <= from) this.fault(`${at}.to`, `is later than from (${from})`);
    const { frames } = this.clip;
    if (frames !== undefined && to > frames)
      this.fault(`${at}.to`, `is at most ${frames}: the clip has ${frames} frames`);
    return { from, to };
  }

  private keyframe(at: string, json: unknown, polygon: boolean): BoxKeyframe | PolygonKeyframe {
    const item = this.object(at, json, ['frame', 'pts', ...(polygon ? ['points'] : ['x', 'y', 'w', 'h'])]);
    const frame = this.frame(`${at}.frame`, item['frame']);
    const pts = item['pts'] === undefined ? {} : { pts: this.pts(`${at}.pts`, item['pts'], frame) };
    if (polygon) {
      const points = this.list(`${at}.points`, item['points'], MOST_POINTS);
      if (points.length < 3) this.fault(`${at}.points`, 'are at least three');
      return { frame, ...pts, points: points.map((point, i) => this.point(`${at}.points[${i}]`, point)) };
    }
    const [x, y] = [this.fraction(`${at}.x`, item['x']), this.fraction(`${at}.y`, item['y'])];
    const [w, h] = [this.extent(`${at}.w`, item['w']), this.extent(`${at}.h`, item['h'])];
    const outside = (at: number, size: number): boolean => size > 0 && (at + size <= 0 || at >= 1);
    if (outside(x, w) || outside(y, h)) this.fault(at, 'lies at least partly inside the picture (0 to 1)');
    return { frame, ...pts, x, y, w, h };
  }

  private point(at: string, json: unknown): [number, number] {
    const [x, y, ...rest] = Array.isArray(json) ? (json as unknown[]) : [];
    if (rest.length > 0) this.fault(at, 'is a pair [x, y]');
    return [this.fraction(`${at}[0]`, x), this.fraction(`${at}[1]`, y)];
  }

  private interval(at: string, json: unknown): AudioInterval {
    const item = this.object(at, json, ['id', 'from', 'to', 'effect', 'subject', 'basis', 'authorisedBy']);
    const from = this.number(`${at}.from`, item['from'], 0, Number.MAX_SAFE_INTEGER, 'is a time in seconds, 0 or more');
    const to = this.number(`${at}.to`, item['to'], 0, Number.MAX_SAFE_INTEGER, 'is a time in seconds, 0 or more');
    if (to <= from) this.fault(`${at}.to`, `is later than from (${from})`);
    const { duration } = this.clip;
    if (duration !== undefined && from >= duration)
      this.fault(`${at}.from`, `lies before the clip's end (${duration} s)`);
    const { effect } = item;
    if (effect !== 'silence' && effect !== 'tone') this.fault(`${at}.effect`, 'is silence or tone');
    const id = item['id'] === undefined ? {} : { id: this.text(`${at}.id`, item['id'], 100) };
    return { ...id, from, to, effect: effect === 'tone' ? 'tone' : 'silence', ...this.grounds(at, item) };
  }

  private grounds(at: string, item: Json): { subject: string; basis: Basis; authorisedBy?: string } {
    const by = item['authorisedBy'];
    return {
      subject: this.text(`${at}.subject`, item['subject'], 200),
      basis: this.basis(`${at}.basis`, item['basis']),
      ...(by !== undefined && { authorisedBy: this.text(`${at}.authorisedBy`, by, 200) }),
    };
  }

  private basis(at: string, json: unknown): Basis {
    const item = this.object(at, json, ['type', 'letter', 'statute', 'why']);
    const why = this.text(`${at}.why`, item['why'], 2000);
    if (item['type'] === 'policy') return { type: 'policy', why };
    if (item['type'] !== 'statutory') this.fault(`${at}.type`, 'is statutory or policy');
    const letter = this.text(`${at}.letter`, item['letter'], 10);
    return { type: 'statutory', letter, statute: this.text(`${at}.statute`, item['statute'], 300), why };
  }

  private padding(at: string, json: unknown): Padding {
    const item = this.object(at, json, ['space', 'frames']);
    return {
      space: this.number(`${at}.space`, item['space'], 0, 1, 'is a fraction of the region, 0 to 1'),
      frames: this.whole(`${at}.frames`, item['frames'], 'is a number of frames, 0 or more', 10_000),
    };
  }

  private pts(at: string, value: unknown, frame: number): number {
    const pts = typeof value === 'number' && Number.isSafeInteger(value) ? value : NaN;
    if (Number.isNaN(pts)) this.fault(at, 'is a presentation time in ticks');
    const known = this.clip.pts?.[frame];
    if (this.clip.pts && known !== pts) {
      this.fault(at, `is ${known ?? 'absent'}: that is the presentation time of frame ${frame} in this clip`);
    }
    return pts;
  }

  private frame(at: string, value: unknown): number {
    return this.whole(at, value, 'is a frame number, 0 or more', Number.MAX_SAFE_INTEGER);
  }

  private whole(at: string, value: unknown, says: string, most: number): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most) return value;
    this.fault(at, says);
    return 0;
  }

  private fraction(at: string, value: unknown): number {
    return this.number(at, value, -1, 2, 'is a fraction of the picture, 0 to 1');
  }

  private extent(at: string, value: unknown): number {
    const says = 'is a fraction of the picture, more than 0 and at most 2';
    const extent = this.number(at, value, 0, 2, says);
    if (extent === 0) this.fault(at, says);
    return extent;
  }

  private number(at: string, value: unknown, least: number, most: number, says: string): number {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    this.fault(at, says);
    return 0;
  }

  private text(at: string, value: unknown, most: number): string {
    if (typeof value === 'string' && isFilled(value) && value.length <= most) return value;
    this.fault(at, `is a text of 1 to ${most} characters`);
    return '';
  }

  private list(at: string, value: unknown, most: number): readonly unknown[] {
    if (Array.isArray(value) && value.length <= most) return value as unknown[];
    this.fault(at, Array.isArray(value) ? `has at most ${most} items` : 'is a list');
    return [];
  }

  private object(at: string, value: unknown, known: readonly string[]): Json {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fault(at || 'plan', 'is an object');
      return {};
    }
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) this.fault(`${at ? `${at}.` : ''}${named(key)}`, 'is not part of a plan');
    }
    return value as Json;
  }

  private fault(field: string, says: string): void {
    if (this.faults.length < 50 && !this.faults.some((f) => f.field === field)) this.faults.push({ field, says });
  }
}

/** A key as people may read it: one that is no plain word is quoted, so that it cannot pass for something else. */
const named = (key: string): string => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key.slice(0, 100)));

const isShape = (value: unknown): value is VideoTrack['shape'] =>
  ['rectangle', 'ellipse', 'polygon', 'frame'].includes(value as string);
