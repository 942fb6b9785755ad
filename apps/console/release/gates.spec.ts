import type { Views } from '@app/api-client';
import {
  type DeterminationMove,
  determinationRules,
  determinationWorkflow,
  wayToPublication,
} from '@app/determinations/domain';
import { type Gate, gatesOf } from './gates';
import { PLACES } from './places';

const { moves: TABLE } = determinationWorkflow;

/** As the api answers somebody to whom each of these steps is refused for that, and every other is granted. */
const answered = (state: string, refused: Partial<Record<DeterminationMove, readonly string[]>> = {}) => ({
  state,
  moves: (Object.keys(TABLE) as DeterminationMove[]).map((move): Views['MoveView'] => {
    const { title, by, to, authority } = TABLE[move];
    const because = (refused[move] ?? []).map((code) => ({ code, says: code, authority: code }));
    return { move, title, by: [...by], to, signed: false, authority, permitted: because.length === 0, because };
  }),
});
const codes = (gates: readonly Gate[], is: Gate['is']): string[] =>
  gates.filter((one) => one.is === is).map(({ code }) => code);

it.each(Object.values(determinationRules).map(({ code }) => code))('%s has a place where it is put right', (code) => {
  expect(PLACES[code]?.at('7')).toMatch(/^\/clips\/7(\/[a-z]+)?#[\w-]+$/);
});

it('no place is kept for a rule that there is not', () => {
  const known = Object.values(determinationRules).map(({ code }) => code);
  expect(Object.keys(PLACES).filter((code) => !known.includes(code))).toEqual([]);
});

it.each(wayToPublication('preserved'))(
  '%s is not refused on the way to the public without a gate that says so',
  (move) => {
    // Orders that forbid a release in whole lead to the other one.
    const rules = TABLE[move].provided.map(({ code }) => code).filter((code) => code !== 'orders-present');
    const orders = move === 'releaseWhole' ? {} : { releaseWhole: ['orders-present'] };
    const gates = gatesOf('7', answered('preserved', { ...orders, [move]: rules }));
    const shut = gates.filter(({ is }) => is !== 'holds').map(({ code }) => code);
    expect(shut).toEqual(expect.arrayContaining(rules));
  },
);

it('asks of a release with parts hidden what its orders ask, and of one in whole nothing of it', () => {
  const whole = gatesOf('7', answered('solicitorReview'));
  expect(codes(whole, 'holds')).toContain('orders-present');
  expect(whole.map(({ code }) => code)).not.toContain('tasks-open');
  const redacted = gatesOf('7', answered('solicitorReview', { releaseWhole: ['orders-present'] }));
  expect(redacted.map(({ code }) => code)).toEqual(expect.arrayContaining(['no-orders', 'tasks-open', 'issues-open']));
  expect(redacted.map(({ code }) => code)).not.toContain('orders-present');
});

it('of what hangs on whoever makes a step, others are told that it is looked at then', () => {
  const refused = { passRedactions: ['not-watched', 'issues-open'] };
  expect(codes(gatesOf('7', answered('qualityCheck', refused)), 'open')).toEqual(['not-watched', 'issues-open']);
  const toOthers = { passRedactions: ['wrong-role', 'not-watched', 'issues-open'] };
  expect(codes(gatesOf('7', answered('qualityCheck', toOthers)), 'open')).toEqual(['issues-open']);
  expect(codes(gatesOf('7', answered('qualityCheck', toOthers)), 'later')).toContain('not-watched');
});

it('what comes with time is open when it is waited for, not before the signature with which it begins', () => {
  const before = { publish: ['wrong-state', 'notice-running', 'under-hold'] };
  expect(codes(gatesOf('7', answered('awaitingSignOff', before)), 'open')).toEqual(['under-hold']);
  expect(codes(gatesOf('7', answered('awaitingSignOff', before)), 'later')).toContain('notice-running');
  expect(codes(gatesOf('7', answered('scheduled', { publish: ['notice-running'] })), 'open')).toEqual([
    'notice-running',
  ]);
});

it('what one step of the way refuses is open, though another grants it', () => {
  const gates = gatesOf('7', answered('accessibility', { signOff: ['caption-leak'] }));
  expect(gates.find(({ code }) => code === 'caption-leak')).toMatchObject({
    is: 'open',
    fix: '/clips/7#accessibility',
  });
  expect(gates.filter(({ code }) => code === 'caption-leak')).toHaveLength(1);
});

it('nothing of the way is left once it is public', () => {
  expect(gatesOf('7', answered('published'))).toEqual([]);
});
