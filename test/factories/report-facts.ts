import { determinationText, type ReportFacts } from '@app/determinations/domain';
import { aContent, ORDER_TO_HIDE } from './case-facts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 25, 17, minute, 3));
const sha = (digit: string): string => digit.repeat(64);

const NAMES: Readonly<Record<string, string>> = { 'staff-1': 'Tess Technician', 'staff-2': 'Sol Solicitor' };

const act = (index: number, action: string, rest: Partial<ReportFacts['acts'][number]['act']> = {}): ReportFacts['acts'][number] => ({
  index,
  at: at(index),
  act: { actor: 'staff-1', roles: ['evidence-technician'], action, object: { type: 'clip', id: 'clip-1' }, outcome: 'done', ...rest },
}); // prettier-ignore

const TEXT = determinationText(
  { clipId: 'clip-1', version: 1, caseNumber: 'C-1', originalSha256: sha('a') },
  'release-redacted',
  aContent({ orders: [ORDER_TO_HIDE], exemptions: [{ letter: '(n)', statute: 'G.L. c. 4, § 7(26)(n)', why: 'It shows the keypad’s code.' }] }),
  ['juvenile'],
); // prettier-ignore

const CLIP: ReportFacts['clip'] = {
  id: 'clip-1',
  nativeFilename: 'Übergabe №7 – camera.mp4',
  originalSha256: sha('a'),
  uploadedBy: 'staff-1',
  receivedAt: at(1),
  verdict: 'accepted',
  verdictSays: null,
  examination: {
    container: 'mp4',
    videoCodec: 'h264',
    audioCodecs: ['aac'],
    width: 1920,
    height: 1080,
    frames: 1800,
    duration: 60.06,
    damage: [{ says: 'The sound is missing from 0:12 to 0:14.' }],
  },
  source: 'body-worn',
  deviceId: 'X-1',
  wearer: 'Officer 7',
  custodian: 'Cambridge Police Department',
  acquisitionMethod: 'docked',
  claimedStart: at(0),
  clockOffset: -2,
  priorDisclosure: [],
  audioSource: 'open-body-worn',
  showsViolence: true,
  showsPropertyDamage: false,
  byFederalOfficial: true,
  scopeBasis: 'They said so.',
  investigation: null,
  cameraLabel: 'Body-worn camera 2 of 4',
};

const ACTS: ReportFacts['acts'] = [
  act(1, 'receive-footage', { after: sha('a'), with: { size: 123_456_789, incident: 'incident-1', sameBytesAs: [] } }),
  act(2, 'read-original', { actor: 'intake', roles: ['intake'], reason: 'to examine it' }),
  act(3, 'read-original', { reason: 'The District Attorney asked for a copy.', with: { range: 'all' } }),
  act(4, 'releaseRedacted', { actor: 'staff-2', roles: ['solicitor'], before: 'solicitorReview', after: 'redacting' }),
  act(5, 'withhold', { outcome: 'refused', before: 'redacting', after: null, with: { codes: ['wrong-state'] } }),
  act(6, 'assign-task', { before: null, after: 'staff-2' }),
];

const HIDDEN: ReportFacts['hidden'] = {
  spans: [
    {
      from: 1.5,
      to: 3.25,
      what: 'picture',
      category: 'Private person',
      basis: 'policy',
      law: null,
      why: 'Privacy redaction under City policy.',
      style: 'solid fill',
    },
    {
      from: 12,
      to: 14.002,
      what: 'sound',
      category: 'Security detail',
      basis: 'statutory',
      law: '(n) G.L. c. 4, § 7(26)(n)',
      why: 'The detail shows security measures.',
      style: 'silence',
    },
  ],
  totals: { mutedSeconds: 2.002, framesWithMask: 52, shareOfFramesWithMask: 0.029 },
};

/** A clip that is released with two parts hidden, and everything that a report may say of it. */
export function reportFacts(change: Partial<ReportFacts> = {}): ReportFacts {
  return {
    at: at(59),
    drawnBy: 'Sol Solicitor',
    nameOf: (actor) => NAMES[actor] ?? actor,
    clip: CLIP,
    reception: { size: 123_456_789, storedAt: at(1), declared: { sha256: sha('a'), size: 123_456_789, at: at(0) } },
    incident: { caseNumber: 'C-1', occurredAt: at(0) },
    flags: ['juvenile'],
    determination: {
      version: 1,
      state: 'published',
      outcome: 'release-redacted',
      decidedBy: 'staff-2',
      decidedAt: at(30),
      releaseId: 'release-1',
      nextReviewOn: null,
      exemptions: [{ letter: '(n)', statute: 'G.L. c. 4, § 7(26)(n)', why: 'It shows the keypad’s code.' }],
      deferral: null,
    },
    acts: ACTS,
    copies: [{ kind: 'proxy', sha256: sha('b'), size: 9_000, madeAt: at(5), ledgerIndex: 3 }],
    renderings: [
      { version: 1, state: 'verified', askedBy: 'staff-1', finishedAt: at(40), outputSha256: sha('c'), sourceSha256: sha('a'), ledgerIndex: 7 },
    ], // prettier-ignore
    signatures: [
      { version: 1, move: 'releaseRedacted', text: TEXT, textSha256: sha('d'), signedBy: 'staff-2', signedAs: ['solicitor'], signedAt: at(30), policyVersion: 2, credentialId: null, ledgerIndex: 4 },
    ], // prettier-ignore
    publications: [
      {
        version: 1,
        state: 'published',
        publishedAt: at(55),
        manifestSha256: sha('e'),
        takenDown: null,
        ledgerIndex: 9,
      },
    ],
    consultations: [
      { party: 'Middlesex District Attorney', sentOn: '2026-11-20', repliedOn: null, position: null, reason: null },
    ],
    hidden: HIDDEN,
    ledger: { entries: 12, checkpoints: 2, sealed: 11, signaturesChecked: true, root: sha('f'), faults: [] },
    ...change,
  };
}
