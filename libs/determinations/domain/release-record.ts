import { lengthOf, timeOf, type ClipFrames } from '@app/footage/domain';
import { AppError } from '@app/kernel';
import {
  type AsRecorded,
  type ContentWarning,
  type HiddenSpan,
  leakedLines,
  type PartFindings,
  type ReleaseRecord,
  type TranscriptLine,
} from '@app/publications/domain';
import { type Basis, catalogueRow, type Cue, isActive, REDACTED_CUE, type RedactionPlan } from '@app/redactions/domain';
import type { DeterminationContent, Outcome } from './content';
import type { RunningClock } from './determination.deadlines';

/** All that a release's public record is made from. */
export interface RecordFacts {
  readonly release: string;
  readonly version: number;
  readonly incident: {
    readonly publicId: string;
    readonly date: string;
    readonly neighbourhood: string;
    readonly agencies: readonly string[];
    readonly verification: ReleaseRecord['incident']['verification'];
    readonly title: string;
    readonly summary: string;
  };
  readonly camera: ReleaseRecord['camera'];
  /** When the recording began, and that of the incident’s first published camera; null where staff gave no clock. */
  readonly began: Date | null;
  readonly first: { readonly release: string; readonly began: Date } | null;
  readonly picture: { readonly width: number; readonly height: number; readonly rotation: number };
  readonly hasSound: boolean;
  /** Stretches in which the device recorded no sound, in seconds. */
  readonly soundless: readonly { readonly from: number; readonly to: number }[];
  readonly damage: readonly Damage[];
  /** Share of the picture that is covered where most is; null when the verifier did not measure it yet. */
  readonly largestCover: number | null;
  readonly frames: ClipFrames;
  readonly plan: RedactionPlan;
  readonly cues: readonly Cue[];
  readonly noSpeech: string | null;
  readonly description: ReleaseRecord['description'];
  readonly flashing: NonNullable<ReleaseRecord['flashing']>;
  readonly warnings: readonly ContentWarning[];
  readonly content: DeterminationContent;
  readonly outcome: Outcome;
  readonly signedOn: string;
  /** Of the wording of the text that was signed. */
  readonly textVersion: number;
  readonly clocks: readonly RunningClock[];
  /** Public id of the line that the docket has on the decision; null where it has none. */
  readonly docket: string | null;
  readonly commitment: string;
  readonly verification: ReleaseRecord['verification'];
}

/** A stretch of the original that intake found missing or faulty. */
interface Damage {
  readonly part: 'picture' | 'sound';
  readonly kind: 'missing' | 'faulty' | 'ends-early';
  readonly start: number;
  readonly end: number;
}

/** How staff say in the captions that the camera shows nothing. */
const OBSTRUCTED_CUE = '[camera obstructed]';

/** "City policy CL3; …" says to the public no more than "City policy; …": our numbers stand in no text of the City. */
const withoutOurNumbers = (authority: string): string => authority.replace(/ (?:CL|R)\d+(?:, (?:CL|R)\d+)*/g, '');

/**
 * Copies into the public record what may be public, field by field. Nothing else leads from a case to the public. It
 * refuses to be made where its transcript says what its sound does not: rules have seen to that before, this is the last look.
 */
export function releaseRecord(facts: RecordFacts): ReleaseRecord {
  const record = copied(facts);
  const [leak] = leakedLines(record);
  if (leak) throw new AppError('conflict', `The transcript says at ${leak.from} s what is muted there.`);
  return record;
}

