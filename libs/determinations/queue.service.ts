import { may, type Person } from '@app/access';
import { type Day, dayOf } from '@app/calendar';
import { Database, type Transaction } from '@app/database';
import type { IncidentId } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { calendarOf, clocksOfCase, policiesOf } from './case-file';
import { type QueueRow, queueRows } from './data/queue.repository';
import {
  type DeterminationState,
  determinationWorkflow,
  type Due,
  isDue,
  isScopeUnsaid,
  matchesWords,
  nextDeadline,
  placeInQueue,
  type RunningClock,
  type WorkFacts,
  workOn,
} from './domain';

/** A clip in the queue, with the deadline that comes first. */
export interface Queued {
  readonly row: QueueRow;
  readonly deadline: RunningClock | null;
  /** Where it stands: what sorts the queue, and what a next page begins after. */
  readonly place: string;
}

type Known = Queued & { readonly today: Day };

/** What was computed of a clip, and from what. */
interface Computed {
  readonly written: string;
  readonly clip: Known;
}

interface Last {
  /** Day and policies: on another day, or under another policy, every clip is computed anew. */
  readonly terms: string;
  /** Entries of the ledger: no more, and nothing has happened. */
  readonly size: number;
  readonly clips: ReadonlyMap<string, Computed>;
  readonly queue: readonly Known[];
}

interface Terms {
  readonly policies: Parameters<typeof clocksOfCase>[0]['policies'];
  readonly calendar: ReturnType<typeof calendarOf>;
  readonly at: Date;
}

/** What is asked for. */
export interface QueueFilters {
  readonly due?: Due;
  readonly state?: DeterminationState;
  /** Work that is assigned to me, or that a role of mine takes further. */
  readonly mine?: 'assigned' | 'role';
  readonly words?: string;
  readonly incident?: IncidentId;
}

export interface PageQuery extends QueueFilters {
  /** The place after which the page begins. */
  readonly after?: string;
  readonly most: number;
}

export interface QueuePage {
  readonly clips: readonly Queued[];
  /** How many there are in all. */
  readonly total: number;
  /** The place after which the next page begins; null on the last one. */
  readonly next: string | null;
}

/** The clips in one state. */
export interface QueueColumn extends QueuePage {
  readonly state: DeterminationState;
}

const STATES = Object.keys(determinationWorkflow.states) as DeterminationState[];

/** Every clip that somebody may see, in the order in which it has to be worked on. */
@Injectable()
export class QueueService {
  private last: Last | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async page(query: PageQuery, by: Person): Promise<QueuePage> {
    return pageOf(await this.found(query, by), query);
  }

  /** The same clips by state, in the order of the workflow: the first page of each. */
  async board({ most, ...filters }: QueueFilters & { readonly most: number }, by: Person): Promise<QueueColumn[]> {
    const byState = Map.groupBy(await this.found(filters, by), ({ row }) => row.state);
    return STATES.map((state) => ({ state, ...pageOf(byState.get(state) ?? [], { most }) }));
  }

  private async found(filters: QueueFilters, by: Person): Promise<Known[]> {
    return (await this.everything(by)).filter(matcherOf(filters, by));
  }

  private async everything(by: Person): Promise<Known[]> {
    const queue = await this.database.read((tx) => this.queueIn(tx));
    return queue.filter(({ row }) => may(by, 'read', 'Clip', row));
  }

  /** The queue of everybody. Asked for anew after anything has happened; of the clips only those that changed are computed. */
  private async queueIn(tx: Transaction): Promise<readonly Known[]> {
    const { policies } = await policiesOf(tx);
    const today = dayOf(tx.at);
    const terms = JSON.stringify([today, policies]);
    const size = await this.ledger.size(tx);
    if (this.last?.terms === terms && this.last.size === size) return this.last.queue;
    const before = this.last?.terms === terms ? this.last.clips : new Map<string, Computed>();
    const calendar = calendarOf(policies);
    const clips = new Map<string, Computed>();
    for (const row of await queueRows(tx)) {
      const written = JSON.stringify(row);
      const known = before.get(row.id);
      clips.set(row.id, known?.written === written ? known : { written, clip: this.compute(row, { policies, calendar, at: tx.at }) }); // prettier-ignore
    }
    const queue = [...clips.values()].map(({ clip }) => clip).sort((a, b) => (a.place < b.place ? -1 : 1));
    this.last = { terms, size, clips, queue };
    return queue;
  }

  private compute(row: QueueRow, { policies, calendar, at }: Terms): Known {
    const deadline = nextDeadline(clocksOfCase({ ...partsOf(row), policies, at }, calendar));
    return { row, deadline, today: dayOf(at), place: placeInQueue({ ...row, dueOn: deadline?.dueOn ?? null }) };
  }
}

function pageOf(found: readonly Known[], { after = '', most }: Pick<PageQuery, 'after' | 'most'>): QueuePage {
  const rest = after === '' ? found : found.filter(({ place }) => place > after);
  const clips = rest.slice(0, most);
  return { clips, total: found.length, next: rest.length > clips.length ? (clips.at(-1)?.place ?? null) : null };
}

const partsOf = (row: QueueRow): Omit<Parameters<typeof clocksOfCase>[0], 'policies' | 'at'> => ({
  clip: row,
  incident: row,
  determination: row,
  signOff: row.signedAt && { signedAt: row.signedAt },
  flags: row.flags,
  consultations: row.consultations,
  requests: row.requests,
  described: row.described,
});

/** What of a row says whose work the clip is. */
export const workFacts = (row: QueueRow): WorkFacts => ({
  ...{ state: row.state, isUnassigned: row.isUnassigned },
  ...{ owesDescription: row.described !== null, isScopeUnsaid: isScopeUnsaid(row) },
});

const matcherOf =
  ({ due, state, mine, words, incident }: QueueFilters, by: Person) =>
  ({ row, deadline, today }: Known): boolean =>
    (due === undefined || isDue(due, deadline?.dueOn ?? null, today)) &&
    (state === undefined || row.state === state) &&
    (mine !== 'assigned' || row.workOf.includes(by.id)) &&
    (mine !== 'role' || workOn(workFacts(row)).waitsFor.some((role) => by.roles.includes(role))) &&
    (incident === undefined || row.incidentId === incident) &&
    (words === undefined || matchesWords(words, [row.id, row.nativeFilename, row.cameraLabel, row.caseNumber]));
