/** The site as files: which addresses there are, where each lies, and how any server can answer as the portal does. */
export { type Answer, FOR_COPY, lastingHeaders, type Withdrawal } from './answer';
export { answerOf, fileOf, isExportable, mediaOf, pathsIn, releaseOf } from './address';
export { headersFile, nginxConf } from './hosting';
