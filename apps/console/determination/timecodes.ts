import { clockTime } from '../ui/times';

const TIMECODE = /\[(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(\.\d{1,3})?\]/g;

/** A moment of the film as it stands in a text: `[0:01:23.4]`. */
export const timecodeOf = (seconds: number): string => {
  const tenths = Math.round(seconds * 10);
  return `[${clockTime(Math.floor(tenths / 10))}.${tenths % 10}]`;
};

export interface Piece {
  readonly text: string;
  /** Seconds, where the piece names a moment. */
  readonly at: number | null;
}

/** A text in pieces: moments that it names, and what stands between them. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(TIMECODE)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), at: null });
    const [whole, hours = '0', minutes = '0', seconds = '0', rest = ''] = match;
    pieces.push({ text: whole, at: Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}${rest}`) });
    end = match.index + whole.length;
  }
  return end < text.length ? [...pieces, { text: text.slice(end), at: null }] : pieces;
}
