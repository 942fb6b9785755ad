import { type Person, SYSTEM_ACTORS, type SystemActor } from '@app/access';
import { BusinessCalendar, type Day, dayOf, isDay } from '@app/calendar';
import type { Transaction } from '@app/database';
import { type Clip, FootageService } from '@app/footage';
import {
  clipFaults,
  decodeFrames,
  type ClipFrames,
  type Flag,
  readWaveform,
  stretchesWithoutSound,
} from '@app/footage/domain';
import { type Incident, IncidentsService } from '@app/incidents';
import { incidentFaults } from '@app/incidents/domain';
import { AppError, type ClipId, isFilled, must, NEIGHBOURHOODS, nothingThere } from '@app/kernel';
import {
  type QualityIssue,
  type RedactionDocument,
  RedactionsService,
  type RedactionTask,
  type Rendering,
  type Rendition,
  type Renditions,
  RenditionsService,
  type Review,
  ReviewsService,
  type Tracking,
  TrackingService,
  unanswered,
} from '@app/redactions';
import {
  captionLeaks,
  type Cue,
  dueRenditions,
  EMPTY_PLAN,
  parseCaptions,
  RENDITION_ROLES,
  unresolved,
} from '@app/redactions/domain';
import { type RecordsRequest, RequestsService } from '@app/requests';
import { Inject, Injectable } from '@nestjs/common';
import { arrayBuffer, buffer } from 'node:stream/consumers';
import type {
  Accessibility,
  AssembledRelease,
  Consultation,
  Determination,
  DocketNoteRow,
  SignOff,
} from './data/determinations.entities';
import * as rows from './data/determinations.repository';
import { owedDescription, type QueueRow } from './data/queue.repository';
import {
  type CaseFacts,
  clocksOf,
  isLateUnexplained,
  policiesInForce,
  type Policies,
  type RunningClock,
} from './domain';

/** Everything about one version of a case, read in one transaction. */
export interface CaseFile {
  readonly determination: Determination;
  readonly versions: readonly Determination[];
  readonly clip: Clip;
  readonly incident: Incident;
  readonly flags: readonly Flag[];
  readonly document: RedactionDocument | null;
  readonly tasks: readonly RedactionTask[];
  readonly redactors: readonly string[];
  readonly renderings: readonly Rendering[];
  readonly trackings: readonly Tracking[];
  /** Of the rendering that would be published. */
  readonly renditions: Renditions;
  /** Of the rendering that would be published; nobody's while there is none. */
  readonly review: Review;
  readonly issues: readonly QualityIssue[];
  readonly accessibility: Accessibility | null;
  readonly docketNotes: readonly DocketNoteRow[];
  readonly assembled: AssembledRelease | null;
  readonly signOff: SignOff | null;
  readonly consultations: readonly Consultation[];
  readonly requests: readonly RecordsRequest[];
  /** The described version that the release that stands owes. */
  readonly described: Clocked['described'];
  readonly policies: Policies;
  readonly policyVersion: number;
  readonly at: Date;
}

/** Who acts: a person with their roles, or one of Daylight's own processes. */
export type Actor = Person | { readonly system: SystemActor };

export const isSystem = (actor: Actor): actor is { system: SystemActor } =>
  'system' in actor && actor.system in SYSTEM_ACTORS;
export const nameOfActor = (actor: Actor): string => (isSystem(actor) ? actor.system : (actor as Person).id);
export const rolesOfActor = (actor: Actor): readonly string[] =>
  isSystem(actor) ? [actor.system] : (actor as Person).roles;

/** The facts of a clip on which permission depends. */
export interface AccessFacts {
  readonly uploadedBy: Clip['uploadedBy'];
  readonly assignedTo: readonly Clip['uploadedBy'][];
  readonly state: string;
}

/** Reads case files. */
@Injectable()
export class CaseFiles {
  constructor(
    @Inject(IncidentsService) private readonly incidents: IncidentsService,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(RenditionsService) private readonly renditions: RenditionsService,
    @Inject(TrackingService) private readonly tracking: TrackingService,
    @Inject(ReviewsService) private readonly reviews: ReviewsService,
    @Inject(RequestsService) private readonly requests: RequestsService,
  ) {}

