import * as fc from 'fast-check';
import { aRecord, FINDINGS, PARTS } from '../../../test/factories/release-record';
import {
  certificateJson,
  determinationOnRelease,
  FILE_ROLES,
  fileName,
  type HiddenSpan,
  mediaTypeOf,
  redactionCertificate,
  type RedactionLedger,
  redactionsCsv,
  redactionsJson,
  redactionsVtt,
  sha256Sums,
  suffixOf,
  transcriptText,
} from '.';

const words = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[=+\-@\t\r\n"',;<>-]{1,6}[a-z]*$/),
  fc.constantFrom('--> 00:00', '=HYPERLINK("x")', 'a\r\nb', "'"),
);
const spans: fc.Arbitrary<HiddenSpan[]> = fc.array(
  fc
    .record({
      from: fc.nat(5_000_000).map((ms) => ms / 1000),
      length: fc.nat(60_000).map((ms) => ms / 1000),
      what: fc.constantFrom('picture', 'whole-frame', 'sound'),
      category: words,
      basis: fc.constantFrom('statutory', 'policy'),
      law: fc.option(words),
      why: words,
      style: fc.constantFrom('solid fill', 'silence', 'tone'),
    })
    .map(({ length, ...span }) => ({ ...span, to: Math.round((span.from + length) * 1000) / 1000 })),
  { maxLength: 8 },
);

/** RFC 4180, read by its grammar: records end with CRLF, quotes are doubled. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, at]: [string[], number] = [[], 0];
  while (at < text.length) {
    const [, quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/s.exec(text.slice(at))!;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += quoted === undefined ? plain.length : quoted.length + 2;
    if (text[at] === ',') at++;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('the redaction ledger has the rows and totals of the record, in each of its forms', () => {
  it('as JSON', () => {
    fc.assert(
      fc.property(spans, (hidden) => {
        const record = aRecord({ hidden });
        const { redactions, totals, release, version } = JSON.parse(redactionsJson(record)) as RedactionLedger;
        expect(redactions).toEqual(hidden.map((span, i) => ({ number: i + 1, ...span })));
        expect([totals, release, version]).toEqual([record.totals, record.release, record.version]);
      }),
    );
  });

  it('as CSV, in which no cell is a formula', () => {
    fc.assert(
      fc.property(spans, (hidden) => {
        const [head, ...rows] = readCsv(redactionsCsv({ hidden }));
        const column = (name: string) => rows.map((row) => row[head!.indexOf(name)]);
        const formula = /^[\s\ufeff]*[=+\-@|%]|^[\t\r\n]/;
        const asText = (text: string) => (formula.test(text) ? `'${text}` : text);
        expect(new Set(rows.map((row) => row.length))).toEqual(new Set(rows.length > 0 ? [head!.length] : []));
        expect(column('number')).toEqual(hidden.map((_, i) => String(i + 1)));
        expect(column('from_seconds').map(Number)).toEqual(hidden.map(({ from }) => from));
        expect(column('to_seconds').map(Number)).toEqual(hidden.map(({ to }) => to));
        expect(column('hidden')).toEqual(hidden.map(({ what }) => what));
        expect(column('why')).toEqual(hidden.map(({ why }) => asText(why)));
        expect(column('law')).toEqual(hidden.map(({ law }) => asText(law ?? '')));
        for (const cell of rows.flat()) expect(cell).not.toMatch(formula);
      }),
    );
  });

  it('as WebVTT, whose cues are the rows', () => {
    fc.assert(
      fc.property(spans, (hidden) => {
        const [head, note, ...cues] = redactionsVtt(aRecord({ hidden })).trimEnd().split('\n\n');
        expect([head, note?.slice(0, 5)]).toEqual(['WEBVTT', 'NOTE ']);
        const rows = cues.map((cue) => {
          const [number, times, ...text] = cue.split('\n');
          expect(times).toMatch(/^\d\d+:\d\d:\d\d\.\d{3} --> \d\d+:\d\d:\d\d\.\d{3}$/);
          expect(text).toHaveLength(1);
          expect(text[0]).not.toContain('-->');
          const row = JSON.parse(text[0]!) as { number: number };
          expect(number).toBe(String(row.number));
          return row;
        });
        expect(rows).toEqual(hidden.map((span, i) => ({ number: i + 1, ...span })));
      }),
    );
  });
});

it('the certificate is on the video and on each hidden part, and says nothing of where it is', () => {
  const record = aRecord();
  const video = { sha256: 'a'.repeat(64), size: 10 };
  const secret = {
    ...FINDINGS,
    violations: [{ found: 'SECRET' }],
    picture: { ...FINDINGS.picture!, masks: ['SECRET'] },
  };
  const certificate = redactionCertificate(record, video, secret, PARTS);
  expect(certificate.video).toEqual({ ...video, frames: 100 });
  expect(certificate.rules.map(({ rule, violations }) => [rule, violations])).toEqual([
    ['mask-is-fill', 0],
    ['muted-is-silent', 0],
  ]);
  expect(certificate.parts).toEqual(
    record.hidden.map(({ from, to, what, style }, i) => ({ number: i + 1, from, to, what, style, found: PARTS[i] })),
  );
  expect(certificateJson(record, video, secret, PARTS)).not.toContain('SECRET');
  const calm = aRecord({ flashing: { trips: false, spans: [], anywhere: false } });
  expect(redactionCertificate(calm, video, FINDINGS, PARTS).flashes).toEqual({ large: false, anywhere: false });
  const early = aRecord({ flashing: { trips: false, spans: [] } });
  expect(redactionCertificate(early, video, FINDINGS, PARTS).flashes).toBeNull();
});

it('the transcript has one line for each of the page’s, and says so where nobody speaks', () => {
  expect(transcriptText(aRecord()).split('\n').slice(-3)).toEqual([
    '00:00:00.500  Officer 1: Step back. Now.',
    '00:00:01.250  [redacted – privacy]',
    '',
  ]);
  expect(transcriptText(aRecord({ transcript: [], noSpeech: 'Nobody speaks.' }))).toContain('\nNobody speaks.\n');
});

it('the determination as text has findings, reasons, law and how to appeal', () => {
  const text = determinationOnRelease(aRecord());
  for (const part of [
    'released with parts hidden',
    'What is seen happened in public.',
    '(c) G.L. c. 4, § 7(26)(c)',
    'Signed on 2026-11-20',
    'Decision on release by 2026-12-19',
    '950 CMR 32.08',
  ])
    expect(text).toContain(part);
});

it('each kind of file has a name and an ending of its own', () => {
  const names = FILE_ROLES.map(fileName);
  expect(new Set(names).size).toBe(names.length);
  for (const role of FILE_ROLES) expect(fileName(role)).toMatch(new RegExp(`\\.${suffixOf(mediaTypeOf(role))}$`));
});

it('the sums are in the form that sha256sum reads', () => {
  const file = { role: 'video', name: 'video.mp4', mediaType: 'video/mp4', sha256: 'a'.repeat(64), size: 1 } as const;
  expect(sha256Sums({ files: [file] })).toBe(`${'a'.repeat(64)}  video.mp4\n`);
});
