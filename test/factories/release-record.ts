import type { HiddenSpan, ReleaseRecord, VerifierFindings } from '@app/publications/domain';

export const HIDDEN: readonly HiddenSpan[] = [
  {
    from: 0.4,
    to: 2.08,
    what: 'picture',
    category: 'Person who is not part of the event',
    basis: 'policy',
    law: null,
    why: 'Privacy redaction under City policy.',
    style: 'solid fill',
  },
  {
    from: 1.25,
    to: 2.5,
    what: 'sound',
    category: 'Name of a private person',
    basis: 'statutory',
    law: '(c) G.L. c. 4, § 7(26)(c)',
    why: 'It would be an unwarranted invasion of personal privacy.',
    style: 'silence',
  },
];

/** The public record of a release with two hidden parts. */
export const aRecord = (change: Partial<ReleaseRecord> = {}): ReleaseRecord => ({
  schema: 'daylight-release-record-1',
  release: '11111111-1111-4111-8111-111111111111',
  version: 1,
  title: 'A person is detained on Norfolk Street',
  summary: 'Officers appear to detain a person beside a car.',
  incident: {
    id: '22222222-2222-4222-8222-222222222222',
    date: '2026-11-19',
    neighbourhood: 'The Port',
    agencies: ['Agency not stated'],
    verification: 'claimed',
  },
  camera: { kind: 'body-worn', label: 'Body-worn camera 1 of 2' },
  video: { duration: 4, width: 640, height: 360, frames: 100 },
  sound: 'recorded',
  warnings: ['restrained'],
  hidden: HIDDEN,
  totals: { mutedSeconds: 1.25, framesWithMask: 42, shareOfFramesWithMask: 0.42 },
  transcript: [
    { from: 0.5, to: 1.2, speaker: 'Officer 1', text: 'Step back.\nNow.', redacted: false },
    { from: 1.25, to: 2.5, speaker: null, text: '[redacted – privacy]', redacted: true },
  ],
  noSpeech: null,
  description: { needed: false, why: 'What happens is said.' },
  determination: {
    outcome: 'release-redacted',
    findingNoPrejudice: true,
    findingPublicInterest: true,
    reasons: 'What is seen happened in public.',
    exemptions: [{ letter: '(c)', statute: 'G.L. c. 4, § 7(26)(c)' }],
    signedOn: '2026-11-20',
    signedBy: 'City Solicitor or named designee',
    textVersion: 1,
  },
  clocks: [
    {
      name: 'Decision on release',
      startsWith: 'Receipt of the recording',
      startedOn: '2026-11-19',
      dueOn: '2026-12-19',
      authority: 'City policy; no deadline in law',
    },
  ],
  original: { preserved: true, commitment: 'c'.repeat(64) },
  verification: {
    framesCompared: 100,
    maskedFrames: 42,
    lowestPsnr: 41.2,
    largestFillVariance: 0.4,
    loudestMuted: -120,
    violations: 0,
  },
  biometricProcessing: 'none',
  ...change,
});

/** What the verifier measured on it. */
export const FINDINGS: VerifierFindings = {
  ffmpeg: '7.1',
  rules: { 'mask-is-fill': 'Every masked region is the fill.', 'muted-is-silent': 'Muted sound is silent.' },
  counts: {},
  picture: {
    frames: 100,
    copiedFrames: 50,
    maskedFrames: 42,
    lowestPsnr: 41.2,
    meanPsnr: 48.1,
    largestBlockDifference: 3,
    largestColourDifference: 2,
    largestFillVariance: 0.4,
  },
  sound: { mutedSeconds: 1.25, loudestMuted: -120, lowestCorrelation: 0.98 },
};

export const PARTS = [
  { frames: 42, largestFillVariance: 0.4 },
  { seconds: 1.25, loudest: -120 },
] as const;
