import { lengthOf, timeOf, type ClipFrames } from '@app/footage/domain';
import type { ContentWarning, HiddenSpan, ReleaseRecord, TranscriptLine } from '@app/publications/domain';
import { type Basis, catalogueRow, type Cue, isActive, REDACTED_CUE, type RedactionPlan } from '@app/redactions/domain';
import type { DeterminationContent, Outcome } from './content';
import type { RunningClock } from './determination.deadlines';
import { TEXT_VERSION } from './texts';

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
  readonly picture: { readonly width: number; readonly height: number; readonly rotation: number };
  readonly hasSound: boolean;
  readonly frames: ClipFrames;
  readonly plan: RedactionPlan;
  readonly cues: readonly Cue[];
  readonly noSpeech: string | null;
  readonly description: ReleaseRecord['description'];
  readonly flashing: ReleaseRecord['flashing'];
  readonly warnings: readonly ContentWarning[];
  readonly content: DeterminationContent;
  readonly outcome: Outcome;
  readonly signedOn: string;
  readonly clocks: readonly RunningClock[];
  readonly commitment: string;
  readonly verification: ReleaseRecord['verification'];
}

/** "City policy CL3; …" says to the public no more than "City policy; …": our numbers stand in no text of the City. */
const withoutOurNumbers = (authority: string): string => authority.replace(/ (?:CL|R)\d+(?:, (?:CL|R)\d+)*/g, '');

/** Copies into the public record what may be public, field by field. Nothing else leads from a case to the public. */
export function releaseRecord(facts: RecordFacts): ReleaseRecord {
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
    video: { duration: round(lengthOf(frames)), width, height, frames: frames.pts.length },
    sound: facts.hasSound ? 'recorded' : 'not-recorded-by-the-device',
    warnings: facts.warnings,
    hidden: hiddenSpans(plan, frames),
    totals: totals(plan, frames),
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
      textVersion: TEXT_VERSION,
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
    original: { preserved: true, commitment: facts.commitment },
    verification: facts.verification,
    biometricProcessing: 'none',
  };
}

/** Everything that a plan hides, padding included, in the order of its beginning. */
export function hiddenSpans(plan: RedactionPlan, frames: ClipFrames): HiddenSpan[] {
  const picture = plan.video.map((track): HiddenSpan => {
    const pad = track.padding?.frames ?? 0;
    return {
      from: round(timeOf(frames, Math.max(track.from - pad, 0))),
      to: round(timeOf(frames, Math.min(track.to + pad, frames.pts.length))),
      what: track.shape === 'frame' ? 'whole-frame' : 'picture',
      ...groundsOf(track.subject, track.basis),
      style: 'solid fill',
    };
  });
  const sound = plan.audio.map((interval): HiddenSpan => ({
    from: round(interval.from),
    to: round(Math.min(interval.to, lengthOf(frames))),
    what: 'sound',
    ...groundsOf(interval.subject, interval.basis),
    style: interval.effect,
  }));
  return [...picture, ...sound].sort((a, b) => a.from - b.from || a.to - b.to);
}

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