  /** The newest version, or the one that is named. With `lock`, all versions stay as they are until the transaction ends. */
  async open(clipId: ClipId, tx: Transaction, options: { version?: number; lock?: boolean } = {}): Promise<CaseFile> {
    // Read once more under the lock: a version that was opened while this waited is not among the rows it waited for.
    if (options.lock) await rows.lockVersionsOf(tx, clipId);
    const versions = await rows.versionsOf(tx, clipId);
    const determination =
      options.version === undefined ? versions[0] : versions.find((one) => one.version === options.version);
    if (!determination) throw nothingThere();
    const clip = await this.footage.clip(clipId, tx);
    const document = await this.redactions.document(determination.id, tx).catch(() => null);
    const renderings = await this.redactions.renderings(determination.id, tx);
    const cut = verifiedOf(renderings, document);
    const { policies, policyVersion } = await policiesOf(tx);
    return {
      determination,
      versions,
      clip,
      incident: await this.incidents.of(clip.incidentId, tx),
      flags: (await this.footage.flags(clipId, tx)).map((flag) => flag.flag),
      document,
      tasks: await this.redactions.tasks(determination.id, tx),
      redactors: await this.redactions.redactors(determination.id, tx),
      renderings,
      trackings: await this.tracking.all(determination.id, tx),
      renditions: cut ? await this.renditions.of(cut.id, tx) : { analysis: null, all: [] },
      review: cut ? await this.reviews.review(cut.id, tx) : { watchings: [], waiver: null, seenDoubts: [] },
      issues: await this.reviews.issues(determination.id, tx),
      accessibility: await rows.accessibilityOf(tx, determination.id),
      docketNotes: await rows.docketNotesOf(tx, determination.id),
      assembled: await rows.assembledOf(tx, determination.id),
      signOff: await rows.standingSignOff(tx, determination.id),
      consultations: await rows.consultationsOf(tx, clipId),
      requests: await this.requests.ofClip(clipId, tx),
      described: await owedDescription(tx, clipId),
      policies,
      policyVersion,
      at: tx.at,
    };
  }

  async byDetermination(id: string, tx: Transaction, lock: boolean): Promise<CaseFile> {
    const determination = await rows.determinationById(tx, id);
    if (!determination) throw nothingThere();
    return this.open(determination.clipId, tx, { version: determination.version, lock });
  }

  /** The frames of an accepted clip, as indexed at intake. */
  async frames(clipId: ClipId): Promise<ClipFrames> {
    const derivative = await this.footage.derivative(clipId, 'frame-index');
    return decodeFrames(await buffer(await this.footage.readDerivative(derivative)));
  }

  /** Where the device of a clip with sound recorded none, as its waveform tells; nothing where none could be made. */
  async soundless(clipId: ClipId): Promise<{ from: number; to: number }[]> {
    const derivative = await this.footage.derivative(clipId, 'waveform').catch(nothingMade);
    if (!derivative) return [];
    return stretchesWithoutSound(readWaveform(await arrayBuffer(await this.footage.readDerivative(derivative))));
  }
}

const nothingMade = (error: unknown): null => {
  if (error instanceof AppError && error.code === 'not-found') return null;
  throw error;
};

export async function policiesOf(tx: Transaction): Promise<{ policies: Policies; policyVersion: number }> {
  const settings = await rows.policySettings(tx);
  const decided = Object.fromEntries(
    settings.filter((one) => one.effectiveAt <= tx.at).map(({ key, value }) => [key, value]),
  );
  return { policies: policiesInForce(decided), policyVersion: settings.at(-1)?.version ?? 0 };
}

export const accessFactsOf = (file: CaseFile): AccessFacts => ({
  uploadedBy: file.clip.uploadedBy,
  assignedTo: file.tasks.map((task) => task.assignedTo).filter((id) => id !== null),
  state: file.determination.state,
});

/** The newest rendering of the plan as it stands, if the verifier passed it. */
export const currentRendering = (file: CaseFile): Rendering | null => verifiedOf(file.renderings, file.document);

const verifiedOf = (renderings: readonly Rendering[], document: RedactionDocument | null): Rendering | null =>
  renderings.find((one) => one.state === 'verified' && one.planRevision === document?.revision) ?? null;

export const cuesOf = (file: CaseFile): readonly Cue[] => {
  const captions = file.accessibility?.captions;
  const parsed = captions ? parseCaptions(captions) : null;
  return parsed?.ok ? parsed.cues : [];
};

