import { addDays, type Day, dayOf } from '@app/calendar';
import { Database } from '@app/database';
import { requestClocks } from '@app/requests/domain';
import { Inject, Injectable } from '@nestjs/common';
import { calendarOf, policiesOf } from './case-file';
import * as figures from './data/overview.repository';
import { ELEMENTS_OF_F } from './domain';

/** How often something was done in time. What still has time is not counted. */
export interface Punctuality {
  readonly name: string;
  readonly authority: string;
  readonly inTime: number;
  /** Done too late, or still not done. */
  readonly late: number;
}

export interface Overview {
  readonly ages: readonly figures.StateAge[];
  readonly stages: readonly figures.StageTime[];
  readonly punctuality: readonly Punctuality[];
  readonly published: figures.Published;
  readonly withheld: figures.Withheld;
}

/** Figures on the work as a whole: where clips stand, how long each stage takes, what was in time, hidden and withheld. */
@Injectable()
export class OverviewService {
  constructor(@Inject(Database) private readonly database: Database) {}

  read(): Promise<Overview> {
    return this.database.read(async (tx) => {
      const { policies } = await policiesOf(tx);
      const calendar = calendarOf(policies);
      const today = dayOf(tx.at);
      const preserveBy = (began: Day): Day =>
        calendar.addBusinessDays(calendar.onOrAfter(began), policies['preserve.days']);
      return {
        ages: await figures.agesByState(tx),
        stages: await figures.timesByStage(tx),
        punctuality: [
          {
            name: 'Preserved',
            authority: 'City policy CL1',
            ...tally(await figures.receptions(tx), today, preserveBy),
          },
          {
            name: 'Decided or released',
            authority: 'City policy CL3; no deadline in law',
            ...tally(await figures.decisions(tx), today, (began) => addDays(began, policies['eo.target_days'])),
          },
          {
            name: 'Written response to a records request',
            authority: '950 CMR 32.06(2)(b)',
            ...tally(
              await figures.answers(tx),
              today,
              (received) =>
                requestClocks({ received, answered: null, produceWithin: policies['prr.production_days'] }, calendar)
                  .respondBy,
            ),
          },
        ],
        published: await figures.published(tx),
        withheld: await figures.withheld(tx, Object.keys(ELEMENTS_OF_F)),
      };
    });
  }
}

function tally(
  all: readonly figures.Dated[],
  today: Day,
  dueOn: (began: Day) => Day,
): Pick<Punctuality, 'inTime' | 'late'> {
  const late = all.filter(({ began, done }) => (done ?? today) > dueOn(began)).length;
  const open = all.filter(({ began, done }) => done === null && today <= dueOn(began)).length;
  return { inTime: all.length - late - open, late };
}
