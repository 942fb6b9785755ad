import { asWords } from './words';

/** A workflow is a table. This file is the only code that reads it. */

/** One sentence of law or policy, and the test of whether it is met. */
export interface Rule<Facts> {
  readonly code: string;
  /** True when the rule is obeyed; staff read it when a step is refused. */
  readonly says: string;
  readonly authority: string;
  holds(facts: Facts): boolean;
}

export interface Move<State extends string, Actor extends string, Facts, Effect extends string> {
  /** What the button says. */
  readonly title: string;
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Actor[];
  readonly provided: readonly Rule<Facts>[];
  readonly then: readonly Effect[];
  readonly authority: string;
  /** The act is signed: the actor proves who they are again, over the exact text they sign. */
  readonly signed?: true;
}

export interface Workflow<
  State extends string,
  Actor extends string,
  Facts,
  Effect extends string,
  Name extends string,
> {
  readonly name: string;
  readonly startsAt: State;
  readonly endsAt: readonly State[];
  readonly states: Readonly<Record<State, string>>;
  readonly moves: Readonly<Record<Name, Move<State, Actor, Facts, Effect>>>;
}

export interface Reason {
  readonly code: string;
  readonly says: string;
  readonly authority: string;
}

export type Decision<State, Effect> =
  | { readonly permitted: true; readonly to: State; readonly then: readonly Effect[] }
  | { readonly permitted: false; readonly because: readonly Reason[] };

/** Types a table: a misspelt state, role, rule or effect does not compile. */
export const workflow =
  <Facts, Actor extends string, Effect extends string>() =>
  <
    const S extends Record<string, string>,
    const M extends Record<string, Move<keyof S & string, Actor, Facts, Effect>>,
  >(table: {
    name: string;
    startsAt: keyof S & string;
    endsAt: readonly (keyof S & string)[];
    states: S;
    moves: M;
  }): Workflow<keyof S & string, Actor, Facts, Effect, keyof M & string> =>
    table;

interface Question<S, Facts> {
  readonly state: S;
  /** Every role the person acting holds. */
  readonly roles: readonly string[];
  readonly facts: Facts;
}

/** Decides one move. Pure: same question, same answer; every broken rule is reported, not just the first. */
export function decide<S extends string, A extends string, F, E extends string, N extends string>(
  table: Workflow<S, A, F, E, N>,
  question: Question<S, F> & { move: N },
): Decision<S, E> {
  const move = table.moves[question.move];
  const because: Reason[] = [];
  if (!move.from.includes(question.state)) {
    because.push({
      code: 'wrong-state',
      says: `Only while it is: ${move.from.map(asWords).join(', ').toLowerCase()}.`,
      authority: move.authority,
    });
  }
  if (!move.by.some((role) => question.roles.includes(role))) {
    because.push({
      code: 'wrong-role',
      says: `Only by: ${move.by.map(asWords).join(' or ').toLowerCase()}.`,
      authority: move.authority,
    });
  }
  for (const rule of move.provided) {
    if (!rule.holds(question.facts)) {
      because.push({ code: rule.code, says: rule.says, authority: rule.authority });
    }
  }
  return because.length > 0 ? { permitted: false, because } : { permitted: true, to: move.to, then: move.then };
}

/** Every move with its decision: what a screen needs to draw its buttons, and to say why one is refused. */
export function available<S extends string, A extends string, F, E extends string, N extends string>(
  table: Workflow<S, A, F, E, N>,
  question: Question<S, F>,
): { readonly move: N; readonly decision: Decision<S, E> }[] {
  return names(table).map((move) => ({ move, decision: decide(table, { move, ...question }) }));
}

/** Renders the table for a reader who does not read TypeScript. */
export function describe<S extends string, A extends string, F, E extends string, N extends string>(
  table: Workflow<S, A, F, E, N>,
): string {
  const moves = names(table).map((name) => [name, table.moves[name]] as const);
  const states = Object.entries<string>(table.states).map(([name, says]) => `| ${name} | ${says} |`);
  const rows = moves.map(
    ([name, m]) =>
      `| ${name} | ${m.from.join(', ')} | ${m.to} | ${m.by.join(', ')} | ${m.signed ? 'yes' : ''} | ` +
      `${m.provided.map((r) => `${r.says} _(${r.authority})_`).join('<br>') || 'nothing further'} | ` +
      `${m.then.join(', ') || 'nothing'} | ${m.authority} |`,
  );
  const edges = moves.flatMap(([name, m]) => m.from.map((from) => `  ${from} --> ${m.to}: ${name}`));
  return [
    `# ${table.name}`,
    '',
    'Generated from the table by `npm run generate`; do not edit.',
    '',
    '## States',
    '',
    '| state | means |',
    '|---|---|',
    ...states,
    '',
    '## Moves',
    '',
    '| move | from | to | by | signed | provided that | then | authority |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${table.startsAt}`,
    ...edges,
    ...table.endsAt.map((state) => `  ${state} --> [*]`),
    '```',
    '',
  ].join('\n');
}

/** Faults in the table itself; a test requires the list to be empty. A move that stays in its state is no way out. */
export function faults<S extends string, A extends string, F, E extends string, N extends string>(
  table: Workflow<S, A, F, E, N>,
): string[] {
  const moves = names(table).map((name) => [name, table.moves[name]] as const);
  const reached = reachable(table);
  const states = Object.keys(table.states) as S[];
  const leaves = (state: S) => moves.some(([, m]) => m.from.includes(state) && m.to !== state);
  return [
    ...states.filter((s) => !reached.has(s)).map((s) => `${s} cannot be reached`),
    ...states.filter((s) => !table.endsAt.includes(s) && !leaves(s)).map((s) => `${s} has no way out`),
    ...states.filter((s) => table.endsAt.includes(s) && leaves(s)).map((s) => `${s} is final but has a way out`),
    ...moves.filter(([, m]) => m.authority.trim() === '').map(([name]) => `${name} cites no authority`),
    ...moves.flatMap(([name, m]) =>
      m.provided.filter((r) => r.authority.trim() === '').map((r) => `${r.code} of ${name} cites no authority`),
    ),
  ];
}

function reachable<S extends string, A extends string, F, E extends string, N extends string>(
  table: Workflow<S, A, F, E, N>,
): Set<S> {
  const moves = names(table).map((name) => table.moves[name]);
  const reached = new Set<S>([table.startsAt]);
  for (let grew = true; grew;) {
    grew = false;
    for (const move of moves) {
      if (move.from.some((from) => reached.has(from)) && !reached.has(move.to)) {
        reached.add(move.to);
        grew = true;
      }
    }
  }
  return reached;
}

const names = <S extends string, A extends string, F, E extends string, N extends string>(
  table: Workflow<S, A, F, E, N>,
): N[] => Object.keys(table.moves) as N[];
