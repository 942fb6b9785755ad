import { addDays, type BusinessCalendar, type Day, dayOf, isDay, startOfDay } from '@app/calendar';
import { type Flag, FLAGS, type FootageSource, PRESERVES, purgeDate } from '@app/footage/domain';
import { requestClocks } from '@app/requests/domain';
import { type ClockDefinition, CLOCKS } from './clock-definitions';
import type { Policies } from './policy';

/** What the clocks run on: events with their dates. Null: has not happened. */
export interface ClockFacts {
  readonly today: Day;
  readonly now: Date;
  readonly policies: Policies;
  readonly calendar: BusinessCalendar;
  readonly source: FootageSource;
  /** Holds and other conditions that follow the clip. */
  readonly flags: readonly Flag[];
  /** Start of the recording, or, unknown, of the incident. */
  readonly capturedAt: Date | null;
  readonly occurredAt: Date | null;
  readonly receivedAt: Date;
  readonly accessibleAt: Date | null;
  readonly decidedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly signedOffAt: Date | null;
  readonly noticeEndsAt: Date | null;
  readonly nextReviewOn: Day | null;
  readonly deferredOn: Day | null;
  readonly consultations: readonly {
    readonly party: string;
    readonly sent: Day | null;
    readonly replied: Day | null;
  }[];
  readonly requests: readonly { readonly number: string; readonly received: Day; readonly answered: Day | null }[];
  /** What the release that stands says of a described version that it lacks. */
  readonly described: { readonly promisedAt: Date; readonly by: Day } | null;
}

/** Dates until which something is kept: nobody is late when they come. */
const KEPT_UNTIL = ['Ledger kept at least until', 'Kept for an appeal'];

/** The deadline that comes first, of those that have begun and are not met; what is overdue comes before all. */
export const nextDeadline = (clocks: readonly RunningClock[]): RunningClock | null =>
  clocks
    .filter(({ metOn, dueOn, startedOn }) => metOn === null && dueOn !== null && startedOn !== null)
    .filter(({ name }) => !KEPT_UNTIL.some((kept) => name.startsWith(kept)))
    .sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))[0] ?? null;

export type ClockState = 'not-started' | 'running' | 'met' | 'overdue';

/** One clock as everyone sees it: which event started it, when it is due, under which authority. */
export interface RunningClock {
  readonly id: ClockDefinition['id'];
  readonly name: string;
  readonly startsWith: string;
  readonly startedOn: Day | null;
  readonly dueOn: Day | null;
  readonly dueAt: Date | null;
  readonly metOn: Day | null;
  readonly state: ClockState;
  /** Business days left; negative when overdue; null when nothing is due. */
  readonly businessDaysLeft: number | null;
  readonly authority: string;
  readonly note: string | null;
}

type Definition = Pick<ClockDefinition, 'id' | 'name' | 'startsWith' | 'authority'>;

interface Reading {
  readonly startedOn: Day | null;
  readonly dueOn: Day | null;
  readonly metOn?: Day | null;
  readonly dueAt?: Date | null;
  readonly note?: string;
}

const day = (at: Date | null): Day | null => at && dayOf(at);

/** Clocks CL1–CL8. Lateness is computed from dates, never stored. */
export function clocksOf(facts: ClockFacts): RunningClock[] {
  return [
    clock(facts, CLOCKS.preserved, preserved(facts)),
    clock(facts, CLOCKS.purge, purge(facts)),
    ...facts.requests.flatMap((request) => requestReadings(facts, request)),
    clock(facts, CLOCKS.target, target(facts)),
    ...consultationReadings(facts),
    clock(facts, CLOCKS.notice, notice(facts)),
    clock(facts, CLOCKS.review, review(facts)),
    clock(facts, CLOCKS.accessibility, accessibility(facts)),
    ...(facts.described ? [clock(facts, CLOCKS.described, described(facts.described))] : []),
    clock(facts, CLOCKS.ledger, ledger(facts)),
  ];
}

function clock(facts: ClockFacts, { id, name, startsWith, authority }: Definition, reading: Reading): RunningClock {
  const { startedOn, dueOn, metOn = null, dueAt = null, note = null } = reading;
  const late = dueOn !== null && (metOn ?? facts.today) > dueOn;
  const state: ClockState =
    startedOn === null || dueOn === null
      ? 'not-started'
      : metOn !== null && !late
        ? 'met'
        : late
          ? 'overdue'
          : 'running';
  const left = dueOn === null || metOn !== null ? null : facts.calendar.businessDaysBetween(facts.today, dueOn);
  return { id, name, startsWith, authority, startedOn, dueOn, dueAt, metOn, state, businessDaysLeft: left, note };
}

