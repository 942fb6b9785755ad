import { asTyped, asValue, type Field } from './field';

const shown: Field = { name: 'shown', label: 'Shown', kind: 'lines', none: 'nowhere' };
const agencies: Field = { name: 'agencies', label: 'Agencies', kind: 'lines' };

it('a list that nobody has spoken of stays unknown; only the word for it says that it is empty', () => {
  expect(asTyped(shown, null)).toBe('');
  expect(asValue(shown, '')).toBeNull();
  expect(asValue(shown, ' Nowhere ')).toEqual([]);
  expect(asTyped(shown, [])).toBe('nowhere');
  expect(asValue(shown, 'https://a.example\n\n https://b.example ')).toEqual([
    'https://a.example',
    'https://b.example',
  ]);
  expect(asValue(agencies, '')).toEqual([]);
});

it('what is typed and what is kept are the same thing', () => {
  const instant: Field = { name: 'at', label: 'At', kind: 'instant' };
  // Both sides of the change to summer time in Cambridge, and an hour that comes twice in autumn.
  for (const at of ['2026-03-08T06:59:59.000Z', '2026-03-08T07:00:00.000Z', '2026-11-01T12:00:00.000Z'])
    expect(asValue(instant, asTyped(instant, at))).toBe(at);
  const yes: Field = { name: 'yes', label: 'Yes', kind: 'yes-no' };
  for (const value of [true, false, null]) expect(asValue(yes, asTyped(yes, value))).toBe(value);
  expect(asValue({ name: 'n', label: 'N', kind: 'number' }, '0')).toBe(0);
});