function copied(facts: RecordFacts): ReleaseRecord {
  const { incident, frames, plan, content } = facts;
  const turned = facts.picture.rotation === 90 || facts.picture.rotation === 270;
  const [width, height] = turned
    ? [facts.picture.height, facts.picture.width]
    : [facts.picture.width, facts.picture.height];
  return {
    schema: 'daylight-release-record-1',
    release: facts.release,
    version: facts.version,
    title: incident.title,
    summary: incident.summary,
    incident: {
      id: incident.publicId,
      date: incident.date,
      neighbourhood: incident.neighbourhood,
      agencies: incident.agencies,
      verification: incident.verification,
    },
    camera: facts.camera,
    video: { duration: round(lengthOf(frames)), width, height, frames: frames.pts.length, startsAt: startsAt(facts) },
    sound: facts.hasSound ? 'recorded' : 'not-recorded-by-the-device',
    warnings: facts.warnings,
    hidden: hiddenSpans(plan, frames),
    totals: {
      ...totals(plan, frames),
      ...(facts.largestCover !== null && { largestShareOfPicture: facts.largestCover }),
    },
    asRecorded: asRecorded(facts),
    transcript: facts.cues.map(transcriptLine),
    noSpeech: facts.noSpeech,
    description: facts.description,
    flashing: facts.flashing,
    determination: {
      outcome: facts.outcome === 'release' ? 'release' : 'release-redacted',
      findingNoPrejudice: content.findingNoPrejudice?.holds === true,
      findingPublicInterest: content.findingPublicInterest?.holds === true,
      reasons: content.publicReasons ?? '',
      exemptions: content.exemptions.map(({ letter, statute }) => ({ letter, statute })),
      signedOn: facts.signedOn,
      signedBy: 'City Solicitor or named designee',
      textVersion: facts.textVersion,
    },
    clocks: facts.clocks
      .filter((clock) => clock.id === 'CL3')
      .map(({ name, startsWith, startedOn, dueOn, authority }) => ({
        name,
        startsWith,
        startedOn,
        dueOn,
        authority: withoutOurNumbers(authority),
      })),
    ...(facts.docket !== null && { docket: facts.docket }),
    original: { preserved: true, commitment: facts.commitment },
    verification: facts.verification,
    biometricProcessing: 'none',
  };
}

/** Only how long after another recording that is public: never the time of day. The first is timed by itself. */
function startsAt({ release, began, first }: RecordFacts): { readonly seconds: number; readonly after: string } | null {
  if (began === null) return null;
  if (first === null || first.release === release) return { seconds: 0, after: release };
  return { seconds: round((began.getTime() - first.began.getTime()) / 1000), after: first.release };
}

/** Everything that a plan hides, padding included, in the order of its beginning. */
export const hiddenSpans = (plan: RedactionPlan, frames: ClipFrames): HiddenSpan[] =>
  hiddenParts(plan, frames).map(({ span }) => span);

/** What the verifier measured in each part of a plan, mask by mask and interval by interval. */
export interface PartFigures {
  readonly masks?: readonly { readonly frames: number; readonly largestFillVariance: number }[] | undefined;
  readonly intervals?: readonly { readonly seconds: number; readonly loudest: number | null }[] | undefined;
}

/** The same in the order of the hidden spans, without the parts' own names; null where nothing was kept of it. */
export const partFindings = (
  plan: RedactionPlan,
  frames: ClipFrames,
  { masks, intervals }: PartFigures,
): (PartFindings | null)[] =>
  hiddenParts(plan, frames).map(({ mask, interval }) => {
    const [inMask, inInterval] = [masks?.[mask ?? -1], intervals?.[interval ?? -1]];
    if (inMask) return { frames: inMask.frames, largestFillVariance: inMask.largestFillVariance };
    return inInterval ? { seconds: inInterval.seconds, loudest: inInterval.loudest } : null;
  });

interface HiddenPart {
  readonly span: HiddenSpan;
  /** Its place among the masks or the intervals of the plan. */
  readonly mask?: number;
  readonly interval?: number;
}

