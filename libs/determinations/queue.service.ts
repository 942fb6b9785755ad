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
  type Due,
  isDue,
  matchesWords,
  nextDeadline,
  placeInQueue,
  type RunningClock,
  WAITS_FOR,
} from './domain';

/** A clip in the queue, with the deadline that comes first. */
export interface Queued {
  readonly row: QueueRow;
  readonly deadline: RunningClock | null;
  /** Where it stands: what sorts the queue, and what a next page begins after. */
  readonly place: string;
}

type Known = Queued & { readonly today: Day };

export interface QueueQuery {
  readonly due?: Due;
  readonly state?: DeterminationState;
  /** Work that is assigned to me, or that a role of mine takes further. */
  readonly mine?: 'assigned' | 'role';
  readonly words?: string;
  readonly incident?: IncidentId;
  /** The place after which the page begins. */
  readonly after?: string;
  readonly most: number;
}

/** Every clip that somebody may see, in the order in which it has to be worked on. */
@Injectable()
export class QueueService {
  private last: { readonly asOf: string; readonly queue: readonly Known[] } | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  /** One page, and how many there are in all. */
  async page(query: QueueQuery, by: Person): Promise<{ clips: Queued[]; total: number; next: string | null }> {
    const found = (await this.everything(by)).filter(matcherOf(query, by));
    const rest = query.after === undefined ? found : found.filter(({ place }) => place > (query.after ?? ''));
    const clips = rest.slice(0, query.most);
    return { clips, total: found.length, next: rest.length > clips.length ? (clips.at(-1)?.place ?? null) : null };
  }

  private async everything(by: Person): Promise<Known[]> {
    const queue = await this.database.read((tx) => this.queueIn(tx));
    return queue.filter(({ row }) => may(by, 'read', 'Clip', row));
  }

  /** The queue of everybody. It is computed anew on another day, under another policy, and after anything has happened. */
  private async queueIn(tx: Transaction): Promise<readonly Known[]> {
    const { policies } = await policiesOf(tx);
    const today = dayOf(tx.at);
    const asOf = JSON.stringify([await this.ledger.size(tx), today, policies]);
    if (this.last?.asOf !== asOf) {
      const calendar = calendarOf(policies);
      const queue = (await queueRows(tx)).map((row) => {
        const clocks = clocksOfCase({ ...partsOf(row), policies, at: tx.at }, calendar);
        const deadline = nextDeadline(clocks);
        return { row, deadline, today, place: placeInQueue({ ...row, dueOn: deadline?.dueOn ?? null }) };
      });
      this.last = { asOf, queue: queue.sort((a, b) => (a.place < b.place ? -1 : 1)) };
    }
    return this.last.queue;
  }
}

const partsOf = (row: QueueRow): Omit<Parameters<typeof clocksOfCase>[0], 'policies' | 'at'> => ({
  clip: row,
  incident: row,
  determination: row,
  signOff: row.signedAt && { signedAt: row.signedAt },
  flags: row.flags,
  consultations: row.consultations,
  requests: row.requests,
});

const matcherOf =
  ({ due, state, mine, words, incident }: QueueQuery, by: Person) =>
  ({ row, deadline, today }: Known): boolean =>
    (due === undefined || isDue(due, deadline?.dueOn ?? null, today)) &&
    (state === undefined || row.state === state) &&
    (mine !== 'assigned' || row.workOf.includes(by.id)) &&
    (mine !== 'role' || WAITS_FOR[row.state].some((role) => by.roles.includes(role))) &&
    (incident === undefined || row.incidentId === incident) &&
    (words === undefined || matchesWords(words, [row.id, row.nativeFilename, row.cameraLabel, row.caseNumber]));
