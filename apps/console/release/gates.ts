import type { Views } from '@app/api-client';
import {
  type DeterminationMove,
  type DeterminationState,
  determinationWorkflow,
  wayToPublication,
} from '@app/determinations/domain';
import { must } from '@app/kernel';
import { PLACES } from './places';

export interface Gate {
  readonly code: string;
  readonly says: string;
  readonly authority: string;
  /** `later`: known only when the step can be made, by whoever makes it. */
  readonly is: 'open' | 'holds' | 'later';
  /** Address at which it is put right. */
  readonly fix: string;
}

type Moves = readonly Views['MoveView'][];

const becauseOf = (moves: Moves, name: DeterminationMove): readonly string[] =>
  moves.find(({ move }) => move === name)?.because.map(({ code }) => code) ?? [];

/** Of the two ways to release, the one that the orders of the draft lead to. */
function isNotTaken(move: DeterminationMove, moves: Moves): boolean {
  const hasOrders = becauseOf(moves, 'releaseWhole').includes('orders-present');
  const redacts = ['releaseRedacted', 'submitRedactions', 'passRedactions'].includes(move);
  return hasOrders ? move === 'releaseWhole' : redacts;
}

/**
 * Every rule of the steps that still lead to publication, with its state, as the api has just refused or granted each: a
 * gate is open while one of them names it.
 */
export function gatesOf(clip: string, { state, moves }: Pick<Views['MovesView'], 'state' | 'moves'>): Gate[] {
  const way = wayToPublication(state as DeterminationState);
  const isChoice = way.includes('releaseWhole');
  const steps = way.filter((move) => !isChoice || !isNotTaken(move, moves));
  const gates = new Map<string, Gate>();
  for (const step of steps) {
    const because = becauseOf(moves, step);
    for (const { code, says, authority } of determinationWorkflow.moves[step].provided) {
      const { at, of } = must(PLACES[code], `a place to put ${code} right`);
      const isLater =
        of === 'act' ||
        (of === 'actor' && because.includes('wrong-role')) ||
        (of === 'time' && because.includes('wrong-state'));
      const is = isLater ? 'later' : because.includes(code) ? 'open' : 'holds';
      if (gates.get(code)?.is !== 'open') gates.set(code, { code, says, authority, is, fix: at(clip) });
    }
  }
  return [...gates.values()];
}
