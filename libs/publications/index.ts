/** The signed copies the public sees. Knows nothing of originals; owns the public bucket. */
export { DocketRow, Publication, PublicationFile, TranslationRow } from './data/publications.entities';
export { type Listed, OpenData, type SitemapPart } from './open-data';
export { postedKeys } from './posted-keys';
export { type Translated, Translations } from './translations';
export { publishRelease, sealLedger, withdrawRelease } from './publications.jobs';
export { PublicationsModule } from './publications.module';
export { type NewPublication, PublicationsService, publicKeyOf } from './publications.service';
export { type DocketFigures, type DocketPage, type DocketQuery, PublicDocket } from './public-docket';
export { type FoundRelease, type FoundReleases, MARK, PublicSearch, type ReleaseQuery, UNMARK } from './public-search';
export {
  type ChangedRelease,
  type FormerFile,
  type KnownFile,
  type PublicCounts,
  type PublicFile,
  type PublicRelease,
  PublicSite,
} from './public-site';
export { logFileKey, PublicLog } from './public-log';
