/** The signed copies the public sees. Knows nothing of originals; owns the public bucket. */
export { DocketRow, Publication, PublicationFile } from './data/publications.entities';
export { OpenData, type SitemapPart } from './open-data';
export { publishRelease, sealLedger, withdrawRelease } from './publications.jobs';
export { PublicationsModule } from './publications.module';
export { type NewPublication, PublicationsService, publicKeyOf } from './publications.service';
export { type PublicCounts, PublicSite, type PublicFile, type PublicRelease, type ReleaseQuery } from './public-site';
