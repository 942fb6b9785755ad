import { reportFacts } from '../../../../test/factories/report-facts';
import { wordsOf } from '../../../../test/support/report-words';
import { type Block, type ReportFacts, type ReportKind, reportOf, whyNotDrawn } from '.';

const report = (kind: ReportKind, change: Partial<ReportFacts> = {}): string =>
  wordsOf(reportOf(kind, reportFacts(change))!).join('\n');

const table = (
  kind: ReportKind,
  caption: string,
  change: Partial<ReportFacts> = {},
): readonly (readonly string[])[] => {
  const found = reportOf(kind, reportFacts(change))!.blocks.find(
    (block): block is Extract<Block, { kind: 'table' }> => block.kind === 'table' && block.caption === caption,
  );
  return found?.rows ?? [];
};

const { determination } = reportFacts();
const decided = (change: Partial<ReportFacts['determination']>): Partial<ReportFacts> => ({
  determination: { ...determination, ...change },
});

describe('every report', () => {
  it.each(['custody', 'determination', 'exemptions', 'certificate'] as const)(
    'carries the hash of the head of the log, says when and by whom it was drawn, and whether the log holds: %s',
    (kind) => {
      const words = report(kind);
      expect(words).toContain('f'.repeat(64));
      expect(words).toContain('November 25, 2026 at 12:59:03 PM EST');
      expect(words).toContain('Drawn by\nSol Solicitor');
      expect(words).toContain('Everything holds.');
    },
  );

  it('says what does not hold, and that no signature was checked', () => {
    const { ledger } = reportFacts();
    const faults = [{ from: 3, to: 3, says: 'entry 3: its time was altered' }];
    const words = report('custody', { ledger: { ...ledger, faults, signaturesChecked: false } });
    expect(words).toContain('It does not hold.');
    expect(words).toContain('entry 3: its time was altered');
    expect(words).toContain('were not checked');
    expect(words).not.toContain('Everything holds.');
  });
});

describe('the custody report', () => {
  it('tells who did what, from what to what and why, refusals too', () => {
    expect(table('custody', 'Acts')).toEqual([
      ['1', 'November 25, 2026 at 12:01:03 PM EST', 'Tess Technician (Evidence technician)', 'Receive footage', `nothing → ${'a'.repeat(64)}\nSize: 123456789\nIncident: incident-1`],
      ['2', 'November 25, 2026 at 12:02:03 PM EST', 'intake (Intake)', 'Read original', 'Why: to examine it'],
      ['3', 'November 25, 2026 at 12:03:03 PM EST', 'Tess Technician (Evidence technician)', 'Read original', 'Range: all\nWhy: The District Attorney asked for a copy.'],
      ['4', 'November 25, 2026 at 12:04:03 PM EST', 'Sol Solicitor (Solicitor)', 'Determine: release with parts hidden', 'Solicitor review → Redacting'],
      ['5', 'November 25, 2026 at 12:05:03 PM EST', 'Tess Technician (Evidence technician)', 'Determine: withhold: refused', 'Redacting → nothing'],
      ['6', 'November 25, 2026 at 12:06:03 PM EST', 'Tess Technician (Evidence technician)', 'Assign task', 'nothing → Sol Solicitor'],
    ]); // prettier-ignore
  });

  it('states damage, copies, renderings, publications, and why a release was taken down', () => {
    const words = report('custody');
    expect(words).toContain('The sound is missing from 0:12 to 0:14.');
    for (const digit of ['b', 'c', 'e']) expect(words).toContain(digit.repeat(64));
    const [published] = reportFacts().publications;
    const down = { ...published!, state: 'unpublished', takenDown: 'A face was visible.' };
    expect(report('custody', { publications: [down] })).toContain('Unpublished: A face was visible.');
  });

  it('can be drawn of a clip on which nothing has been decided, and says what is not recorded', () => {
    const nothing = reportFacts();
    const words = report('custody', {
      ...decided({ outcome: null, decidedAt: null, decidedBy: null, state: 'preserved' }),
      clip: { ...nothing.clip, examination: null, verdict: 'pending', custodian: null },
      incident: { caseNumber: null, occurredAt: null },
      copies: [],
      renderings: [],
      publications: [],
      signatures: [],
    });
    expect(words).toContain('CPD case\nnot recorded');
    expect(words).toContain('Copies for staff: there is none.');
    expect(words).toContain('Decided by\nnobody yet');
  });
});

