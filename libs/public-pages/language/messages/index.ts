import type { LanguageCode } from '../languages';
import type { Catalogue, MessageKey } from '../message-types';
import am from './am.json';
import ar from './ar.json';
import bn from './bn.json';
import { ENGLISH } from './en';
import es from './es.json';
import ht from './ht.json';
import pt from './pt.json';
import so from './so.json';
import zhHans from './zh-Hans.json';

/** Who made a translation, and who has read it since. */
export interface Translation {
  readonly translatedBy: string;
  readonly reviewedBy: string | null;
}

interface Translated {
  readonly translation: Translation;
  readonly messages: Catalogue;
}

export const CATALOGUES: Readonly<Record<Exclude<LanguageCode, 'en'>, Translated>> = {
  es,
  pt,
  ht,
  am,
  'zh-Hans': zhHans,
  bn,
  ar,
  so,
};

/** A message, and the language that it is in: English where there is no translation of it. */
export function messageOf(code: LanguageCode, key: MessageKey): { text: string; language: LanguageCode } {
  const translated = code === 'en' ? undefined : textIn(CATALOGUES[code].messages, key);
  return translated === undefined
    ? { text: textIn(ENGLISH, key) ?? key, language: 'en' }
    : { text: translated, language: code };
}

function textIn(catalogue: Catalogue, key: MessageKey): string | undefined {
  const dot = key.indexOf('.');
  const area = catalogue[key.slice(0, dot) as keyof Catalogue] as Readonly<Record<string, string>> | undefined;
  return area?.[key.slice(dot + 1)];
}
