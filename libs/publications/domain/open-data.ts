import type { Cell } from './csv';
import { DOCKET_NOTES, type DocketEntry, type DocketNote, isUnderAppeal, SUPPRESSIBLE } from './docket-entry';

/** A column of the open data: what it is called, what kind of value it has, what it means, and where it comes from. */
export interface Column<Row> {
  readonly name: string;
  readonly type: 'text' | 'number' | 'date' | 'moment' | 'address';
  /** Whether every row has it. */
  readonly always?: true;
  readonly says: string;
  readonly of: (row: Row, site: string) => Cell;
}

/** One version of a release, as the database gives it. Of one that is not public there is nothing but that it was. */
export interface ReleaseRow {
  readonly release: string;
  readonly version: number;
  readonly state: 'published' | 'superseded' | 'unpublished';
  readonly publishedAt: Date;
  readonly takenDownAt: string | null;
  readonly reasonClass: string | null;
  readonly replacedAt: string | null;
  readonly replacedBecause: string | null;
  readonly manifestSha256: string;
  readonly title: string | null;
  readonly incident: string | null;
  readonly incidentDate: string | null;
  readonly neighbourhood: string | null;
  readonly camera: string | null;
  readonly outcome: string | null;
  readonly seconds: number | null;
  readonly mutedSeconds: number | null;
  readonly framesWithMask: number | null;
  readonly exemptions: readonly string[] | null;
  readonly videoSha256: string | null;
  readonly videoBytes: number | null;
}

export const RELEASE_COLUMNS: readonly Column<ReleaseRow>[] = [
  { name: 'release', type: 'text', always: true, says: 'Public id of the release', of: (row) => row.release },
  { name: 'version', type: 'number', always: true, says: 'Its version, from 1', of: (row) => row.version },
  { name: 'state', type: 'text', always: true, says: 'published, superseded or unpublished (taken down)', of: (row) => row.state },
  { name: 'published_at', type: 'moment', always: true, says: 'When it was published', of: (row) => row.publishedAt.toISOString() },
  { name: 'taken_down_at', type: 'moment', says: 'When it was taken down', of: (row) => row.takenDownAt },
  { name: 'taken_down_because', type: 'text', says: 'Class of the reason', of: (row) => row.reasonClass },
  { name: 'replaced_at', type: 'moment', says: 'When a newer version took its place', of: (row) => row.replacedAt },
  { name: 'replaced_because', type: 'text', says: 'Why, in words for the public', of: (row) => row.replacedBecause },
  { name: 'title', type: 'text', says: 'Title of the release', of: (row) => row.title },
  { name: 'incident', type: 'text', says: 'Public id of the incident', of: (row) => row.incident },
  { name: 'incident_date', type: 'date', says: 'Day of the incident', of: (row) => row.incidentDate },
  { name: 'neighbourhood', type: 'text', says: 'Neighbourhood of Cambridge', of: (row) => row.neighbourhood },
  { name: 'camera', type: 'text', says: 'body-worn, city-camera or other', of: (row) => row.camera },
  { name: 'outcome', type: 'text', says: 'release (whole) or release-redacted', of: (row) => row.outcome },
  { name: 'seconds', type: 'number', says: 'Length of the video', of: (row) => row.seconds },
  { name: 'muted_seconds', type: 'number', says: 'Seconds without their sound', of: (row) => row.mutedSeconds },
  { name: 'frames_with_mask', type: 'number', says: 'Frames on which something is hidden', of: (row) => row.framesWithMask },
  { name: 'exemptions', type: 'text', says: 'Letters of G.L. c. 4, § 7(26) relied on', of: (row) => row.exemptions?.join(' ') ?? null },
  { name: 'video_sha256', type: 'text', says: 'SHA-256 of the video', of: (row) => row.videoSha256 },
  { name: 'video_bytes', type: 'number', says: 'Size of the video', of: (row) => row.videoBytes },
  { name: 'manifest_sha256', type: 'text', always: true, says: 'SHA-256 of the signed list of files', of: (row) => row.manifestSha256 },
  { name: 'page', type: 'address', always: true, says: 'Its page', of: (row, site) => `${site}/releases/${row.release}` },
]; // prettier-ignore

