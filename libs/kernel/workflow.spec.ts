import { available, decide, describe as describeTable, faults, type Rule, workflow } from '.';

interface Facts {
  readonly paid: boolean;
  readonly wrapped: boolean;
}
const paid: Rule<Facts> = { code: 'unpaid', says: 'It is paid for.', authority: 'House rule 1', holds: (f) => f.paid };
const wrapped: Rule<Facts> = {
  code: 'unwrapped',
  says: 'It is wrapped.',
  authority: 'House rule 2',
  holds: (f) => f.wrapped,
};

const parcel = workflow<Facts, 'clerk' | 'courier', 'call-van'>()({
  name: 'A parcel',
  startsAt: 'packed',
  endsAt: ['delivered'],
  states: { packed: 'On the table.', sent: 'On its way.', delivered: 'There.' },
  moves: {
    label: { title: 'Label', from: ['packed'], to: 'packed', by: ['clerk'], provided: [], then: [], authority: '§ 0' },
    send: {
      title: 'Send',
      from: ['packed'],
      to: 'sent',
      by: ['clerk'],
      provided: [paid, wrapped],
      then: ['call-van'],
      authority: '§ 1',
      signed: true,
    },
    deliver: {
      title: 'Deliver',
      from: ['sent'],
      to: 'delivered',
      by: ['courier'],
      provided: [],
      then: [],
      authority: '§ 2',
    },
  },
});
const ready: Facts = { paid: true, wrapped: true };

describe('a workflow table', () => {
  it('permits a move and says where it leads and what follows', () => {
    expect(decide(parcel, { move: 'send', state: 'packed', roles: ['clerk'], facts: ready })).toEqual({
      permitted: true,
      to: 'sent',
      then: ['call-van'],
    });
  });

  it('reports every broken rule with its words and authority, not just the first', () => {
    const decision = decide(parcel, { move: 'send', state: 'sent', roles: [], facts: { paid: false, wrapped: false } });
    expect(decision).toEqual({
      permitted: false,
      because: [
        { code: 'wrong-state', says: 'Only while it is: packed.', authority: '§ 1' },
        { code: 'wrong-role', says: 'Only by: clerk.', authority: '§ 1' },
        { code: 'unpaid', says: 'It is paid for.', authority: 'House rule 1' },
        { code: 'unwrapped', says: 'It is wrapped.', authority: 'House rule 2' },
      ],
    });
  });
});

describe('a table', () => {
  it('lets a person act in any role they hold', () => {
    const moves = available(parcel, { state: 'sent', roles: ['clerk', 'courier'], facts: ready });
    expect(moves.filter((m) => m.decision.permitted).map((m) => m.move)).toEqual(['deliver']);
  });

  it('describes itself with states, rules, authorities and a diagram', () => {
    const text = describeTable(parcel);
    expect(text).toContain('| send | packed | sent | clerk | yes | It is paid for. _(House rule 1)_<br>');
    expect(text).toContain('  packed --> sent: send');
    expect(text).toContain('| delivered | There. |');
  });

  it('is sound', () => expect(faults(parcel)).toEqual([]));

  it('shows a dead end, an unreachable state, a leaky end and a move or rule without authority', () => {
    const go = { title: '', by: ['clerk'] as const, then: [], authority: ' ' };
    const nameless: Rule<Facts> = { code: 'nameless', says: '', authority: '', holds: () => true };
    const broken = workflow<Facts, 'clerk', 'x'>()({
      name: 'broken',
      startsAt: 'one',
      endsAt: ['three'],
      states: { one: '', two: '', three: '', four: '' },
      moves: {
        a: { ...go, from: ['one'], to: 'two', provided: [nameless] },
        b: { ...go, from: ['three'], to: 'one', provided: [] },
        stay: { ...go, from: ['two'], to: 'two', provided: [] },
      },
    });
    expect(faults(broken)).toEqual([
      'three cannot be reached',
      'four cannot be reached',
      'two has no way out',
      'four has no way out',
      'three is final but has a way out',
      'a cites no authority',
      'b cites no authority',
      'stay cites no authority',
      'nameless of a cites no authority',
    ]);
  });
});

// What must not compile: each line below is an error if the compiler ever accepts it.
const base = {
  title: '',
  by: ['a'] as const,
  provided: [],
  then: [],
  authority: '§',
  from: ['one'],
  to: 'one',
} as const;
const process = { name: '', startsAt: 'one', endsAt: [], states: { one: '' } } as const;
const declare = workflow<object, 'a', 'e'>();
export const mustNotCompile = (): unknown[] => [
  // @ts-expect-error a target state that does not exist
  declare({ ...process, moves: { go: { ...base, to: 'nowhere' } } }),
  // @ts-expect-error a role that does not exist
  declare({ ...process, moves: { go: { ...base, by: ['b'] } } }),
  // @ts-expect-error an effect that does not exist
  declare({ ...process, moves: { go: { ...base, then: ['z'] } } }),
  // @ts-expect-error a start that does not exist
  declare({ ...process, startsAt: 'two', moves: {} }),
];
