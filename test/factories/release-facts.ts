import type { City, ReleasePageFacts } from '@app/public-pages';
import type { PublicRelease } from '@app/publications';
import { type FileRole, fileName, type ManifestFile, type ReleaseRecord } from '@app/publications/domain';

const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  vtt: 'text/vtt',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/** A file of a release, named after its role. */
export const aFile = (role: FileRole): ManifestFile => {
  const name = fileName(role);
  return {
    role,
    name,
    mediaType: TYPES[name.split('.')[1] ?? ''] ?? 'text/plain',
    sha256: Buffer.from(role.padEnd(32, '.')).toString('hex').slice(0, 64),
    size: 1_234_567,
  };
};

export const RELEASE_ID = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

const HIDDEN: ReleaseRecord['hidden'] = [
  {
    from: 40.2,
    to: 61,
    what: 'picture',
    category: 'Private person or detail',
    basis: 'policy',
    law: null,
    why: 'A bystander has no part in the event.',
    style: 'solid fill',
  },
  {
    from: 72.3,
    to: 75.9,
    what: 'sound',
    category: 'Name',
    basis: 'statutory',
    law: '(c) G.L. c. 4, § 7(26)(c)',
    why: 'A name that was spoken in private.',
    style: 'silence',
  },
  {
    from: 500,
    to: 512.5,
    what: 'whole-frame',
    category: 'Inside of a home',
    basis: 'statutory',
    law: '(c) G.L. c. 4, § 7(26)(c)',
    why: 'The inside of a home is private.',
    style: 'solid fill',
  },
];

const TRANSCRIPT: ReleaseRecord['transcript'] = [
  { from: 31, to: 34, speaker: 'Officer 1', text: 'Step back, please.', redacted: false },
  { from: 72.3, to: 75.9, speaker: null, text: '[redacted – privacy]', redacted: true },
  { from: 80, to: 83, speaker: 'Bystander', text: 'What are you doing?', redacted: false },
];

const DETERMINATION: ReleaseRecord['determination'] = {
  outcome: 'release-redacted',
  findingNoPrejudice: true,
  findingPublicInterest: true,
  reasons: 'The City Solicitor found that release is in the public interest.',
  exemptions: [{ letter: '(c)', statute: 'G.L. c. 4, § 7(26)(c)' }],
  signedOn: '2026-11-23',
  signedBy: 'City Solicitor or named designee',
  textVersion: 1,
};

/** The record of a recording in which a picture, a whole frame and sound are hidden, and whose start is silent. */
export const aRecord = (change: Partial<ReleaseRecord> = {}): ReleaseRecord => ({
  schema: 'daylight-release-record-1',
  release: RELEASE_ID,
  version: 2,
  title: 'Detention on Massachusetts Avenue, November 19, 2026',
  summary: 'The recording appears to show federal officers detain a person beside a parked car.',
  incident: {
    id: 'a3bb189e-8bf9-4c1d-9f3a-1c2d3e4f5a6b',
    date: '2026-11-19',
    neighbourhood: 'The Port',
    agencies: ['Immigration and Customs Enforcement'],
    verification: 'claimed',
  },
  camera: { kind: 'body-worn', label: 'Body-worn camera 2 of 4' },
  video: { duration: 843, width: 1280, height: 720, frames: 25_265 },
  sound: 'recorded',
  warnings: ['restrained', 'flashing'],
  hidden: HIDDEN,
  totals: {
    mutedSeconds: 3.6,
    framesWithMask: 998,
    shareOfFramesWithMask: 0.0395,
    largestShareOfPicture: 1,
  },
  asRecorded: [{ from: 0, to: 30, what: 'no-sound' }],
  transcript: TRANSCRIPT,
  noSpeech: null,
  description: { needed: false, why: 'What is seen is also said.' },
  determination: DETERMINATION,
  clocks: [
    {
      name: 'Decided or released',
      startsWith: 'The incident',
      startedOn: '2026-11-19',
      dueOn: '2026-12-19',
      authority: 'City policy; no deadline in law',
    },
  ],
  docket: '7d444840-9dc0-11d1-b245-5ffdce74fad2',
  original: { preserved: true, commitment: 'c'.repeat(64) },
  verification: {
    framesCompared: 25_265,
    maskedFrames: 998,
    lowestPsnr: 38.2,
    largestFillVariance: 0.4,
    loudestMuted: -120,
    violations: 0,
  },
  biometricProcessing: 'none',
  ...change,
});

/** Of an installation that has said all there is to say of its City. */
export const A_CITY: City = {
  officer: {
    name: 'Robin Records',
    title: 'Records Access Officer',
    address: ['Law Department', 'Cambridge, MA'],
    telephone: '617-555-0100',
    email: 'records@cambridge.example',
  },
  orderUrl: 'https://cambridge.example/order',
};

const version = (record: ReleaseRecord, change: Partial<PublicRelease> = {}): PublicRelease => ({
  releaseId: RELEASE_ID,
  version: record.version,
  state: 'published',
  publishedAt: new Date('2026-11-25T15:00:00Z'),
  manifestSha256: 'd'.repeat(64),
  record,
  manifest: null,
  signOff: null,
  cityKey: null,
  provenanceAnchors: null,
  proof: null,
  ledgerKey: null,
  attestation: null,
  tombstone: null,
  superseded: null,
  ...change,
});

/** What the page of a second version is drawn from. */
export const releaseFacts = (
  record: ReleaseRecord = aRecord(),
  change: Partial<ReleasePageFacts> = {},
): ReleasePageFacts => {
  const release = { ...version(record), record };
  const first = version(record, {
    version: 1,
    state: 'superseded',
    publishedAt: new Date('2026-11-24T15:00:00Z'),
    manifestSha256: 'e'.repeat(64),
    record: null,
    superseded: {
      replacedAt: '2026-11-25T15:00:00Z',
      by: 2,
      reason: 'A house number is covered now that could be read.',
    },
  });
  return {
    release,
    files: (['video', 'captions', 'poster', 'record'] as const).map(aFile),
    versions: [release, first],
    ofIncident: ['another', RELEASE_ID, 'a third'],
    at: null,
    described: false,
    translation: null,
    subtitles: [],
    siteUrl: 'https://daylight.example',
    ...change,
  };
};
