import { catalogueRow } from './catalogue';
import type { Cue } from './captions';
import type { AudioInterval } from './plan';

/** One spoken word. Its times are an estimate: captions time whole cues, and letters take about as long as letters. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The words of a cue, spread over its time by their length. */
export function wordsOf({ from, to, text }: Cue): Word[] {
  const found = [...text.matchAll(/\S+/g)];
  const share = (to - from) / Math.max(text.length, 1);
  return found.map(({ 0: word, index }) => ({
    text: word,
    from: from + index * share,
    to: from + (index + word.length) * share,
  }));
}

/** An estimate may be off by about a word: so much is muted before and after what was chosen, in seconds. */
const WORD_MARGIN = 0.3;

/** What is silent when these words are: one interval for words that follow one another, with the margin. */
export function spansOf(words: readonly Word[]): { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of [...words].sort((a, b) => a.from - b.from)) {
    const [start, end] = [Math.max(from - WORD_MARGIN, 0), to + WORD_MARGIN];
    const last = spans.at(-1);
    if (last && start <= last.to) last.to = Math.max(last.to, end);
    else spans.push({ from: start, to: end });
  }
  return spans;
}

/** A word as it is compared: without case, accents or the signs around it. */
export const bare = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}']/gu, '')
    .replace(/'s?$/, '')
    .toLowerCase();

export interface Mention {
  readonly cue: Cue;
  readonly words: readonly Word[];
}

/** Every place where a word, or several in a row, is said. */
export function mentionsOf(cues: readonly Cue[], phrase: string): Mention[] {
  const wanted = phrase.split(/\s+/).map(bare).filter((word) => word !== ''); // prettier-ignore
  if (wanted.length === 0) return [];
  return cues.flatMap((cue) => {
    const words = wordsOf(cue);
    return words.flatMap((_, i) =>
      wanted.every((word, k) => bare(words[i + k]?.text ?? '') === word)
        ? [{ cue, words: words.slice(i, i + wanted.length) }]
        : [],
    );
  });
}

/**
 * Captions with what is muted taken out: each cue that overlaps a mute is cut at its edges, the muted part says why in
 * the public’s words, and a word that could be within a margin of it goes with it. A person reads it through.
 */
export function redactCues(cues: readonly Cue[], audio: readonly AudioInterval[]): Cue[] {
  return cues.flatMap((cue) => {
    const muted = audio.filter(({ from, to }) => from < cue.to && cue.from < to).sort((a, b) => a.from - b.from);
    return muted.length === 0 ? [cue] : cut(cue, muted);
  });
}

/** WebVTT counts milliseconds. */
const SHORTEST = 0.001;

function cut(cue: Cue, muted: readonly AudioInterval[]): Cue[] {
  const words = wordsOf(cue).filter(({ from, to }) =>
    muted.every((mute) => to + WORD_MARGIN <= mute.from || from - WORD_MARGIN >= mute.to),
  );
  const pieces: Cue[] = [];
  const say = (from: number, to: number): void => {
    const text = words.filter((word) => word.from >= from && word.to <= to).map((word) => word.text).join(' '); // prettier-ignore
    if (to - from >= SHORTEST && text !== '') pieces.push({ ...cue, from, to, text });
  };
  let begun = cue.from;
  for (const mute of muted) {
    say(begun, Math.min(mute.from, cue.to));
    const [from, to] = [Math.max(mute.from, begun), Math.min(mute.to, cue.to)];
    if (to - from >= SHORTEST) pieces.push({ from, to, speaker: null, text: `[redacted – ${categoryOf(mute)}]` });
    begun = Math.max(begun, mute.to);
  }
  say(begun, cue.to);
  return pieces;
}

const categoryOf = ({ subject }: AudioInterval): string => catalogueRow(subject)?.publicCategory ?? 'privacy';
