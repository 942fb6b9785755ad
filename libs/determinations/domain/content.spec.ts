import { namesOneOf } from './content';

it.each([
  ['Officer Lee was there.', ['Lee'], true],
  ['It was in THE PORT, at noon.', ['The Port'], true],
  ['Seen by (badge 4711).', ['4711'], true],
  ['The plate was 1AB-234.', ['1AB-234'], true],
  ['People were seen fleeing.', ['Lee'], false],
  ['It was reported at once.', ['The Port', 'port'], false],
  ['Nothing is named.', [], false],
])('%s with %p: %p', (text, names, named) => expect(namesOneOf(text, names)).toBe(named));