export interface ActFacts {
  readonly reason?: string | null;
  readonly signing?: CaseFacts['signing'];
  readonly readBackSha256?: string | null;
  readonly newerVersionPublished?: boolean;
}

/** What the records call the place, the people and the things of a case. */
export const unnamedOf = ({ incident, clip }: CaseFile): readonly string[] => [
  ...NEIGHBOURHOODS,
  ...[
    incident.location,
    incident.caseNumber,
    incident.dispatchNumber,
    incident.vehiclesAndPlates,
    incident.verifiedBy,
    clip.wearer,
    clip.deviceId,
  ].filter((name) => isFilled(name)),
];

/** Facts for the rules: what the file says, who acts, and what came with the act. */
export function caseFacts(file: CaseFile, actor: Actor, act: ActFacts = {}): CaseFacts {
  const { determination, clip } = file;
  const plan = file.document?.plan ?? EMPTY_PLAN;
  const rendering = currentRendering(file);
  const video = file.assembled?.manifest.files.find((one) => one.role === 'video');
  return {
    acting: nameOfActor(actor),
    today: dayOf(file.at),
    now: file.at,
    reason: act.reason ?? null,
    policies: file.policies,
    verdict: clip.verdict,
    clip,
    hasSound: (clip.examination?.audioCodecs.length ?? 0) > 0,
    incidentFaults: incidentFaults(file.incident),
    clipFaults: clipFaults(clip),
    flags: file.flags,
    content: determination.content,
    unnamed: unnamedOf(file),
    // A later version corrects what was decided: its day was that of the first.
    unexplainedLateness:
      determination.version === 1 && isLateUnexplained(targetOf(file), file.docketNotes, dayOf(file.at)),
    signing: act.signing ?? { expected: null, given: null },
    uploadedBy: clip.uploadedBy,
    redactedBy: file.redactors,
    checkedBy: determination.checkedBy,
    redactions: {
      bases: [...plan.video, ...plan.audio].map((one) => one.basis),
      openTasks: file.tasks.filter((task) => task.state !== 'done').length,
      tasks: file.tasks.length,
      lostTargets: unresolved(plan, file.trackings).length,
    },
    rendering: { verified: rendering !== null, outputSha256: rendering?.outputSha256 ?? null },
    review: {
      watchedWhole: file.review.watchings.some(
        ({ staffId, completedAt }) => staffId === nameOfActor(actor) && completedAt !== null,
      ),
      waivedBy: file.review.waiver?.waivedBy ?? null,
      openDoubts: rendering ? unanswered(rendering, file.review).length : 0,
      openIssues: file.issues.filter(({ state }) => state !== 'verified').length,
    },
    accessibility: accessibilityFacts(file),
    renditions: renditionFacts(file),
    manifest: {
      sha256: file.assembled?.manifestSha256 ?? null,
      holdsRendering: video !== undefined && rendering !== null && video.sha256 === rendering.outputSha256,
    },
    signOff: file.signOff && { manifestSha256: file.signOff.manifestSha256, signer: file.signOff.signedBy },
    readBackSha256: act.readBackSha256 ?? null,
    noticeEndsAt: determination.noticeEndsAt,
    nextReviewOn: determination.nextReviewOn,
    replacesPublished: file.versions.some(
      ({ version, state }) => version < determination.version && state === 'published',
    ),
    newerVersionPublished: act.newerVersionPublished ?? false,
    anotherVersionOpen: file.versions.some(
      (one) => one.id !== determination.id && !['published', 'superseded', 'unpublished'].includes(one.state),
    ),
  };
}

function accessibilityFacts(file: CaseFile): CaseFacts['accessibility'] {
  const { accessibility } = file;
  return {
    captionsReviewed:
      accessibility?.captions !== null && accessibility?.captions !== undefined && accessibility.reviewedBy !== null,
    noSpeechStated: accessibility?.noSpeech !== null && accessibility?.noSpeech !== undefined,
    captionLeaks: captionLeaks(cuesOf(file), file.document?.plan.audio ?? []).length,
    descriptionDecided: accessibility?.descriptionNeeded !== null && accessibility?.descriptionNeeded !== undefined,
    descriptionNeeded: accessibility?.descriptionNeeded === true,
    describedBy: accessibility?.descriptionFollowsBy ?? null,
    warningsChosen: (accessibility?.warnings.length ?? 0) > 0,
    warnsOfFlashing: accessibility?.warnings.includes('flashing') ?? false,
  };
}

