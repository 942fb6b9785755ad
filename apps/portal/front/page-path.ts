const PAGE_OF_A_LIST = /^(\/.*[^/])\/page\/([1-9]\d{0,3})$/;

/** `/docket/page/2` is `/docket?page=2`: a page of a list has an address that a file can have too, for the export. */
export function pageByPath(url: string): string {
  const found = PAGE_OF_A_LIST.exec(url);
  return found ? `${found[1] ?? ''}?page=${found[2] ?? ''}` : url;
}
