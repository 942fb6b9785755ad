export const FILE_ROLES = [
  'video',
  'video-small',
  'video-described',
  'video-reduced-flash',
  'captions',
  'transcript',
  'poster',
  'record',
  'redactions-json',
  'redactions-csv',
  'redactions-vtt',
  'determination',
  'certificate',
] as const;
export type FileRole = (typeof FILE_ROLES)[number];

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

const NAMES: Readonly<Record<FileRole, string>> = {
  video: 'video.mp4',
  'video-small': 'video-small.mp4',
  'video-described': 'video-described.mp4',
  'video-reduced-flash': 'video-reduced-flash.mp4',
  captions: 'captions.vtt',
  transcript: 'transcript.txt',
  poster: 'poster.svg',
  record: 'record.json',
  'redactions-json': 'redactions.json',
  'redactions-csv': 'redactions.csv',
  'redactions-vtt': 'redactions.vtt',
  determination: 'determination.txt',
  certificate: 'certificate.json',
};

/** How a file is called in a folder that somebody downloaded. */
export const fileName = (role: FileRole): string => NAMES[role];
