import type { UrlStorage } from 'tus-js-client';

// What the package exports in Node and its types leave out.
declare module 'tus-js-client' {
  export const FileUrlStorage: new (path: string) => UrlStorage;
}