function preserved(facts: ClockFacts): Reading {
  const startedOn = day(facts.occurredAt);
  const dueOn =
    startedOn && facts.calendar.addBusinessDays(facts.calendar.onOrAfter(startedOn), facts.policies['preserve.days']);
  return { startedOn, dueOn, metOn: day(facts.receivedAt) };
}

function purge(facts: ClockFacts): Reading {
  const captured = facts.capturedAt ?? facts.occurredAt;
  const holds = facts.flags.filter((flag) => PRESERVES.includes(flag)).map((flag) => FLAGS[flag]);
  const policy = {
    cameraDays: facts.policies['retention.camera_days'],
    bodyWornDays: facts.policies['retention.bwc_days'],
  };
  return {
    startedOn: day(captured),
    dueOn: captured && purgeDate(facts.source, captured, policy),
    metOn: day(facts.receivedAt),
    note: ['At the source only: Daylight keeps what it received.', ...holds].join(' '),
  };
}

function requestReadings(facts: ClockFacts, request: ClockFacts['requests'][number]): RunningClock[] {
  const due = requestClocks({ ...request, produceWithin: facts.policies['prr.production_days'] }, facts.calendar);
  const of = (definition: ClockDefinition, dueOn: Day | null, met: Partial<Reading>): RunningClock =>
    clock(
      facts,
      { ...definition, name: `${definition.name}: request ${request.number}` },
      { startedOn: due.receivedOn, dueOn, ...met },
    );
  const answered = { metOn: request.answered };
  return [
    of(CLOCKS.respond, due.respondBy, answered),
    of(CLOCKS.petition, due.petitionBy, answered),
    of(CLOCKS.produce, due.produceBy, answered),
    ...(due.appealHoldUntil ? [of(CLOCKS.appealHold, due.appealHoldUntil, { startedOn: request.answered })] : []),
  ];
}

function target(facts: ClockFacts): Reading {
  const startedOn = day(facts.occurredAt);
  return {
    startedOn,
    dueOn: startedOn && addDays(startedOn, facts.policies['eo.target_days']),
    metOn: day(facts.decidedAt ?? facts.publishedAt), // a decision in time stays in time, whenever it is published
  };
}

function consultationReadings(facts: ClockFacts): RunningClock[] {
  const { calendar, policies } = facts;
  const began = day(facts.receivedAt);
  if (facts.consultations.length === 0) {
    return [clock(facts, CLOCKS.consultation, { startedOn: null, dueOn: null, note: 'None asked for.' })];
  }
  return facts.consultations.flatMap(({ party, sent, replied }) => [
    clock(
      facts,
      { ...CLOCKS.consultationSent, name: `${CLOCKS.consultationSent.name}: ${party}` },
      { startedOn: began, dueOn: began && calendar.addBusinessDays(began, policies['consult.send_days']), metOn: sent },
    ),
    clock(
      facts,
      { ...CLOCKS.consultationReply, name: `${CLOCKS.consultationReply.name}: ${party}` },
      {
        startedOn: sent,
        dueOn: sent && calendar.addBusinessDays(sent, policies['consult.reply_days']),
        metOn: replied,
        note: 'Silence is not objection; objection is evidence, not a veto.',
      },
    ),
  ]);
}

const notice = (facts: ClockFacts): Reading => ({
  startedOn: day(facts.signedOffAt),
  dueOn: day(facts.noticeEndsAt),
  dueAt: facts.noticeEndsAt,
  metOn: day(facts.publishedAt),
});

const review = (facts: ClockFacts): Reading => ({ startedOn: facts.deferredOn, dueOn: facts.nextReviewOn });

function accessibility(facts: ClockFacts): Reading {
  const law = facts.policies['a11y.compliance_date'];
  const binds = isDay(law) && law <= facts.today;
  return {
    startedOn: day(facts.signedOffAt) ?? day(facts.receivedAt),
    dueOn: day(facts.publishedAt),
    metOn: day(facts.accessibleAt),
    note: binds ? 'Required by law.' : `Required by City policy now, by law from ${law}.`,
  };
}

const described = ({ promisedAt, by }: NonNullable<ClockFacts['described']>): Reading => ({
  startedOn: dayOf(promisedAt),
  dueOn: by,
  note: 'A next version has it: this one stays as it was signed.',
});

function ledger(facts: ClockFacts): Reading {
  const startedOn = day(facts.publishedAt ?? facts.decidedAt);
  return { startedOn, dueOn: startedOn && addDays(startedOn, Math.ceil(facts.policies['audit.years'] * 365.25)) };
}

/** The instant at which a day's review is looked at: its first. */
export const reviewInstant = (on: Day): Date => startOfDay(on);
