import type { Day } from '@app/calendar';
import {
  type ClipFacts,
  clipFaults,
  decodeFrames,
  encodeFrames,
  FORBIDS_RELEASE,
  isVariable,
  lengthOf,
  PRESERVES,
  purgeDate,
  timeOf,
} from '.';

const COMPLETE: ClipFacts = {
  source: 'body-worn',
  deviceId: 'B-1',
  wearer: null,
  custodian: 'CPD',
  acquisitionMethod: 'copied',
  claimedStart: new Date('2026-11-20T12:00:00Z'),
  clockOffset: 0,
  priorDisclosure: [],
  audioSource: 'open-body-worn',
  showsViolence: false,
  showsPropertyDamage: false,
  byFederalOfficial: false,
  scopeBasis: 'They said so.',
  investigation: { active: false, agency: null, contact: null, stage: null },
  cameraLabel: 'Body-worn camera 1 of 1',
};

describe('the record of a clip', () => {
  it('is complete when every fact is answered, "no" and zero included', () => {
    expect(clipFaults(COMPLETE)).toEqual([]);
  });

  it.each(Object.keys(COMPLETE).filter((field) => !['source', 'wearer'].includes(field)) as (keyof ClipFacts)[])(
    'lacks %s when it is not known, and says so in words',
    (field) => {
      const [fault, ...more] = clipFaults({ ...COMPLETE, [field]: null });
      expect(fault?.field).toBe(field);
      expect(fault?.says.length).toBeGreaterThan(10);
      expect(more).toEqual([]);
    },
  );

  it('names the agency of an investigation that is open', () => {
    const investigation = { active: true, agency: ' ', contact: null, stage: null };
    expect(clipFaults({ ...COMPLETE, investigation })).toEqual([
      { field: 'investigation', says: 'names the investigating agency' },
    ]);
  });
});

it('a hold or an order forbids release, and whatever forbids release preserves', () => {
  expect(FORBIDS_RELEASE).toEqual(['litigation-hold', 'court-order']);
  expect(FORBIDS_RELEASE.filter((flag) => !PRESERVES.includes(flag))).toEqual([]);
});

it('the purge date is counted on the calendar of Cambridge', () => {
  const policy = { cameraDays: 60, bodyWornDays: 180 };
  const lateEvening = new Date('2026-11-20T02:00:00Z'); // still the 19th in Cambridge
  expect(purgeDate('city-camera', lateEvening, policy)).toBe('2027-01-18' as Day);
  expect(purgeDate('body-worn', lateEvening, policy)).toBe('2027-05-18' as Day);
  expect(purgeDate('other', lateEvening, policy)).toBeNull();
});

describe('a frame index', () => {
  const frames = {
    timeBase: { num: 1, den: 90_000 },
    zero: -300,
    pts: [-300, 3300, 2 ** 40],
    lastDuration: 3600,
    keyframes: [0, 2],
  };

  it('is read back as it was written, negative and large times included', () => {
    expect(decodeFrames(encodeFrames(frames))).toEqual(frames);
    const empty = { ...frames, pts: [], keyframes: [] };
    expect(decodeFrames(encodeFrames(empty))).toEqual(empty);
  });

  it('is refused when it is none, or cut short', () => {
    expect(() => decodeFrames(new TextEncoder().encode('DLFI2\nxxxx'))).toThrow('not a frame index');
    const bytes = encodeFrames(frames);
    for (let length = 6; length < bytes.length; length++)
      expect(() => decodeFrames(bytes.subarray(0, length))).toThrow('the frame index is cut short');
  });

  it('gives times from the clip’s zero, the end after the last frame, and tells a variable rate', () => {
    expect([timeOf(frames, 0), timeOf(frames, 1), timeOf(frames, -5)]).toEqual([0, 0.04, 0]);
    expect(lengthOf({ ...frames, pts: [-300, 3300] })).toBeCloseTo(0.08);
    expect(isVariable(frames)).toBe(true);
    expect(isVariable({ ...frames, pts: [0, 3600, 7201] })).toBe(false); // rounding of a tick
  });
});
