import { Database, type Transaction } from '@app/database';
import { must } from '@app/kernel';
import type { SignedStatement } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { type BothWays, Conditions, pageOf, pagesOf } from './conditions';
import type { DocketEntry, DocketOutcome } from './domain';

export interface DocketQuery {
  readonly outcome?: DocketOutcome;
  /** Letter of the exemption, with its parentheses. */
  readonly prong?: string;
  /** Four digits: of the decision, or of the incident while there is none. */
  readonly year?: string;
  /** Only what should have been decided or looked at again by now. */
  readonly overdue?: true;
  readonly page: number;
}

export interface DocketPage {
  readonly entries: DocketEntry[];
  readonly total: number;
  readonly pages: number;
}

/** Figures over the whole docket. */
export interface DocketFigures {
  readonly decisions: readonly {
    readonly outcome: DocketOutcome;
    readonly year: string;
    readonly decisions: number;
    readonly late: number;
  }[];
  readonly prongs: readonly { readonly outcome: DocketOutcome; readonly prong: string; readonly decisions: number }[];
  /** From the clock’s start to the decision; null while nothing has been decided. */
  readonly medianDays: number | null;
}

const PAGE = 50;
const BY_DATE: BothWays = { forth: 'listed_on DESC, id', back: 'listed_on, id DESC' };

/** What the portal asks of the docket: SELECTs on views, which is all its role may do. */
@Injectable()
export class PublicDocket {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** One page, newest decision first. `today` is the day in Cambridge: what is overdue is asked by date. */
  page(query: DocketQuery, today: string): Promise<DocketPage> {
    return this.database.read(async (tx) => {
      const total = await totalOf(tx, query, today);
      const found = filters(query, today);
      const page = pageOf(BY_DATE, query.page, PAGE, total);
      // What is overdue is few and long ago: put in order when all are there, not met along the index of dates.
      const ids = query.overdue
        ? `WITH hit AS MATERIALIZED (SELECT id, listed_on FROM public_docket ${found.where}) SELECT id FROM hit ${page}`
        : `SELECT id FROM public_docket ${found.where} ${page}`;
      const rows = await tx.sql<{ entry: DocketEntry }>(
        `SELECT entry FROM public_docket WHERE id IN (${ids}) ORDER BY ${BY_DATE.forth}`,
        found.values,
      );
      return { entries: rows.map((row) => row.entry), total, pages: pagesOf(total, PAGE) };
    });
  }

  async entry(id: string): Promise<{ entry: DocketEntry; signed: SignedStatement } | null> {
    const rows = await this.database.read((tx) =>
      tx.sql<{ entry: DocketEntry; signed: SignedStatement }>('SELECT entry, signed FROM public_docket WHERE id = $1', [
        id,
      ]),
    );
    return rows[0] ?? null;
  }

  figures(): Promise<DocketFigures> {
    return this.database.read(async (tx) => {
      const [pace] = await tx.sql<{ days: number | null }>('SELECT median_days AS days FROM public_pace');
      return {
        decisions: await tx.sql('SELECT outcome, year, decisions, late FROM public_decisions ORDER BY year, outcome'),
        prongs: await tx.sql('SELECT outcome, prong, decisions FROM public_prongs ORDER BY prong, outcome'),
        medianDays: must(pace, 'the pace').days,
      };
    });
  }
}

/** A sum of the tally, or of what is overdue a count of its index. */
async function totalOf(tx: Transaction, query: DocketQuery, today: string): Promise<number> {
  const found = query.overdue ? filters(query, today) : ofEveryDay(query);
  if (!query.overdue) found.add((place) => `year = ${place}`, query.year);
  const counting = query.overdue
    ? 'SELECT count(*)::int AS total FROM public_docket'
    : 'SELECT coalesce(sum(lines), 0)::int AS total FROM public_docket_tally';
  const [count] = await tx.sql<{ total: number }>(`${counting} ${found.where}`, found.values);
  return count?.total ?? 0;
}

function filters(query: DocketQuery, today: string): Conditions {
  const found = ofEveryDay(query);
  found.add((place) => `listed_on >= ${place} || '-01-01'`, query.year);
  found.add((place) => `listed_on <= ${place} || '-12-31'`, query.year);
  // The same dates as `latenessOf` looks at.
  found.add((place) => `owed_on < ${place}`, query.overdue && today);
  return found;
}

/** Filters that have nothing to do with a date. */
function ofEveryDay(query: DocketQuery): Conditions {
  const found = new Conditions();
  found.add((place) => `outcome = ${place}`, query.outcome);
  found.add((place) => `${place} = ANY (prongs)`, query.prong);
  return found;
}
