import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, createElement, Fragment, type ReactNode, useContext } from 'react';
import { hasLanguages } from './addresses';
import { type Formats, formatsOf } from './formats';
import { type LanguageCode, LANGUAGES } from './languages';
import type { MessageKey, SayValues, Tag, WordValues } from './message-types';
import { CATALOGUES, messageOf, type Translation } from './messages';

/** All that a page needs to speak one language. */
export interface Language extends Formats {
  readonly code: LanguageCode;
  readonly dir: 'ltr' | 'rtl';
  /** Who translated it; null for English, the source. */
  readonly translation: Translation | null;
  /** A message among the elements of a page: its arguments and tags may be elements. */
  readonly say: <K extends MessageKey>(key: K, ...values: SayValues<K>) => ReactNode;
  /** A message where only text can stand: a title, a label, an attribute. */
  readonly words: <K extends MessageKey>(key: K, ...values: WordValues<K>) => string;
  /** Date and time of day in Cambridge, and that it is Cambridge's time. */
  readonly moment: (at: Date | string) => string;
  /** The address of a page in this language. Addresses that have no languages stay as they are. */
  readonly path: (address: string) => string;
  /** A tag that makes a link of its words, within this language. */
  readonly link: (address: string) => Tag;
}

const known = new Map<LanguageCode, Language>();

export function languageOf(code: LanguageCode): Language {
  const language = known.get(code) ?? makeLanguage(code);
  known.set(code, language);
  return language;
}

function makeLanguage(code: LanguageCode): Language {
  const formats = formatsOf(code);
  const { say, words } = speakerOf(code);
  const path = (address: string): string =>
    code === 'en' || !hasLanguages(address) ? address : `/${code}${address.replace(/^\/(?=$|\?|#)/, '')}`;
  return {
    ...formats,
    code,
    dir: LANGUAGES[code].dir,
    translation: code === 'en' ? null : CATALOGUES[code].translation,
    say,
    words,
    moment: (at) => words('layout.cambridge-time', { moment: formats.dateAndTime(new Date(at)) }),
    path,
    link: (address) => (text) => <a href={path(address)}>{text}</a>,
  };
}

type Values = Readonly<Record<string, unknown>>;

function speakerOf(code: LanguageCode): Pick<Language, 'say' | 'words'> {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  const format = (key: MessageKey, values: Values | undefined): unknown => {
    const { text, language } = messageOf(code, key);
    if (!/[{<]/.test(text)) return text;
    const message = compiled.get(key) ?? new IntlMessageFormat(text, LANGUAGES[language].locale);
    compiled.set(key, message);
    return message.format(withTags(values ?? {}) as Record<string, string>);
  };
  return {
    say(key, ...[values]) {
      const said = format(key, values);
      const children = Array.isArray(said) ? createElement(Fragment, null, ...(said as ReactNode[])) : said;
      return messageOf(code, key).language === code ? (
        (children as ReactNode)
      ) : (
        <span lang="en" dir="ltr">
          {children as ReactNode}
        </span>
      );
    },
    words: (key, ...[values]) => String(format(key, values)),
  };
}

/** intl-messageformat gives a tag its words as a list; React wants a key for each of a list's, but not of children. */
const withTags = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (words: ReactNode[]) => (value as Tag)(createElement(Fragment, null, ...words))
        : value,
    ]),
  );

const Spoken = createContext<Language | null>(null);

/** Everything within speaks the language. */
export const Speaking = Spoken.Provider;

/** The language of the page that is being drawn. */
export const useLanguage = (): Language => useContext(Spoken) ?? languageOf('en');
