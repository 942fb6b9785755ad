import { EXEMPTIONS } from '@app/determinations/domain';
import { PRONGS } from '@app/publications/domain';
import { CATALOGUE } from '@app/redactions/domain';
import { type Added, exemptionFields, exemptionOf, NEVER_HIDDEN, orderFields, orderOf } from './added';

const missing = (added: Added<unknown>): string[] => ('faults' in added ? added.faults.map(({ field }) => field) : []);

it('orders nothing of what is never to be redacted, and shows it with its authority', () => {
  const [subject] = orderFields({});
  expect(subject?.options).not.toContain('federal-officer');
  expect(NEVER_HIDDEN.map(({ title }) => title)).toContain(CATALOGUE['federal-officer'].title);
  expect(NEVER_HIDDEN.every(({ authority }) => authority !== '')).toBe(true);
  const order = { subject: 'federal-officer', channel: 'video', basis: '0', instruction: 'The face.' };
  expect(missing(orderOf(order))).toEqual(['subject', 'channel', 'basis']);
});

it.each(orderFields({})[0]?.options ?? [])(
  '%s can be ordered in each of its channels, on each of its grounds',
  (subject) => {
    const [, where, ground] = orderFields({ subject });
    expect([where?.options?.length, ground?.options?.length]).not.toContain(0);
    for (const channel of where?.options ?? [])
      for (const basis of ground?.options ?? [])
        expect(orderOf({ subject, channel, basis, instruction: ' The left. ' })).toMatchObject({
          added: { subject, channel, instruction: 'The left.', basis: { why: expect.any(String) as string } },
        });
  },
);

it('chooses nothing by itself, and says of every field that it is missing', () => {
  expect(missing(orderOf({}))).toEqual(['subject', 'channel', 'basis', 'instruction']);
  expect(missing(orderOf({ subject: 'minor', channel: 'caption', basis: '9', instruction: ' ' }))).toEqual([
    'channel',
    'basis',
    'instruction',
  ]);
});

it('cites a letter of the clause, and names another statute for (a) alone', () => {
  expect(missing(exemptionOf({}))).toEqual(['letter', 'why']);
  expect(missing(exemptionOf({ letter: '(k)', why: 'It applies.' }))).toEqual(['letter']);
  expect(missing(exemptionOf({ letter: '(a)', why: 'It applies.' }))).toEqual(['statute']);
  const f = { letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why: 'It applies.' };
  expect(exemptionOf({ letter: '(f)', statute: 'typed for (a) before', why: ' It applies. ' })).toEqual({ added: f });
  expect(exemptionFields({ letter: '(f)' }).map(({ name }) => name)).toEqual(['letter', 'why']);
  expect(exemptionFields({ letter: '(a)' }).map(({ name }) => name)).toEqual(['letter', 'statute', 'why']);
});

it('the clause has every letter that the public is told of', () => {
  expect(Object.keys(EXEMPTIONS)).toEqual(expect.arrayContaining(Object.keys(PRONGS)));
});