function hiddenParts(plan: RedactionPlan, frames: ClipFrames): HiddenPart[] {
  const picture = plan.video.map((track, mask): HiddenPart => {
    const pad = track.padding?.frames ?? 0;
    const span: HiddenSpan = {
      from: round(timeOf(frames, Math.max(track.from - pad, 0))),
      to: round(timeOf(frames, Math.min(track.to + pad, frames.pts.length))),
      what: track.shape === 'frame' ? 'whole-frame' : 'picture',
      ...groundsOf(track.subject, track.basis),
      style: 'solid fill',
    };
    return { span, mask };
  });
  const sound = plan.audio.map((muted, interval): HiddenPart => {
    const span: HiddenSpan = {
      from: round(muted.from),
      to: round(Math.min(muted.to, lengthOf(frames))),
      what: 'sound',
      ...groundsOf(muted.subject, muted.basis),
      style: muted.effect,
    };
    return { span, interval };
  });
  return [...picture, ...sound].sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
}

/** What is silent, dark or broken without anybody having hidden it. What a mute covers whole is the mute's. */
function asRecorded({ soundless, damage, cues, plan, frames }: RecordFacts): AsRecorded[] {
  const end = lengthOf(frames);
  const isMuted = ({ from, to }: { from: number; to: number }): boolean =>
    plan.audio.some((interval) => interval.from <= from && to <= interval.to);
  const found: AsRecorded[] = [
    ...soundless
      .filter((stretch) => !isMuted(stretch))
      .map((stretch): AsRecorded => ({ ...stretch, what: 'no-sound' })),
    ...damage.map(({ start, end: to, ...what }): AsRecorded => ({ from: start, to, what: damagedPart(what) })),
    ...cues.flatMap(({ from, to, text }): AsRecorded[] =>
      text === OBSTRUCTED_CUE ? [{ from, to, what: 'obstructed' }] : [],
    ),
  ];
  return found
    .map(({ from, to, what }) => ({ from: round(from), to: round(Math.min(to, end)), what }))
    .filter(({ from, to, what }) => from < to || what === 'ends-early')
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

const damagedPart = ({ part, kind }: Pick<Damage, 'part' | 'kind'>): AsRecorded['what'] => {
  if (kind === 'ends-early') return kind;
  if (part === 'sound') return 'sound-faulty';
  return kind === 'missing' ? 'picture-missing' : 'picture-faulty';
};

/** The public text is the general category and the citation only (reference: law, § 15). */
function groundsOf(subject: string, basis: Basis): Pick<HiddenSpan, 'category' | 'basis' | 'law' | 'why'> {
  const row = catalogueRow(subject);
  return {
    category: row?.publicCategory ?? 'Private person or detail',
    basis: basis.type,
    law: basis.type === 'statutory' ? `${basis.letter} ${basis.statute}` : null,
    why:
      row?.bases.find((known) => isSameGround(known, basis))?.why ??
      (basis.type === 'policy' ? 'Privacy redaction under City policy.' : 'Exempt by law.'),
  };
}

const isSameGround = (known: Basis, cited: Basis): boolean =>
  known.type === 'policy' || cited.type === 'policy'
    ? known.type === cited.type
    : known.letter === cited.letter && known.statute === cited.statute;

/** How much that is in all. */
export function totals(plan: RedactionPlan, frames: ClipFrames): ReleaseRecord['totals'] {
  const count = frames.pts.length;
  let masked = 0;
  for (let frame = 0; frame < count; frame++) if (plan.video.some((track) => isActive(track, frame))) masked++;
  return {
    mutedSeconds: round(mutedSeconds(plan, lengthOf(frames))),
    framesWithMask: masked,
    shareOfFramesWithMask: count === 0 ? 0 : round(masked / count),
  };
}

/** Overlapping intervals count once, and none counts beyond the end of the clip. */
function mutedSeconds(plan: RedactionPlan, length: number): number {
  let [sum, end] = [0, 0];
  for (const { from, to } of [...plan.audio].sort((a, b) => a.from - b.from)) {
    const until = Math.min(to, length);
    sum += Math.max(until - Math.max(from, end), 0);
    end = Math.max(end, until);
  }
  return sum;
}

const transcriptLine = (cue: Cue): TranscriptLine => ({
  from: cue.from,
  to: cue.to,
  speaker: cue.speaker,
  text: cue.text,
  redacted: REDACTED_CUE.test(cue.text),
});

const round = (value: number): number => Math.round(value * 1000) / 1000;