/** Whether everything is there that is due of the rendering that would be published. */
export function renditionFacts({ clip, renditions: { analysis, all } }: CaseFile): CaseFacts['renditions'] {
  const flashing = analysis?.flashing ?? null;
  const due = flashing && clip.examination ? dueRenditions(clip.examination, flashing) : null;
  return {
    finished:
      due !== null &&
      due.every((role) => all.some((one) => one.role === role)) &&
      all.every((one) => one.state !== 'asked'),
    flashes: flashing?.trips === true,
    described: madeRenditions({ all }).some(({ role }) => role === 'video-described'),
  };
}

/** Those that are published with the rendering: the newest of each that was made. */
export const madeRenditions = ({ all }: Pick<Renditions, 'all'>): Rendition[] =>
  RENDITION_ROLES.flatMap((role) => all.find((one) => one.role === role && one.state === 'made') ?? []);

/** What the clocks of a case run on; a case file holds it, and so does a row of the queue. */
export interface Clocked {
  readonly clip: Pick<Clip, 'source' | 'claimedStart' | 'clockOffset' | 'receivedAt'>;
  readonly incident: Pick<Incident, 'occurredAt'>;
  readonly determination: Pick<Determination, 'state' | 'accessibleAt' | 'decidedAt' | 'noticeEndsAt' | 'nextReviewOn'>;
  readonly signOff: Pick<SignOff, 'signedAt'> | null;
  readonly flags: readonly Flag[];
  readonly consultations: readonly Pick<Consultation, 'party' | 'sentOn' | 'repliedOn'>[];
  readonly requests: readonly Pick<RecordsRequest, 'number' | 'received' | 'answered'>[];
  readonly described: QueueRow['described'];
  readonly policies: Policies;
  readonly at: Date;
}

/** The calendar of the closures in force, and what they are, as text. */
let counted: { readonly closures: string; readonly calendar: BusinessCalendar } | null = null;

/** A calendar keeps what it has counted, and every screen asks for the same one: it lasts for as long as its closures do. */
export function calendarOf(policies: Policies): BusinessCalendar {
  const list = policies['calendar.closures'];
  const closures = JSON.stringify(list);
  if (counted?.closures !== closures) {
    const calendar = new BusinessCalendar(list.flatMap(({ day, why }) => (isDay(day) ? [{ day, why }] : [])));
    counted = { closures, calendar };
  }
  return counted.calendar;
}

/** All clocks that run on a case, as of the moment at which the file was read. */
export function clocksOfCase(file: Clocked, calendar = calendarOf(file.policies)): RunningClock[] {
  const { determination, clip, incident, policies } = file;
  const published = determination.state === 'published' ? (file.signOff?.signedAt ?? null) : null;
  const captured = clip.claimedStart && new Date(clip.claimedStart.getTime() - (clip.clockOffset ?? 0) * 1000);
  return clocksOf({
    today: dayOf(file.at),
    now: file.at,
    policies,
    calendar,
    source: clip.source,
    flags: file.flags,
    capturedAt: captured,
    occurredAt: incident.occurredAt,
    receivedAt: clip.receivedAt,
    accessibleAt: determination.accessibleAt,
    decidedAt: determination.decidedAt,
    publishedAt: published,
    signedOffAt: file.signOff?.signedAt ?? null,
    noticeEndsAt: determination.noticeEndsAt,
    nextReviewOn: determination.nextReviewOn,
    deferredOn: determination.state === 'deferred' && determination.decidedAt ? dayOf(determination.decidedAt) : null,
    consultations: file.consultations.map(({ party, sentOn, repliedOn }) => ({
      party,
      sent: sentOn,
      replied: repliedOn,
    })),
    requests: file.requests.map(({ number, received, answered }) => ({ number, received, answered })),
    described: file.described,
  });
}

/** The clock of the decision itself. */
export const targetOf = (file: CaseFile): RunningClock | undefined => clocksOfCase(file).find(({ id }) => id === 'CL3');

export const dayOrNull = (at: Date | null): Day | null => at && dayOf(at);
export const incidentDate = (file: CaseFile): Day => dayOf(must(file.incident.occurredAt, 'the date of the incident'));
