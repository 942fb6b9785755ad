import type { ClipFrames } from '@app/footage/domain';
import { CATALOGUE, type RedactionPlan } from '@app/redactions/domain';
import { aContent, ORDER_TO_HIDE } from '../../../test/factories/case-facts';
import { EDITABLE, type RecordFacts, releaseRecord, type RunningClock, whyNotEditable } from '.';

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
  began: null,
  first: null,
  picture: { width: 640, height: 480, rotation: 90 },
  hasSound: true,
  soundless: [
    { from: 0, to: 0.4 },
    { from: 0.8, to: 1.9 },
  ],
  damage: [{ part: 'picture', kind: 'ends-early', start: 2, end: 3 }],
  largestCover: 0.25,
  frames: FRAMES,
  plan: PLAN,
  cues: [
    { from: 0, to: 0.5, speaker: 'Officer', text: 'Step back.' },
    { from: 0.5, to: 1, speaker: null, text: '[redacted]' },
  ],
  noSpeech: null,
  description: { needed: false, followsBy: null, why: 'All is said.' },
  flashing: { trips: false, spans: [] },
  warnings: ['restrained'],
  content: CONTENT,
  outcome: 'release-redacted',
  signedOn: '2026-11-20',
  textVersion: 1,
  clocks: [],
  docket: 'docket-1',
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

it('the public record names the wording that was signed, not the one of today', () => {
  expect(releaseRecord(RECORD).determination.textVersion).toBe(1);
});

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
      'schema release version title summary incident camera video sound warnings hidden totals asRecorded transcript noSpeech description flashing determination clocks docket original verification biometricProcessing'.split(
        ' ',
      ),
    );
    expect(record.original).toEqual({ preserved: true, commitment: 'c'.repeat(64) });
  });

  it.each([
    [0.2, 0.6],
    [0.6, 0.7],
    [1.9, 2.5],
  ])('is refused when a line from %s to %s says what is muted there', (from, to) => {
    const leak = { from, to, speaker: 'Officer', text: 'Her name is Ann.' };
    expect(() => releaseRecord({ ...RECORD, cues: [leak] })).toThrow('what is muted there');
    expect(() => releaseRecord({ ...RECORD, cues: [{ ...leak, text: '[redacted – privacy]' }] })).not.toThrow();
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
    expect(record.video).toEqual({ duration: 2, width: 480, height: 640, frames: 50, startsAt: null });
    expect(record.transcript.map((line) => line.redacted)).toEqual([false, true]);
  });

  it('does not claim more muted seconds than the clip has', () => {
    expect(record.totals.mutedSeconds).toBeLessThanOrEqual(record.video.duration);
    expect(record.totals.mutedSeconds).toBe(1.5);
  });
});

describe('of what is hidden the public record', () => {
  const record = releaseRecord(RECORD);

  it('tells what nobody hid apart from what is hidden: silence of the device, a covered camera, damage', () => {
    expect(record.asRecorded).toEqual([
      { from: 0, to: 0.4, what: 'no-sound' },
      { from: 2, to: 2, what: 'ends-early' },
    ]); // the other silence is muted, and so it is no longer the device's
    const cues = [{ from: 1, to: 5, speaker: null, text: '[camera obstructed]' }];
    const plan = { ...PLAN, audio: [] };
    const [seen] = releaseRecord({ ...RECORD, plan, cues, soundless: [], damage: [] }).asRecorded ?? [];
    expect(seen).toEqual({ from: 1, to: 2, what: 'obstructed' });
  });

  it('says how much of the picture is covered at most, unless nobody measured it', () => {
    expect(record.totals.largestShareOfPicture).toBe(0.25);
    expect(releaseRecord({ ...RECORD, largestCover: null }).totals).not.toHaveProperty('largestShareOfPicture');
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

it('a release is timed by the first published camera of its incident, when both clocks are known, and by no time of day', () => {
  const [ten, later] = [new Date('2026-11-19T10:00:00Z'), new Date('2026-11-19T10:00:12.5Z')];
  const of = (began: Date | null, first: RecordFacts['first']) =>
    releaseRecord({ ...RECORD, began, first }).video.startsAt;
  expect(of(later, { release: 'release-0', began: ten })).toEqual({ seconds: 12.5, after: 'release-0' });
  expect(of(ten, { release: 'release-0', began: later })).toEqual({ seconds: -12.5, after: 'release-0' });
  expect(of(later, null)).toEqual({ seconds: 0, after: 'release-1' });
  expect(of(later, { release: 'release-1', began: ten })).toEqual({ seconds: 0, after: 'release-1' });
  expect(of(null, { release: 'release-0', began: ten })).toBeNull();
});

it('what staff call a mask, and that they locked it, is no part of the public record', () => {
  const video = PLAN.video.map((track) => ({ ...track, label: 'Bystander 2', locked: true as const }));
  expect(PLAN.video.length).toBeGreaterThan(0);
  expect(releaseRecord({ ...RECORD, plan: { ...PLAN, video } })).toEqual(releaseRecord(RECORD));
});
