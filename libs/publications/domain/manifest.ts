export const FILE_ROLES = ['video', 'captions', 'poster', 'record'] as const;
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
  captions: 'captions.vtt',
  poster: 'poster.svg',
  record: 'record.json',
};

/** How a file is called in a folder that somebody downloaded. */
export const fileName = (role: FileRole): string => NAMES[role];
