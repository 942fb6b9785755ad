import type { HiddenSpan, ReleaseRecord } from './release-record';
import { csvLine } from './csv';
import { clockTime } from './times';

/** One line of the redaction ledger: a hidden part by its number on the release's page. */
export interface RedactionRow extends HiddenSpan {
  /** From 1, in the order of the record. */
  readonly number: number;
}

/** Everything that is hidden in one version of a release, and why, for programs. */
export interface RedactionLedger {
  readonly schema: 'daylight-redactions-1';
  readonly release: string;
  readonly version: number;
  readonly video: Pick<ReleaseRecord['video'], 'duration' | 'frames'>;
  readonly redactions: readonly RedactionRow[];
  readonly totals: ReleaseRecord['totals'];
}

type Source = Pick<ReleaseRecord, 'release' | 'version' | 'video' | 'hidden' | 'totals'>;

/** The same rows as the record's, field by field, so that neither says more than the other. */
const rowsOf = ({ hidden }: Pick<Source, 'hidden'>): RedactionRow[] =>
  hidden.map(({ from, to, what, category, basis, law, why, style }, i) => ({
    number: i + 1,
    from,
    to,
    what,
    category,
    basis,
    law,
    why,
    style,
  }));

export const redactionLedger = (record: Source): RedactionLedger => ({
  schema: 'daylight-redactions-1',
  release: record.release,
  version: record.version,
  video: { duration: record.video.duration, frames: record.video.frames },
  redactions: rowsOf(record),
  totals: {
    mutedSeconds: record.totals.mutedSeconds,
    framesWithMask: record.totals.framesWithMask,
    shareOfFramesWithMask: record.totals.shareOfFramesWithMask,
  },
});

export const redactionsJson = (record: Source): string => `${JSON.stringify(redactionLedger(record), null, 2)}\n`;

const COLUMNS: readonly (readonly [name: string, value: (row: RedactionRow) => string | number])[] = [
  ['number', ({ number }) => number],
  ['from', ({ from }) => clockTime(from)],
  ['to', ({ to }) => clockTime(to)],
  ['from_seconds', ({ from }) => from],
  ['to_seconds', ({ to }) => to],
  ['hidden', ({ what }) => what],
  ['category', ({ category }) => category],
  ['basis', ({ basis }) => basis],
  ['law', ({ law }) => law ?? ''],
  ['why', ({ why }) => why],
  ['style', ({ style }) => style],
];

/** The rows as RFC 4180 CSV: a header, CRLF, quotes doubled. */
export const redactionsCsv = (record: Pick<Source, 'hidden'>): string =>
  [COLUMNS.map(([name]) => name), ...rowsOf(record).map((row) => COLUMNS.map(([, value]) => value(row)))]
    .map(csvLine)
    .join('');

/** Shorter than this a cue is none: WebVTT wants an end later than its beginning. */
const SHORTEST = 0.001;

/** The rows as WebVTT metadata (`kind=metadata`): one cue for each, whose text is the row as JSON. */
export const redactionsVtt = (record: Source): string =>
  [
    'WEBVTT',
    `NOTE Hidden parts of release ${record.release}, version ${record.version}; the text of each cue is JSON.`,
    ...rowsOf(record).map(
      (row) =>
        // ">" is written as an escape: "-->" would end the cue.
        `${row.number}\n${clockTime(row.from)} --> ${clockTime(Math.max(row.to, row.from + SHORTEST))}\n${JSON.stringify(row).replaceAll('>', '\\u003e')}`,
    ),
    '',
  ].join('\n\n');
