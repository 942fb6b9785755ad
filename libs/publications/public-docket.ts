import { Database, type Transaction } from '@app/database';
import { must } from '@app/kernel';
import type { SignedStatement } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { type BothWays, Conditions, type Group, pageOf, pagesOf, sliceOf, stretchOf } from './conditions';
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
    return this.database.read((tx) => (query.overdue ? overdue(tx, query, today) : listed(tx, query)));
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

/** A page of the list, or of what filters leave of it. How many lines each month has is known; those of other months than the page’s are not looked at. */
async function listed(tx: Transaction, query: DocketQuery): Promise<DocketPage> {
  const counted = ofEveryDay(query);
  counted.add((place) => `left(month, 4) = ${place}`, query.year);
  const months = await tx.sql<Group<string>>(
    `SELECT month AS key, sum(lines)::int AS rows FROM public_docket_month ${counted.where} GROUP BY month ORDER BY month DESC`,
    counted.values,
  );
  const total = months.reduce((sum, { rows }) => sum + rows, 0);
  const stretch = stretchOf(months, query.page, PAGE);
  if (stretch === null) return { entries: [], total, pages: pagesOf(total, PAGE) };
  const found = ofEveryDay(query);
  found.add((place) => `listed_on <= ${place} || '-31'`, stretch.first);
  found.add((place) => `listed_on >= ${place} || '-01'`, stretch.last);
  const ids = `SELECT id FROM public_docket ${found.where} ${sliceOf(BY_DATE, stretch)}`;
  return { entries: await entriesOf(tx, ids, found), total, pages: pagesOf(total, PAGE) };
}

/** What is overdue is few and long ago: put in order when all are there, not met along the index of dates. */
async function overdue(tx: Transaction, query: DocketQuery, today: string): Promise<DocketPage> {
  const found = ofEveryDay(query);
  found.add((place) => `listed_on >= ${place} || '-01-01'`, query.year);
  found.add((place) => `listed_on <= ${place} || '-12-31'`, query.year);
  // The same dates as `latenessOf` looks at.
  found.add((place) => `owed_on < ${place}`, today);
  const [count] = await tx.sql<{ total: number }>(
    `SELECT count(*)::int AS total FROM public_docket ${found.where}`,
    found.values,
  );
  const total = count?.total ?? 0;
  const ids = `WITH hit AS MATERIALIZED (SELECT id, listed_on FROM public_docket ${found.where})
    SELECT id FROM hit ${pageOf(BY_DATE, query.page, PAGE, total)}`;
  return { entries: await entriesOf(tx, ids, found), total, pages: pagesOf(total, PAGE) };
}

/** The lines with these ids, in the order of the list. */
async function entriesOf(tx: Transaction, ids: string, { values }: Conditions): Promise<DocketEntry[]> {
  const rows = await tx.sql<{ entry: DocketEntry }>(
    `SELECT entry FROM public_docket WHERE id IN (${ids}) ORDER BY ${BY_DATE.forth}`,
    values,
  );
  return rows.map(({ entry }) => entry);
}

/** Filters that have nothing to do with a date. */
function ofEveryDay(query: DocketQuery): Conditions {
  const found = new Conditions();
  found.add((place) => `outcome = ${place}`, query.outcome);
  found.add((place) => `${place} = ANY (prongs)`, query.prong);
  return found;
}
