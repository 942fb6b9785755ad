/** The site as files: which addresses there are, where each lies, and how any server can answer as the portal does. */
export { type Answer, FOR_COPY, lastingHeaders, type Withdrawal } from './answer';
export {
  answerOf,
  errorPage,
  fileOf,
  hashesNamedIn,
  hashOf,
  isErrorPage,
  isExportable,
  pathsIn,
  releaseOf,
} from './address';
export { FRAMED_POLICY, FRESH, HTML, LASTING, SECURITY_HEADERS } from './headers';
export { headersFile } from './headers-file';
export { HEX_TABLES, nginxConf } from './nginx-conf';
