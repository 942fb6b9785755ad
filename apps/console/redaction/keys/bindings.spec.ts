import { type Command, commandFor, conflict, DEFAULT_SETTINGS, keysOf, PAGES, type Pressed, type Settings, written } from './bindings'; // prettier-ignore

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

const inEditor = (pressed: Pressed, settings: Settings): Command | null => commandFor(pressed, PAGES.editor, settings);

it.each(Object.entries(PAGES))('no two commands of the %s share a key', (_, commands: readonly Command[]) => {
  const keys = commands.flatMap((command) => keysOf(command, DEFAULT_SETTINGS));
  expect(new Set(keys).size).toBe(keys.length);
  for (const command of commands)
    for (const one of keysOf(command, DEFAULT_SETTINGS)) expect(conflict(command, one, DEFAULT_SETTINGS)).toBeNull();
});

it.each([
  [press('.'), 'frameOn'],
  [press('>', { shiftKey: true }), 'tenOn'],
  [press('ArrowLeft', { shiftKey: true }), 'tenBack'],
  [press('z', { ctrlKey: true }), 'undo'],
  [press('Z', { metaKey: true, shiftKey: true }), 'redo'],
  [press('?', { shiftKey: true }), 'help'],
  [press(' '), 'play'],
  [press('l'), 'faster'],
  [press('L', { shiftKey: true }), 'lock'],
  [press('Delete', { shiftKey: true }), 'removeMask'],
  [press('q'), null],
  [press('Shift', { shiftKey: true }), null],
] as const)('%o is %s', (pressed, command) => {
  expect(inEditor(pressed, DEFAULT_SETTINGS)).toBe(command);
});

it('keys of one’s own replace the usual ones, and a key that is taken is seen', () => {
  const settings = { ...DEFAULT_SETTINGS, keys: { addMask: ['Ctrl+N'] } };
  expect(inEditor(press('n'), settings)).toBeNull();
  expect(inEditor(press('n', { ctrlKey: true }), settings)).toBe('addMask');
  expect(conflict('split', 'Ctrl+N', settings)).toBe('addMask');
});

it('with single keys off only keys with Ctrl or Alt do something, and the list can still be opened', () => {
  const settings = { ...DEFAULT_SETTINGS, single: false };
  expect(inEditor(press('n'), settings)).toBeNull();
  expect(inEditor(press('Delete', { shiftKey: true }), settings)).toBeNull();
  expect(inEditor(press('s', { ctrlKey: true }), settings)).toBe('save');
  expect(inEditor(press('?', { shiftKey: true }), settings)).toBe('help');
  expect(written(press('Control', { ctrlKey: true }))).toBeNull();
});

it('the quality check plays, halts and steps by the editor’s keys, and a key that both have is changed for both', () => {
  for (const key of [' ', 'j', 'k', 'l', ',', '.', 'g', '?'])
    expect(commandFor(press(key), PAGES.check, DEFAULT_SETTINGS)).toBe(inEditor(press(key), DEFAULT_SETTINGS));
  expect(commandFor(press('x'), PAGES.check, DEFAULT_SETTINGS)).toBe('flip');
  expect(inEditor(press('x'), DEFAULT_SETTINGS)).toBeNull();
  const settings = { ...DEFAULT_SETTINGS, keys: { halt: ['P'] } };
  expect([inEditor(press('p'), settings), commandFor(press('p'), PAGES.check, settings)]).toEqual(['halt', 'halt']);
  expect(conflict('halt', 'X', DEFAULT_SETTINGS)).toBe('flip');
  expect(conflict('halt', 'N', DEFAULT_SETTINGS)).toBe('addMask');
  expect(conflict('flip', 'N', DEFAULT_SETTINGS)).toBeNull();
  expect(commandFor(press('x'), PAGES.check, { ...DEFAULT_SETTINGS, single: false })).toBeNull();
});
