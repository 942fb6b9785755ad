/** Every file that a release may carry: its name in a folder that somebody downloaded, and its type. */
const FILES = {
  video: { name: 'video.mp4', mediaType: 'video/mp4' },
  'video-small': { name: 'video-small.mp4', mediaType: 'video/mp4' },
  'video-described': { name: 'video-described.mp4', mediaType: 'video/mp4' },
  'video-reduced-flash': { name: 'video-reduced-flash.mp4', mediaType: 'video/mp4' },
  captions: { name: 'captions.vtt', mediaType: 'text/vtt' },
  transcript: { name: 'transcript.txt', mediaType: 'text/plain' },
  poster: { name: 'poster.svg', mediaType: 'image/svg+xml' },
  record: { name: 'record.json', mediaType: 'application/json' },
  'redactions-json': { name: 'redactions.json', mediaType: 'application/json' },
  'redactions-csv': { name: 'redactions.csv', mediaType: 'text/csv' },
  'redactions-vtt': { name: 'redactions.vtt', mediaType: 'text/vtt' },
  determination: { name: 'determination.txt', mediaType: 'text/plain' },
  certificate: { name: 'certificate.json', mediaType: 'application/json' },
} as const;

export type FileRole = keyof typeof FILES;
export const FILE_ROLES = Object.keys(FILES) as readonly FileRole[];

export interface ManifestFile {
  readonly role: FileRole;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
}

/** What is signed off: these files, byte for byte, and no others (R1). Its hash is that of its RFC 8785 form. */
export interface ReleaseManifest {
  readonly schema: 'daylight-manifest-1';
  readonly release: string;
  readonly version: number;
  readonly files: readonly ManifestFile[];
}

export const fileName = (role: FileRole): string => FILES[role].name;
export const mediaTypeOf = (role: FileRole): string => FILES[role].mediaType;

const SUFFIX: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'text/vtt': 'vtt',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'image/svg+xml': 'svg',
  'application/json': 'json',
};

/** What a file ends in under its content's name, so that a plain web server tells its type. */
export const suffixOf = (mediaType: string): string => SUFFIX[mediaType] ?? 'bin';

/** The manifest's files in the form of `sha256sum -c` (GNU coreutils). */
export const sha256Sums = ({ files }: Pick<ReleaseManifest, 'files'>): string =>
  files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join('');

/** What stands beside the signed files in a release's folder: what was signed, and the proofs. Not in the manifest itself. */
export const BESIDE = {
  bundle: 'release.json',
  sums: 'SHA256SUMS',
  attestation: 'attestation.json',
  logProof: 'release.tlog-proof',
} as const;
