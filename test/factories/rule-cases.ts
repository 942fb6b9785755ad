import { type DeterminationMove, determinationWorkflow as table } from '@app/determinations/domain';
import { decide } from '@app/kernel';
import { aCase, type CaseChange } from './case-facts';

/** One rule seen to hold and seen to break, on one of the moves that depend on it. */
export interface RuleCase {
  /** The words that staff read when it refuses. */
  readonly says: string;
  readonly code: string;
  readonly move: DeterminationMove;
  /** What makes that move lawful; absent where a plain case is. */
  readonly given?: CaseChange;
  /** Further cases in which it holds. */
  readonly holds?: readonly CaseChange[];
  /** Each breaks this rule. */
  readonly breaks: readonly CaseChange[];
}

/** Makes the two tests of each case: the move is permitted; and refused with that code and those words only. */
export function itHoldsAndBreaks(cases: readonly RuleCase[]): void {
  for (const one of cases) {
    it(`${one.move} is lawful when: ${one.says}`, () => {
      for (const change of [{}, ...(one.holds ?? [])]) expect(refusals(one, change)).toEqual([]);
    });
    it(`${one.move} is refused with ${one.code} when that is not so`, () => {
      for (const change of one.breaks) {
        expect(refusals(one, change)).toEqual([{ code: one.code, says: one.says }]);
      }
    });
  }
}

function refusals({ move, given }: RuleCase, change: CaseChange): { code: string; says: string }[] {
  const { from, by } = table.moves[move];
  const facts = aCase({ ...given, ...change });
  const decision = decide(table, { move, state: from[0]!, roles: by, facts });
  return decision.permitted ? [] : decision.because.map(({ code, says }) => ({ code, says }));
}
