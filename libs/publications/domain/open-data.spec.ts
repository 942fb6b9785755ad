import { csvLine } from './csv';
import type { DocketEntry } from './docket-entry';
import { cellsOf, DOCKET_COLUMNS, objectOf, RELEASE_COLUMNS, schemaOf } from './open-data';

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1+cmd', "'-1+cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['|calc', "'|calc"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['\ufeff=1', "'\ufeff=1"],
])('lets no spreadsheet run %j', (text, written) => expect(csvLine([text])).toBe(`${written}\r\n`));

it('quotes what would end a cell, writes a number as it is, and nothing for what is not there', () => {
  expect(csvLine(['a,b', 'say "no"', 'two\nlines', -3, null, 'plain - text'])).toBe(
    '"a,b","say ""no""","two\nlines",-3,,plain - text\r\n',
  );
  expect(csvLine(['=a,"b"'])).toBe('"\'=a,""b"""\r\n');
});

it('names every column once, in the schema too', () => {
  for (const columns of [RELEASE_COLUMNS, DOCKET_COLUMNS]) {
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const text = JSON.stringify(schemaOf('rows', 'Rows', columns as typeof RELEASE_COLUMNS, 'https://x.example/s'));
    for (const name of names) expect(text).toContain(`"${name}":{"description"`);
  }
});

it('says nothing of a version that was taken down but that it was', () => {
  const gone = {
    ...{ release: 'r', version: 1, state: 'unpublished' as const, publishedAt: new Date(0), manifestSha256: 'm' },
    ...{ takenDownAt: '2026-01-02T00:00:00.000Z', reasonClass: 'privacy-error', title: null, incident: null },
    ...{ incidentDate: null, neighbourhood: null, camera: null, outcome: null, seconds: null, mutedSeconds: null },
    ...{ replacedAt: null, replacedBecause: null },
    ...{ framesWithMask: null, exemptions: null, videoSha256: null, videoBytes: null },
  } as const;
  expect(cellsOf(RELEASE_COLUMNS, gone, 'https://x.example').filter((cell) => cell !== null)).toEqual([
    ...['r', 1, 'unpublished', '1970-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 'privacy-error', 'm'],
    'https://x.example/releases/r',
  ]);
});

it('says of a line of the docket what its page says of extension, lateness and appeal', () => {
  const entry = {
    ...{ schema: 'daylight-docket-entry-1', id: 'd', incidentDate: '2026-01-02', camera: 'other', outcome: 'withheld' },
    ...{ prongs: [], reasons: 'Because.', decidedOn: '2026-03-01', clock: null, nextReviewOn: null, estimatedOn: null },
    ...{ release: null, updatedOn: '2026-03-05' },
    notes: [
      { kind: 'extension', on: '2026-02-01', until: '2026-02-20', says: 'A report is awaited.' },
      { kind: 'lateness', on: '2026-03-01', until: null, says: 'The report came late.' },
      { kind: 'appeal', on: '2026-03-05', until: null, says: 'A reader appealed.' },
    ],
  } as const satisfies DocketEntry;
  expect(objectOf(DOCKET_COLUMNS, entry, 'https://x.example')).toMatchObject({
    extended_to: '2026-02-20',
    under_appeal: 'yes',
    notes:
      '2026-02-01 Time extended to 2026-02-20: A report is awaited.\n2026-03-01 Why it is late: The report came late.\n2026-03-05 Appealed to the Supervisor of Records: A reader appealed.',
  });
  expect(objectOf(DOCKET_COLUMNS, { ...entry, notes: [] }, '')).toMatchObject({
    extended_to: null,
    under_appeal: 'no',
    notes: '',
  });
});