export const DOCKET_COLUMNS: readonly Column<DocketEntry>[] = [
  { name: 'id', type: 'text', always: true, says: 'Public id of the determination', of: (row) => row.id },
  { name: 'incident_date', type: 'date', says: 'Day of the incident', of: (row) => row.incidentDate },
  { name: 'camera', type: 'text', says: 'body-worn, city-camera or other', of: (row) => row.camera },
  { name: 'outcome', type: 'text', always: true, says: 'How the determination stands', of: (row) => row.outcome },
  { name: 'exemptions', type: 'text', always: true, says: 'Letters of G.L. c. 4, § 7(26) relied on', of: (row) => row.prongs.map((prong) => prong.letter).join(' ') },
  { name: 'reasons', type: 'text', always: true, says: 'The public part of the reasons', of: (row) => row.reasons },
  { name: 'decided_on', type: 'date', says: 'Day of the decision', of: (row) => row.decidedOn },
  { name: 'clock_starts_with', type: 'text', says: 'What started the clock', of: (row) => row.clock?.startsWith ?? null },
  { name: 'clock_started_on', type: 'date', says: 'Day on which it started', of: (row) => row.clock?.startedOn ?? null },
  { name: 'due_on', type: 'date', says: 'Day on which a decision was due', of: (row) => row.clock?.dueOn ?? null },
  { name: 'extended_to', type: 'date', says: 'Day to which the time was extended', of: (row) => row.notes.find(({ kind }) => kind === 'extension')?.until ?? null },
  { name: 'under_appeal', type: 'text', always: true, says: 'yes or no', of: (row) => (isUnderAppeal(row) ? 'yes' : 'no') },
  { name: 'notes', type: 'text', always: true, says: 'Dated notes on extension, lateness and appeal, one a line', of: (row) => row.notes.map(noteLine).join('\n') },
  { name: 'next_review_on', type: 'date', says: 'Day of the next review', of: (row) => row.nextReviewOn },
  { name: 'kept_back', type: 'text', always: true, says: 'What is kept back of this line and why, one a line', of: (row) => (row.suppressed ?? []).map(({ field, reason }) => `${SUPPRESSIBLE[field]}: ${reason}`).join('\n') },
  { name: 'estimated_on', type: 'date', says: 'Estimated day of release', of: (row) => row.estimatedOn },
  { name: 'release', type: 'text', says: 'Public id of the release', of: (row) => row.release },
  { name: 'updated_on', type: 'date', always: true, says: 'Day of the last change', of: (row) => row.updatedOn },
  { name: 'page', type: 'address', always: true, says: 'Its page', of: (row, site) => `${site}/docket/${row.id}` },
]; // prettier-ignore

const noteLine = ({ kind, on, until, says }: DocketNote): string =>
  `${on} ${DOCKET_NOTES[kind]}${until === null ? '' : ` to ${until}`}: ${says}`;

export const cellsOf = <Row>(columns: readonly Column<Row>[], row: Row, site: string): Cell[] =>
  columns.map((column) => column.of(row, site));

export const objectOf = <Row>(columns: readonly Column<Row>[], row: Row, site: string): Record<string, Cell> =>
  Object.fromEntries(columns.map((column) => [column.name, column.of(row, site)]));

const TYPES: Readonly<Record<Column<never>['type'], object>> = {
  text: { type: 'string' },
  number: { type: 'number' },
  date: { type: 'string', format: 'date' },
  moment: { type: 'string', format: 'date-time' },
  address: { type: 'string', format: 'uri' },
};

/** JSON Schema (2020-12) of a document with such rows. */
export const schemaOf = <Row>(name: string, says: string, columns: readonly Column<Row>[], id: string): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: id,
  title: says,
  type: 'object',
  required: ['schema', name],
  properties: {
    schema: { const: id },
    [name]: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: columns.map((column) => column.name),
        properties: Object.fromEntries(
          columns.map(({ name: column, type, always, says: description }) => [
            column,
            always ? { description, ...TYPES[type] } : { description, anyOf: [TYPES[type], { type: 'null' }] },
          ]),
        ),
      },
    },
  },
});
