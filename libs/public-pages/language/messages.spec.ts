import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGE_CODES, type LanguageCode, LANGUAGES } from './languages';
import { CATALOGUES } from './messages';
import { ENGLISH } from './messages/en';

type Messages = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const TRANSLATED = LANGUAGE_CODES.filter((code) => code !== 'en');
const messagesIn = (code: LanguageCode): Messages => (code === 'en' ? ENGLISH : CATALOGUES[code].messages);
const all = (code: LanguageCode): [key: string, text: string][] =>
  Object.entries(messagesIn(code)).flatMap(([area, texts]) =>
    Object.entries(texts).map(([name, text]): [string, string] => [`${area}.${name}`, text]),
  );
const english = new Map(all('en'));

const parsed = (code: LanguageCode, text: string): Element[] =>
  new IntlMessageFormat(text, LANGUAGES[code].locale).getAst();

/** Every element of a message, those within plurals and tags too. */
const everyElement = (elements: readonly Element[]): Element[] =>
  elements.flatMap((element) => [
    element,
    ...('children' in element ? everyElement(element.children) : []),
    ...('options' in element ? Object.values(element.options).flatMap(({ value }) => everyElement(value)) : []),
  ]);

/** Names of arguments and tags, each with its kind: what the code must give. */
const neededBy = (elements: readonly Element[]): string[] =>
  [
    ...new Set(
      everyElement(elements).flatMap((element) =>
        'value' in element && !isLiteral(element) ? [`${element.type} ${element.value}`] : [],
      ),
    ),
  ].sort();
const isLiteral = ({ type }: Element): boolean => type === parsed('en', 'words')[0]?.type;

it.each(TRANSLATED)('%s says everything that English says, and nothing else', (code) => {
  expect(
    all(code)
      .map(([key]) => key)
      .sort(),
  ).toEqual([...english.keys()].sort());
});

it.each(LANGUAGE_CODES)('every message of %s can be read, and needs what the English one needs', (code) => {
  for (const [key, text] of all(code))
    expect([key, neededBy(parsed(code, text))]).toEqual([key, neededBy(parsed('en', english.get(key) ?? ''))]);
});

it.each(LANGUAGE_CODES)('plurals of %s know every number that the language tells apart', (code) => {
  const { pluralCategories } = new Intl.PluralRules(LANGUAGES[code].locale).resolvedOptions();
  // Spanish and Portuguese count millions apart; there are no millions of clips.
  const needed = pluralCategories.filter((category) => category !== 'many' || code === 'ar');
  for (const [key, text] of all(code))
    for (const element of everyElement(parsed(code, text)))
      if ('options' in element && 'pluralType' in element)
        expect([key, Object.keys(element.options)]).toEqual([key, expect.arrayContaining(needed)]);
});

it.each(LANGUAGE_CODES)('%s is written with the apostrophe, which ICU does not take for a quotation', (code) => {
  for (const [key, text] of all(code)) expect([key, /'|"|\s$|^\s| {2}/.test(text)]).toEqual([key, false]);
});

const SCRIPTS = {
  am: /\p{Script=Ethiopic}/u,
  'zh-Hans': /\p{Script=Han}/u,
  bn: /\p{Script=Bengali}/u,
  ar: /\p{Script=Arabic}/u,
};
const withoutArguments = (text: string): string => text.replace(/\{\w+(, \w+)?\}/g, '').trim();

it.each(TRANSLATED)('%s leaves no sentence in English', (code) => {
  for (const [key, text] of all(code)) {
    const source = english.get(key) ?? '';
    if (withoutArguments(source).split(' ').length > 2) expect([key, text === source]).toEqual([key, false]);
  }
});

it.each(Object.entries(SCRIPTS) as [keyof typeof SCRIPTS, RegExp][])('%s is in its own script', (code, script) => {
  for (const [key, text] of all(code))
    if (/\p{L}{2}/u.test(withoutArguments(text)) && key !== 'layout.brand')
      expect([key, script.test(text)]).toEqual([key, true]);
});

it('citations of law are the same in every language', () => {
  const citations = (text: string): string[] =>
    (text.match(/§ \d+(?:\.?[A-Z]|\(\w+\))*|\d+ CMR \d+\.\d+|G\.L\. c\. \d+/g) ?? []).sort();
  for (const code of TRANSLATED)
    for (const [key, text] of all(code))
      expect([code, key, citations(text)]).toEqual([code, key, citations(english.get(key) ?? '')]);
});
