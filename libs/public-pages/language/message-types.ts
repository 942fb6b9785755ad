import type { ReactNode } from 'react';
import type { ENGLISH } from './messages/en';

/** The English catalogue is the source: its types are what every other must fit. */
export type English = typeof ENGLISH;
type Area = keyof English;

/** `area.name` of a message. */
export type MessageKey = { [A in Area]: `${A}.${keyof English[A] & string}` }[Area];

/** A catalogue of another language: what it lacks is said in English, and the unit test fails. */
export type Catalogue = { readonly [A in Area]?: Partial<Record<keyof English[A], string>> };

type MessageOf<K> = K extends `${infer A extends Area}.${infer Name}`
  ? Name extends keyof English[A]
    ? English[A][Name]
    : never
  : never;

/** Names of the arguments of an ICU message. Text and argument take turns at every brace, also within plurals. */
type ArgumentsOf<Text, InText extends boolean = true> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Rest}`
    ? ArgumentsOf<`${Rest}{${After}`, InText extends true ? false : true>
    : InText extends true
      ? NameIn<After> | ArgumentsOf<After, false>
      : ArgumentsOf<After>
  : never;
type NameIn<After> = After extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? Name
    : Inside
  : never;

type TagsOf<Text> = Text extends `${string}<${infer Tag}>${infer Rest}`
  ? (Tag extends `/${string}` ? never : Tag) | TagsOf<Rest>
  : never;

/** What a tag of a message, such as `<link>…</link>`, becomes around its words. */
export type Tag = (words: ReactNode) => ReactNode;

type Needed<Names extends string, Values> = [Names] extends [never] ? [] : [values: Values];

/** What `say` must be given beside the key: a value for each argument, a function for each tag. */
export type SayValues<K extends MessageKey> = Needed<
  ArgumentsOf<MessageOf<K>> | TagsOf<MessageOf<K>>,
  Readonly<Record<ArgumentsOf<MessageOf<K>>, ReactNode> & Record<TagsOf<MessageOf<K>>, Tag>>
>;

/** What `words` must be given: a message with tags is not only words. */
export type WordValues<K extends MessageKey> = [TagsOf<MessageOf<K>>] extends [never]
  ? Needed<ArgumentsOf<MessageOf<K>>, Readonly<Record<ArgumentsOf<MessageOf<K>>, string | number>>>
  : [never];
