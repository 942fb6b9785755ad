import { suffixOf } from '@app/publications/domain';

/** Where a file of a release is: under the hash of its content. */
export const mediaPath = ({ sha256, mediaType }: { readonly sha256: string; readonly mediaType: string }): string =>
  `/media/${sha256}.${suffixOf(mediaType)}`;
