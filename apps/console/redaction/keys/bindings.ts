interface Binding {
  readonly says: string;
  /** The keys that do it until somebody chooses others. */
  readonly keys: readonly string[];
}

/** The way through a clip: the same keys in the editor and in the quality check. */
const MOVING = {
  play: { says: 'Play or halt', keys: ['Space'] },
  slower: { says: 'Slower; in the editor then backwards', keys: ['J'] },
  halt: { says: 'Halt', keys: ['K'] },
  faster: { says: 'Play, then faster', keys: ['L'] },
  frameBack: { says: 'One frame back', keys: [',', 'Left'] },
  frameOn: { says: 'One frame on', keys: ['.', 'Right'] },
  tenBack: { says: 'Ten frames back', keys: ['Shift+,', 'Shift+Left'] },
  tenOn: { says: 'Ten frames on', keys: ['Shift+.', 'Shift+Right'] },
  clipStart: { says: 'To the start of the clip', keys: ['Ctrl+Home'] },
  clipEnd: { says: 'To the end of the clip', keys: ['Ctrl+End'] },
  goTo: { says: 'Go to a frame or a time', keys: ['G'] },
  help: { says: 'This list', keys: ['?'] },
} as const satisfies Record<string, Binding>;

/** What the editor’s keys do (design, ux § 2.5). */
const EDITING = {
  previousKeyframe: { says: 'To the keyframe before', keys: ['['] },
  nextKeyframe: { says: 'To the keyframe after', keys: [']'] },
  betweenKeyframes: { says: 'To the middle between two keyframes', keys: ['\\'] },
  previousMask: { says: 'Choose the mask before', keys: ['PageUp'] },
  nextMask: { says: 'Choose the mask after', keys: ['PageDown'] },
  maskStart: { says: 'To the first frame of the mask', keys: ['Home'] },
  maskEnd: { says: 'To the last frame of the mask', keys: ['End'] },
  addMask: { says: 'Add a mask here, for three seconds', keys: ['N'] },
  muteMarked: { says: 'Mute what is marked', keys: ['A'] },
  begin: { says: 'The mask, or the marked part, begins here', keys: ['I'] },
  end: { says: 'The mask, or the marked part, ends here', keys: ['O'] },
  keyframe: { says: 'Add or take away a keyframe here', keys: ['D'] },
  split: { says: 'Split the mask here', keys: ['S'] },
  merge: { says: 'Merge the mask with the next one of its subject', keys: ['M'] },
  duplicate: { says: 'Make the mask a second time', keys: ['Ctrl+D'] },
  lock: { says: 'Lock or unlock the mask', keys: ['Shift+L'] },
  removeKeyframe: { says: 'Remove the keyframe here', keys: ['Delete'] },
  removeMask: { says: 'Remove the mask', keys: ['Shift+Delete'] },
  seeThrough: { says: 'See through the masks, while it is held', keys: ['H'] },
  toList: { says: 'To the list of masks', keys: ['T'] },
  nextUnseen: { says: 'To what nobody has looked at yet', keys: ['U'] },
  undo: { says: 'Undo', keys: ['Ctrl+Z'] },
  redo: { says: 'Redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'] },
  save: { says: 'Save now', keys: ['Ctrl+S'] },
  leave: { says: 'Stop drawing, then choose no mask', keys: ['Escape'] },
} as const satisfies Record<string, Binding>;

/** What only the quality check has. */
const CHECKING = {
  flip: { says: 'Flip between the source and the cut', keys: ['X'] },
  nextView: { says: 'The next view: side by side, flip, wipe, difference', keys: ['V'] },
} as const satisfies Record<string, Binding>;

export const COMMANDS = { ...MOVING, ...EDITING, ...CHECKING };
export type Command = keyof typeof COMMANDS;
export type EditorCommand = keyof typeof MOVING | keyof typeof EDITING;
export type CheckCommand = keyof typeof MOVING | keyof typeof CHECKING;

/** The pages that have keys, and what these do there. */
export const PAGES = {
  editor: [...Object.keys(MOVING), ...Object.keys(EDITING)] as EditorCommand[],
  check: [...Object.keys(MOVING), ...Object.keys(CHECKING)] as CheckCommand[],
} as const satisfies Record<string, readonly Command[]>;

export interface Settings {
  /** Keys that somebody chose instead of the ones above. */
  readonly keys: Readonly<Partial<Record<Command, readonly string[]>>>;
  /** Whether keys without Ctrl, Alt or Meta do anything (WCAG 2.1.4). */
  readonly single: boolean;
}
export const DEFAULT_SETTINGS: Settings = { keys: {}, single: true };

export const keysOf = (command: Command, settings: Settings): readonly string[] =>
  settings.keys[command] ?? COMMANDS[command].keys;

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', '<': ',', '>': '.' }; // prettier-ignore
const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'];

/** A press as it is written in the list: `Ctrl+Shift+Z`; null for a modifier alone. The Mac’s command key is Ctrl. */
export function written({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
  if (MODIFIERS.includes(key)) return null;
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  // A sign that needs Shift to be typed at all, such as "?", is its own key.
  const withShift = shiftKey && (name.length > 1 || /[A-Z,.]/.test(name));
  return [...(ctrlKey || metaKey ? ['Ctrl'] : []), ...(altKey ? ['Alt'] : []), ...(withShift ? ['Shift'] : []), name].join('+'); // prettier-ignore
}

const isSingle = (keys: string): boolean => !/^(Ctrl|Alt)\+/.test(keys) && !/^(Escape|\?)$/.test(keys);

/** What a press does, among the commands of a page; null where nothing. */
export function commandFor<C extends Command>(pressed: Pressed, commands: readonly C[], settings: Settings): C | null {
  const keys = written(pressed);
  if (keys === null || (!settings.single && isSingle(keys))) return null;
  return commands.find((command) => keysOf(command, settings).includes(keys)) ?? null;
}

/** Another command that the same keys are for already on a page that has both; null where there is none. */
export function conflict(command: Command, keys: string, settings: Settings): Command | null {
  const pages: readonly (readonly Command[])[] = Object.values(PAGES);
  const beside = pages.filter((commands) => commands.includes(command)).flat();
  return beside.find((one) => one !== command && keysOf(one, settings).includes(keys)) ?? null;
}
