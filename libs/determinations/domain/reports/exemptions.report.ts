import type { HiddenSpan } from '@app/publications/domain';
import { type Outcome, OUTCOMES } from '../content';
import { type Block, facts, heading, paragraph, type ReportDocument, table } from './document';
import type { ReportFacts } from './facts';
import { ledger } from './parts';
import { inSeconds, moment, or, timecode } from './words';

const PARTS = { picture: 'Part of the picture', 'whole-frame': 'The whole picture', sound: 'Sound' } as const;

/**
 * Every portion that is kept from the public, with the law and the reason for this portion: a denial says both
 * (G.L. c. 66, § 10(b)(iv); 950 CMR 32.06(3); SPR18/1570). The categories and reasons of hidden parts are those that the
 * public reads (reference: law, § 15): nothing here defeats a redaction.
 */
export function exemptionIndex(known: ReportFacts, outcome: Outcome): ReportDocument {
  const { clip, determination, incident } = known;
  return {
    title: 'Exemption index',
    notice:
      'For the records access officer, to go with a response to a public records request. The response states the right to appeal to the Supervisor of Records within 90 days (950 CMR 32.08).',
    blocks: [
      heading('The record'),
      facts(
        ['Clip', clip.id],
        ['CPD case', or(incident.caseNumber)],
        ['Camera', or(clip.cameraLabel)],
        ['Length', clip.examination ? timecode(clip.examination.duration) : 'not known'],
        ['Determination', OUTCOMES[outcome]],
        ['Version', String(determination.version)],
        ['Determined', determination.decidedAt ? moment(determination.decidedAt) : 'not recorded'],
        ['Release', determination.state === 'published' ? determination.releaseId : 'not public now'],
      ),
      ...portions(known, outcome),
      heading('Exemptions that the determination cites'),
      table(
        'Exemptions',
        ['Letter', 'Statute', 'Why'],
        determination.exemptions.map(({ letter, statute, why }) => [letter, statute, why]),
        'None is cited.',
      ),
      ...ledger(known),
    ],
  };
}

function portions(known: ReportFacts, outcome: Outcome): Block[] {
  switch (outcome) {
    case 'release':
      return [heading('What is withheld'), paragraph('Nothing: the recording is released in whole.')];
    case 'release-redacted':
      return hiddenPortions(known);
    case 'withhold':
      return [heading('What is withheld'), ...wholeRecording(known)];
    case 'defer':
      return [heading('What is not released yet'), ...deferred(known)];
    case 'public-on-request':
      return [
        heading('What is withheld'),
        paragraph(
          'Nothing is withheld from a public records request: the order’s findings are not made, but no exemption is proved.',
        ),
      ];
  }
}

function hiddenPortions({ hidden }: ReportFacts): Block[] {
  const { spans, totals } = hidden ?? { spans: [], totals: null };
  const policy = spans.some(({ basis }) => basis === 'policy');
  return [
    heading('What is hidden'),
    table(
      'Hidden portions',
      ['No.', 'From', 'To', 'Length', 'What', 'Category', 'Law', 'Why'],
      spans.map((span, i) => portion(span, i + 1)),
      'Nothing is hidden.',
    ),
    ...(totals
      ? [
          facts(
            ['Sound that is muted, overlaps counted once', inSeconds(totals.mutedSeconds)],
            ['Frames in which something is hidden', String(totals.framesWithMask)],
            ['Share of all frames', `${Math.round(totals.shareOfFramesWithMask * 1000) / 10} %`],
          ),
        ]
      : []),
    ...(policy
      ? [
          paragraph(
            'A portion that is hidden under City policy is no exemption: where a public records request asks for it, City policy alone is no ground to deny it.',
          ),
        ]
      : []),
  ];
}

const portion = ({ from, to, what, category, basis, law, why }: HiddenSpan, number: number): string[] => [
  String(number),
  timecode(from),
  timecode(to),
  inSeconds(to - from),
  PARTS[what],
  category,
  basis === 'policy' ? 'City policy (no exemption)' : or(law),
  why,
];

const wholeRecording = ({ clip, determination }: ReportFacts): Block[] => [
  table(
    'Withheld portions',
    ['No.', 'From', 'To', 'What', 'Law', 'Why'],
    determination.exemptions.map(({ letter, statute, why }, i) => [
      String(i + 1),
      timecode(0),
      clip.examination ? timecode(clip.examination.duration) : 'its end',
      'The whole recording, picture and sound',
      `${letter} ${statute}`,
      why,
    ]),
  ),
  facts(['Looked at again', or(determination.nextReviewOn, 'no date set')]),
];

const deferred = ({ determination }: ReportFacts): Block[] => [
  paragraph(
    'Release under the Executive Order is deferred. A deferral is no exemption: a public records request is answered by the exemptions cited below, or by the record.',
  ),
  facts(
    ['Disclosure expected', or(determination.deferral?.estimatedOn ?? null, 'no date set')],
    ['Looked at again', or(determination.nextReviewOn, 'no date set')],
  ),
];
