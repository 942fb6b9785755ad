/** How the site answers one address: with a file of the export, that status and those headers. */
export interface Answer {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Below the folder `site`. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** A request with this header asks for the page as it is in a copy of the site, where nobody takes in what its form would send. */
export const FOR_COPY = 'daylight-for-copy';

/** A release that was withdrawn from the export itself. Until Daylight says so too, nothing that names it is shown. */
export interface Withdrawal {
  readonly release: string;
  /** ISO 8601 */
  readonly at: string;
  /** Hashes of its files, and of the manifests by which its folders are called. */
  readonly files: readonly string[];
  /** By an operator, past Daylight: other pages that name it are set aside. False when Daylight's own record came first. */
  readonly emergency: boolean;
}

/** Headers of one journey, not of the thing. */
const PASSING =
  /^(?:date|connection|keep-alive|transfer-encoding|content-length|content-encoding|vary|ratelimit.*|retry-after)$/;

export const lastingHeaders = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !PASSING.test(name)).sort(([a], [b]) => a.localeCompare(b)));