describe('the determination memo', () => {
  it('gives the signed text word for word, a section under its own heading', () => {
    const { blocks } = reportOf('determination', reportFacts())!;
    const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    expect(headings).toEqual(expect.arrayContaining(['Elements of G.L. c. 4, § 7(26)(f)', 'Ordered to be hidden', 'What the public reads'])); // prettier-ignore
    const words = report('determination');
    for (const line of reportFacts().signatures[0]!.text.split('\n').filter(Boolean)) expect(words).toContain(line);
  });

  it('is of what was signed last, whatever has been drafted or reopened since', () => {
    const words = report('determination', decided({ state: 'solicitorReview', version: 2, outcome: null }));
    expect(words).toContain('Determine: release with parts hidden');
    expect(words).not.toContain('Outcome\n');
  });
});

describe('the exemption index', () => {
  it('lists every hidden portion with length, law and reason, and what is no exemption', () => {
    expect(table('exemptions', 'Hidden portions')).toEqual([
      ['1', '0:00:01.500', '0:00:03.250', '1.75 s', 'Part of the picture', 'Private person', 'City policy (no exemption)', 'Privacy redaction under City policy.'],
      ['2', '0:00:12.000', '0:00:14.002', '2.002 s', 'Sound', 'Security detail', '(n) G.L. c. 4, § 7(26)(n)', 'The detail shows security measures.'],
    ]); // prettier-ignore
    expect(report('exemptions')).toContain('City policy alone is no ground to deny it.');
  });

  it('names the whole recording with each exemption where it is withheld', () => {
    const withheld = decided({ outcome: 'withhold', state: 'withheld', nextReviewOn: '2027-01-15' });
    expect(table('exemptions', 'Withheld portions', withheld)).toEqual([
      ['1', '0:00:00.000', '0:01:00.060', 'The whole recording, picture and sound', '(n) G.L. c. 4, § 7(26)(n)', 'It shows the keypad’s code.'],
    ]); // prettier-ignore
    expect(report('exemptions', withheld)).toContain('Looked at again\n2027-01-15');
  });

  it.each([
    ['release', 'published', 'Nothing: the recording is released in whole.'],
    ['defer', 'deferred', 'A deferral is no exemption'],
    ['public-on-request', 'publicOnRequest', 'Nothing is withheld from a public records request'],
  ] as const)('says so where the outcome is %s', (outcome, state, says) => {
    expect(report('exemptions', { ...decided({ outcome, state }), hidden: null })).toContain(says);
  });
});

describe('the certificate', () => {
  it('states each step with its value, and leaves to the qualified person what the records do not hold', () => {
    const words = report('certificate');
    expect(words).toContain(`declared a file of 123,456,789 bytes with the SHA-256 ${'a'.repeat(64)}`);
    expect(words).toContain('as entry 1 of the City’s append-only log');
    expect(words).toContain('The original was read 2 times, 1 of them at the request of a person');
    expect(words).toContain('under penalty of perjury');
    const blanks = reportOf('certificate', reportFacts())!.blocks.filter(({ kind }) => kind === 'blanks');
    expect(blanks).toHaveLength(3);
  });

  it('says where another hash was computed', () => {
    const [rendering] = reportFacts().renderings;
    const other = { ...rendering!, sourceSha256: '0'.repeat(64) };
    const caption = 'Times at which the SHA-256 of the stored original was computed again';
    expect(table('certificate', caption, { renderings: [other] })[0]).toContain('not the same');
    expect(report('certificate', { renderings: [] })).toContain('none since it was stored.');
  });
});

describe('what cannot be drawn yet', () => {
  const undecided = decided({ outcome: null, state: 'solicitorReview' });
  it.each([
    ['determination', { ...undecided, signatures: [] }, 'nothing-determined'],
    ['exemptions', { ...undecided, signatures: [] }, 'nothing-determined'],
    ['exemptions', undecided, 'being-decided'],
    ['exemptions', decided({ state: 'solicitorReview' }), 'being-decided'],
    ['exemptions', { hidden: null }, 'not-rendered'],
    ['determination', undecided, undefined],
    ['custody', { ...undecided, signatures: [], hidden: null }, undefined],
    ['certificate', { ...undecided, signatures: [], hidden: null }, undefined],
  ] as const)('%s', (kind, change, code) => {
    const known = reportFacts(change);
    expect(whyNotDrawn(kind, known)?.code).toBe(code);
    expect(reportOf(kind, known) === null).toBe(code !== undefined);
  });
});
