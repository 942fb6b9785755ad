const SUFFIX: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'text/vtt': 'vtt',
  'image/svg+xml': 'svg',
  'application/json': 'json',
};

/** Where a file of a release is: under the hash of its content. */
export const mediaPath = ({ sha256, mediaType }: { readonly sha256: string; readonly mediaType: string }): string =>
  `/media/${sha256}.${SUFFIX[mediaType] ?? 'bin'}`;
