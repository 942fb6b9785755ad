import { type ManifestFile, suffixOf } from '@app/publications/domain';
import { createContext, createElement, useContext } from 'react';
import type { PageIn } from './layout/shell';

type Addressed = Pick<ManifestFile, 'role' | 'sha256' | 'mediaType'>;

/** Where a public file of a release is: under the hash of its content. */
export const mediaPath = ({ sha256, mediaType }: Pick<Addressed, 'sha256' | 'mediaType'>): string =>
  `/media/${sha256}.${suffixOf(mediaType)}`;

const Addresses = createContext<(file: Addressed) => string>(mediaPath);

/** Where the page at hand finds the files that it shows. */
export const useMediaPath = (): ((file: Addressed) => string) => useContext(Addresses);

/** A page that finds its files elsewhere: what is not public yet has no public address. */
export const withFilesAt =
  (page: PageIn, addressOf: (file: Addressed) => string): PageIn =>
  (language) => {
    const shown = page(language);
    return { ...shown, body: createElement(Addresses, { value: addressOf }, shown.body) };
  };
