import type { ClipFrames } from '@app/footage/domain';
import { CATALOGUE, type RedactionPlan } from '@app/redactions/domain';
import { aContent, ORDER_TO_HIDE } from '../../../test/factories/case-facts';
import {
  type DeterminationState,
  docketEntry,
  type DocketFacts,
  EDITABLE,
  type RecordFacts,
  releaseRecord,
  whyNotEditable,
  type RunningClock,
} from '.';

/** Words that stand in fields which are never public; none of them may come out. */
const SECRET = 'SECRET-NEVER-PUBLIC';
const secret = { holds: true, why: SECRET };
const BASIS = { type: 'policy', why: SECRET } as const;

const CONTENT = aContent({
  investigatory: secret,
  findingNoPrejudice: secret,
  findingPublicInterest: secret,
  specificHarm: SECRET,
  publicInterestFactors: SECRET,
  priorDisclosure: SECRET,
  alternativesConsidered: SECRET,
  exemptions: [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why: SECRET }],
  segregability: SECRET,
  deferral: { basis: SECRET, facts: SECRET, estimatedOn: '2027-01-15', nextReviewOn: '2026-12-20' },
  orders: [{ ...ORDER_TO_HIDE, instruction: SECRET }],
  exemptionCOverride: SECRET,
  soundClearance: SECRET,
  publicReasons: 'What the public reads.',
});

const FRAMES: ClipFrames = {
  timeBase: { num: 1, den: 25 },
  zero: 100,
  pts: Array.from({ length: 50 }, (_, i) => 100 + i),
  lastDuration: 1,
  keyframes: [0, 25],
};

const MINOR = CATALOGUE.minor.bases.find((basis) => basis.type === 'statutory');

const PLAN = {
  version: 1,
  video: [
    {
      id: SECRET,
      shape: 'rectangle',
      from: 10,
      to: 20,
      keyframes: [{ frame: 10, x: 0, y: 0, w: 0.5, h: 0.5 }],
      subject: 'bystander',
      basis: BASIS,
      padding: { frames: 2, space: 0 },
    },
    { id: 't2', shape: 'frame', from: 40, to: 50, subject: 'minor', basis: MINOR },
  ],
  audio: [
    { id: 'a1', from: 0.5, to: 1, effect: 'silence', subject: 'spoken-name', basis: BASIS },
    { id: 'a2', from: 0.75, to: 9, effect: 'tone', subject: 'spoken-name', basis: BASIS },
  ],
} as unknown as RedactionPlan;

const RECORD: RecordFacts = {
  release: 'release-1',
  version: 1,
  incident: {
    publicId: 'incident-public',
    date: '2026-11-19',
    neighbourhood: 'The Port',
    agencies: ['Agency not stated'],
    verification: 'claimed',
    title: 'A title',
    summary: 'A summary',
  },
  camera: { kind: 'city-camera', label: 'City camera 1 of 1' },
  picture: { width: 640, height: 480, rotation: 90 },
  hasSound: true,
  frames: FRAMES,
  plan: PLAN,
  cues: [
    { from: 0, to: 1, speaker: null, text: '[redacted]' },
    { from: 1, to: 2, speaker: 'Officer', text: 'Step back.' },
  ],
  noSpeech: null,
  description: { needed: false, followsBy: null, why: 'All is said.' },
  flashing: { trips: false, spans: [] },
  warnings: ['restrained'],
  content: CONTENT,
  outcome: 'release-redacted',
  signedOn: '2026-11-20',
  clocks: [],
  commitment: 'c'.repeat(64),
  verification: {
    framesCompared: 50,
    maskedFrames: 24,
    lowestPsnr: 40,
    largestFillVariance: 0,
    loudestMuted: 0,
    violations: 0,
  },
};

it('the public record names City policies without the numbers that we gave them', () => {
  const clock = {
    id: 'CL3',
    name: 'Decided or released',
    startsWith: 'The incident',
    startedOn: '2026-11-02',
    dueOn: '2026-12-02',
    dueAt: null,
    metOn: null,
    state: 'running',
    businessDaysLeft: 5,
    authority: 'City policy CL3, R2; no deadline in law',
    note: null,
  } as const;
  const [shown] = releaseRecord({ ...RECORD, clocks: [clock as RunningClock] }).clocks;
  expect(shown).toMatchObject({ authority: 'City policy; no deadline in law', dueOn: '2026-12-02' });
});

