import type { Views } from '@app/api-client';
import { determinationWorkflow } from '@app/determinations/domain';
import { gatesOf } from './gates';

const move = (codes: readonly string[]): Views['MoveView'] => ({
  move: 'signOff',
  title: 'Sign off',
  by: ['solicitor'],
  to: 'scheduled',
  signed: true,
  authority: 'R1',
  permitted: codes.length === 0,
  because: codes.map((code) => ({ code, says: code, authority: code })),
});

it('has a gate for every rule of finishing, signing off and publishing that somebody can put right', () => {
  const codes = gatesOf('id', []).map(({ code }) => code);
  const { finishAccessibility, signOff, publish } = determinationWorkflow.moves;
  const rules = [finishAccessibility, signOff, publish].flatMap(({ provided }) => provided.map(({ code }) => code));
  // The act's own: the signature, the files read back, and who publishes are looked at in the act itself.
  const own = ['signed-another-text', 'changed-after-signing', 'publisher-signed'];
  expect(codes).toEqual(expect.arrayContaining(rules.filter((code) => !own.includes(code))));
});

it('is open while any step names it, and leads to where it is put right', () => {
  const gates = gatesOf('id', [move(['caption-leak', 'wrong-role']), move([])]);
  expect(gates.filter(({ isOpen }) => isOpen)).toMatchObject([
    { code: 'caption-leak', says: 'No caption gives back words that are muted.', fix: '/clips/id#accessibility' },
  ]);
});
