import parse from 'range-parser';
import type { ByteRange } from './bucket';

/** What a Range header asks of a representation of `size` bytes (RFC 9110 § 14). */
export type RangeAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  | { readonly kind: 'unsatisfiable' };

/** Several ranges at once are answered with the whole, which RFC 9110 allows: no client of video needs them. */
export function answerRange(header: string | undefined, size: number): RangeAnswer {
  if (header === undefined || header.length > 200) return { kind: 'whole' };
  const ranges = parse(size, header);
  if (ranges === -2 || size === 0) return { kind: 'whole' };
  if (ranges === -1) return { kind: 'unsatisfiable' };
  const [only, ...more] = ranges;
  if (ranges.type !== 'bytes' || !only || more.length > 0) return { kind: 'whole' };
  return { kind: 'part', range: { start: only.start, end: only.end } };
}
