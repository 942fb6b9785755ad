/**
 * The nine languages of the public site: those of the City’s own flyers. English is the source and the text that counts.
 * Their order is the order of the selector.
 */
export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr', locale: 'en-US' },
  es: { name: 'Español', dir: 'ltr', locale: 'es-US' },
  pt: { name: 'Português', dir: 'ltr', locale: 'pt-BR' },
  // CLDR has no Haitian Creole: the months are named here, all else is written as in English.
  ht: {
    name: 'Kreyòl ayisyen',
    dir: 'ltr',
    locale: 'en-US',
    months: [
      'janvye', 'fevriye', 'mas', 'avril', 'me', 'jen', 'jiyè', 'out', 'septanm', 'oktòb', 'novanm', 'desanm',
    ], // prettier-ignore
  },
  am: { name: 'አማርኛ', dir: 'ltr', locale: 'am' },
  'zh-Hans': { name: '简体中文', dir: 'ltr', locale: 'zh-Hans' },
  // Statutes, timecodes and hashes on the same page are in the digits 0–9; so are all other numbers.
  bn: { name: 'বাংলা', dir: 'ltr', locale: 'bn-u-nu-latn' },
  ar: { name: 'العربية', dir: 'rtl', locale: 'ar-u-nu-latn' },
  so: { name: 'Soomaali', dir: 'ltr', locale: 'so' },
} as const;

export type LanguageCode = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as LanguageCode[];
