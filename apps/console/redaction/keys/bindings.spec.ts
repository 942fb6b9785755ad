import { COMMAND_NAMES, commandFor, conflict, DEFAULT_SETTINGS, keysOf, type Pressed, written } from './bindings';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

it('no two commands share a key', () => {
  const keys = COMMAND_NAMES.flatMap((command) => keysOf(command, DEFAULT_SETTINGS));
  expect(new Set(keys).size).toBe(keys.length);
  for (const command of COMMAND_NAMES)
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
  expect(commandFor(pressed, DEFAULT_SETTINGS)).toBe(command);
});

it('keys of one’s own replace the usual ones, and a key that is taken is seen', () => {
  const settings = { ...DEFAULT_SETTINGS, keys: { addMask: ['Ctrl+N'] } };
  expect(commandFor(press('n'), settings)).toBeNull();
  expect(commandFor(press('n', { ctrlKey: true }), settings)).toBe('addMask');
  expect(conflict('split', 'Ctrl+N', settings)).toBe('addMask');
});

it('with single keys off only keys with Ctrl or Alt do something, and the list can still be opened', () => {
  const settings = { ...DEFAULT_SETTINGS, single: false };
  expect(commandFor(press('n'), settings)).toBeNull();
  expect(commandFor(press('Delete', { shiftKey: true }), settings)).toBeNull();
  expect(commandFor(press('s', { ctrlKey: true }), settings)).toBe('save');
  expect(commandFor(press('?', { shiftKey: true }), settings)).toBe('help');
  expect(written(press('Control', { ctrlKey: true }))).toBeNull();
});
