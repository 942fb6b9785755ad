import type { FieldFault } from '@app/kernel';
import { CATALOGUE } from './catalogue';
import { type AudioInterval, nameOf } from './plan';

/** One caption: what is said or heard from `from` to `to`, in seconds. */
export interface Cue {
  readonly from: number;
  readonly to: number;
  /** Role of the speaker, never a name; null when nobody speaks. */
  readonly speaker: string | null;
  readonly text: string;
}

export type ParsedCaptions =
  { readonly ok: true; readonly cues: readonly Cue[] } | { readonly ok: false; readonly faults: readonly FieldFault[] };

const TIMING = /^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}) --> ((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t].*)?$/;
const VOICE = /^<v(?:\.[^ >]*)? ([^>]+)>(.*?)(?:<\/v>)?$/s;
/** Why words are missing, as the public may read it: "privacy", or a category of the catalogue. */
const REASONS = ['privacy', ...new Set(Object.values(CATALOGUE).map((row) => row.publicCategory))];
/** What may stand where words were muted. Any other reason could be the words themselves. */
export const REDACTED_CUE = new RegExp(`^\\[redacted(?: [–-] (?:${REASONS.join('|')}))?\\]$`, 'i');

/**
 * Reads WebVTT (W3C) as Daylight publishes it: cues with times and text, one speaker each by `<v>`. Styles, regions,
 * notes and every other tag are refused, because they could carry what the words must not.
 */
export function parseCaptions(vtt: string): ParsedCaptions {
  const faults: FieldFault[] = [];
  const blocks = vtt
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  const header = blocks.shift() ?? '';
  if (header.trim() !== 'WEBVTT')
    faults.push({ field: 'line 1', says: 'is WEBVTT and nothing else, followed by an empty line' });
  const cues: Cue[] = [];
  blocks.forEach((block, i) => {
    if (block.trim() === '') return;
    const cue = readCue(block.trim(), `cue ${i + 1}`, faults);
    if (cue) cues.push(cue);
  });
  cues.forEach((cue, i) => {
    if (cue.to <= cue.from) faults.push({ field: `cue ${i + 1}`, says: 'ends later than it begins' });
    if (i > 0 && cue.from < (cues[i - 1]?.from ?? 0))
      faults.push({ field: `cue ${i + 1}`, says: 'begins no earlier than the cue before it' });
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, cues };
}

function readCue(block: string, name: string, faults: FieldFault[]): Cue | null {
  const lines = block.split('\n');
  const at = TIMING.test(lines[0] ?? '') ? 0 : 1; // a cue may have an identifier on a line of its own
  const timing = TIMING.exec(lines[at] ?? '');
  const body = lines
    .slice(at + 1)
    .join('\n')
    .trim();
  if (!timing || body === '') {
    faults.push({ field: name, says: 'is a line of times such as 00:01.000 --> 00:02.500, and then its text' });
    return null;
  }
  const voice = VOICE.exec(body);
  const text = (voice?.[2] ?? body).trim();
  if (/[<>]|-->/.test(text)) {
    faults.push({ field: name, says: 'holds text only, with at most one <v Speaker> in front' });
    return null;
  }
  return {
    from: seconds(timing[1] ?? ''),
    to: seconds(timing[2] ?? ''),
    speaker: voice?.[1]?.trim() ?? null,
    text: decode(text),
  };
}

const seconds = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&nbsp;', '\u00a0').replaceAll('&amp;', '&');

const encode = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\u00a0', '&nbsp;');

/**
 * Captions as they are published: times, speaker and words of each cue, and nothing else of what the editor sent. Names
 * of cues, their settings and the classes of voices are shown to nobody and read by anybody who opens the file.
 */
export function writeCaptions(cues: readonly Cue[]): string {
  const time = (at: number): string => {
    const ms = Math.round(at * 1000);
    const part = (value: number, digits: number): string => String(Math.floor(value)).padStart(digits, '0');
    return `${part(ms / 3_600_000, 2)}:${part((ms / 60_000) % 60, 2)}:${part((ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
  };
  const blocks = cues.map(
    ({ from, to, speaker, text }) =>
      `${time(from)} --> ${time(to)}\n${speaker === null ? '' : `<v ${speaker}>`}${encode(text)}`,
  );
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`;
}

/**
 * Cues that would give back the words of muted sound: they overlap a muted interval and say more than "[redacted …]",
 * or name a speaker whom no other cue names.
 */
export function captionLeaks(cues: readonly Cue[], audio: readonly AudioInterval[]): FieldFault[] {
  const mutedBy = (cue: Cue): AudioInterval | undefined =>
    audio.find((interval) => cue.from < interval.to && interval.from < cue.to);
  const speakers = new Set(cues.filter((cue) => !mutedBy(cue)).map((cue) => cue.speaker));
  return cues.flatMap((cue, i) => {
    const muted = mutedBy(cue);
    if (!muted) return [];
    const where = `it overlaps the muted interval ${nameOf(muted, audio.indexOf(muted))}`;
    const field = `cue ${i + 1}`;
    if (!REDACTED_CUE.test(cue.text))
      return [{ field, says: `${ONLY_REDACTED}: ${where}. Split the cue at the interval’s edges` }];
    if (cue.speaker === null || speakers.has(cue.speaker)) return [];
    return [{ field, says: `names no speaker who speaks nowhere else: ${where}` }];
  });
}

const ONLY_REDACTED =
  'says [redacted] or [redacted – privacy] only, or a category of the catalogue in place of privacy';