describe('the public record of a release', () => {
  const record = releaseRecord(RECORD);

  it('carries no reason, instruction, harm or basis that was written for staff', () => {
    expect(JSON.stringify(record)).not.toContain(SECRET);
  });

  it('has exactly the fields of the allow-list', () => {
    expect(Object.keys(record)).toEqual(
      'schema release version title summary incident camera video sound warnings hidden totals transcript noSpeech description flashing determination clocks original verification biometricProcessing'.split(
        ' ',
      ),
    );
    expect(record.original).toEqual({ preserved: true, commitment: 'c'.repeat(64) });
  });

  it('says what is hidden, when, and on what ground, with the padding that is hidden too', () => {
    expect(record.hidden).toEqual([
      expect.objectContaining({ from: 0.32, to: 0.88, what: 'picture', basis: 'policy', law: null }),
      expect.objectContaining({ from: 0.5, to: 1, what: 'sound', style: 'silence' }),
      expect.objectContaining({ from: 0.75, to: 2, what: 'sound', style: 'tone' }),
      expect.objectContaining({ from: 1.6, to: 2, what: 'whole-frame', basis: 'statutory' }),
    ]);
    expect(record.hidden[3]?.law).toContain('G.L.');
  });

  it('gives the reason that belongs to the statute that is cited', () => {
    const cited = CATALOGUE['protected-victim'].bases[1];
    const track = { id: 't', shape: 'frame', from: 0, to: 1, subject: 'protected-victim', basis: cited };
    const [span] = releaseRecord({ ...RECORD, plan: { ...PLAN, audio: [], video: [track] } as never }).hidden;
    expect(span).toMatchObject({
      law: '(a) G.L. c. 265, § 24C',
      why: 'The name of such a victim may not be disclosed.',
    });
  });

  it('counts overlapping mutes once, and the picture as it is displayed', () => {
    expect(record.totals.framesWithMask).toBe(24);
    expect(record.totals.shareOfFramesWithMask).toBe(0.48);
    expect(record.video).toEqual({ duration: 2, width: 480, height: 640, frames: 50 });
    expect(record.transcript.map((line) => line.redacted)).toEqual([true, false]);
  });

  it('does not claim more muted seconds than the clip has', () => {
    expect(record.totals.mutedSeconds).toBeLessThanOrEqual(record.video.duration);
    expect(record.totals.mutedSeconds).toBe(1.5);
  });
});

const DOCKET: DocketFacts = {
  state: 'withheld',
  decided: 'withhold',
  decidedOn: '2026-11-20',
  incidentDate: '2026-11-19',
  camera: 'body-worn',
  content: CONTENT,
  clock: null,
  nextReviewOn: '2026-12-20',
  release: 'release-1',
  today: '2026-11-23',
};
const entry = (change: Partial<DocketFacts> = {}) => docketEntry({ ...DOCKET, ...change })?.('entry-1') ?? null;

/** What the docket says of each state, once something has been decided; by hand. */
const OUTCOMES: Record<DeterminationState, string | null> = {
  preserved: null,
  triage: null,
  outOfScope: null,
  gatheringFacts: 'reopened',
  solicitorReview: 'reopened',
  deferred: 'deferred',
  withheld: 'withheld',
  publicOnRequest: 'public-on-request',
  redacting: 'in-preparation',
  qualityCheck: 'in-preparation',
  accessibility: 'in-preparation',
  awaitingSignOff: 'in-preparation',
  scheduled: 'in-preparation',
  published: 'released-redacted',
  superseded: 'superseded',
  unpublished: 'unpublished',
};

describe('a line of the docket', () => {
  it.each(Object.entries(OUTCOMES))('of state %s says %s', (state, outcome) => {
    expect(entry({ state: state as DeterminationState })?.outcome ?? null).toBe(outcome);
  });

  it('carries nothing that was written for staff, and no link to what is not public', () => {
    for (const state of Object.keys(OUTCOMES) as DeterminationState[]) {
      const line = entry({ state });
      expect(JSON.stringify(line)).not.toContain(SECRET);
      const isShown = ['published', 'superseded', 'unpublished'].includes(state);
      expect(line?.release ?? null).toBe(isShown ? 'release-1' : null);
    }
  });

  it('of a withholding cites the exemptions and the next review, and no reason but the public one', () => {
    expect(entry()).toEqual({
      schema: 'daylight-docket-entry-1',
      id: 'entry-1',
      incidentDate: '2026-11-19',
      camera: 'body-worn',
      outcome: 'withheld',
      prongs: [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)' }],
      reasons: 'What the public reads.',
      decidedOn: '2026-11-20',
      clock: null,
      nextReviewOn: '2026-12-20',
      estimatedOn: null,
      release: null,
      updatedOn: '2026-11-23',
    });
    expect(entry({ state: 'deferred' })?.estimatedOn).toBe('2027-01-15');
  });

  it('is not written before anything is decided', () => {
    expect(entry({ decidedOn: null })).toBeNull();
    expect(entry({ state: 'solicitorReview', decided: null })).toBeNull();
  });
});

it('a part of a case is editable in its states only, and the refusal says which', () => {
  expect(whyNotEditable('redactions', 'redacting')).toBeNull();
  expect(whyNotEditable('redactions', 'scheduled')).toEqual({
    code: 'wrong-state',
    says: 'Redactions are edited while the determination is being carried out, before they are submitted.',
    authority: 'City policy R7',
  });
  const signed = ['awaitingSignOff', 'scheduled', 'published', 'superseded', 'unpublished'] as const;
  for (const part of Object.keys(EDITABLE) as (keyof typeof EDITABLE)[])
    for (const state of signed) expect(whyNotEditable(part, state)?.code).toBe('wrong-state');
});
