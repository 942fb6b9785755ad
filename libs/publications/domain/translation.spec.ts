import { linesToKeep, translatedLine, translationFault } from '.';

const line = { from: 1, to: 2, speaker: null, text: 'Step back.', redacted: false };
const record = { transcript: [line, { ...line, text: '[redacted]', redacted: true }] };
const translation = {
  title: 'Arresto en la calle',
  summary: 'Un arresto.',
  lines: [] as string[],
  translatedBy: 'R. Silva',
};

it.each([
  [{ title: ' a ' }, 'title'],
  [{ summary: 'a'.repeat(4001) }, 'summary'],
  [{ translatedBy: '' }, 'translatedBy'],
  [{ lines: ['Atrás.'] }, 'lines'],
])('a translation with %j is refused', (change, field) => {
  expect(translationFault({ ...translation, ...change }, record)?.field).toBe(field);
});

it('the transcript is translated whole or not at all', () => {
  expect(translationFault(translation, record)).toBeNull();
  expect(translationFault({ ...translation, lines: ['Atrás.', '[oculto]'] }, record)).toBeNull();
});

it('what is hidden in English is never said in translation', () => {
  const lines = ['Atrás.', 'Ana, ven aquí.'];
  expect([0, 1].map((i) => translatedLine(record, { lines }, i))).toEqual(['Atrás.', null]);
  expect(linesToKeep(lines, record)).toEqual(['Atrás.', '[redacted]']);
  expect(translatedLine(record, null, 0)).toBeNull();
  expect(translatedLine(record, { lines: [] }, 0)).toBeNull();
});
