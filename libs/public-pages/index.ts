/** How public pages look: what the portal serves, and what staff see of it before it is served. */
export { ASSETS } from './layout/assets';
export { dayInCambridge } from './layout/format';
export { pageNumber, Pager } from './layout/pager';
export type { Place } from './layout/place';
export { documentOf, type Page, type PageIn } from './layout/shell';
export { Table } from './layout/table';
export { hasLanguages } from './language/addresses';
export { InEnglish } from './language/english.view';
export { type Language, languageOf, useLanguage } from './language/language';
export { LANGUAGE_CODES, type LanguageCode, LANGUAGES } from './language/languages';
export { Timecode } from './language/timecode.view';
export { mediaPath } from './media-path';
export { embedOf } from './release/embed.view';
export { releasePage } from './release/release.view';
export type { ReleasePageFacts } from './release/release-page-facts';
