/** How public pages look: what the portal serves, and what staff see of it before it is served. */
export { type Asset, ASSETS } from './layout/assets';
export { CAMERAS, count, date, dayInCambridge, length, moment } from './layout/format';
export { pageNumber, Pager } from './layout/pager';
export { documentOf, type Page } from './layout/shell';
export { Table } from './layout/table';
export { mediaPath } from './media-path';
export { releasePage } from './release/release.view';
export type { ReleasePageFacts } from './release/release-page-facts';
