import { type DeterminationMove, type DeterminationState, determinationWorkflow } from './determination.workflow';

/** The table’s states stand in the order of the work. */
const STATES = Object.keys(determinationWorkflow.states) as DeterminationState[];
const MOVES = Object.keys(determinationWorkflow.moves) as DeterminationMove[];

const PUBLISHED: DeterminationState = 'published';

const fromOf = (move: DeterminationMove): readonly DeterminationState[] => determinationWorkflow.moves[move].from;
const toOf = (move: DeterminationMove): DeterminationState => determinationWorkflow.moves[move].to;
const isOnward = (state: DeterminationState, move: DeterminationMove): boolean =>
  fromOf(move).includes(state) && STATES.indexOf(toOf(move)) > STATES.indexOf(state);

const wayFrom = (state: DeterminationState): readonly DeterminationMove[] =>
  MOVES.filter((move) => isOnward(state, move)).flatMap((move) => {
    const rest = wayFrom(toOf(move));
    return toOf(move) === PUBLISHED || rest.length > 0 ? [move, ...rest] : [];
  });

/**
 * The steps by which what is in that state can still become public, in the table’s order; where it rests, they begin with
 * the one by which it is taken up again. None of what is or was public.
 */
export function wayToPublication(state: DeterminationState): readonly DeterminationMove[] {
  if (STATES.indexOf(state) >= STATES.indexOf(PUBLISHED)) return [];
  const onward = wayFrom(state);
  const back = MOVES.filter((move) => fromOf(move).includes(state) && toOf(move) !== state);
  const way = onward.length > 0 ? onward : back.flatMap((move) => [move, ...wayFrom(toOf(move))]);
  return MOVES.filter((move) => way.includes(move));
}
