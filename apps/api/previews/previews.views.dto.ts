/** A file of a release, as it would be signed and published. */
export class ReleaseFileView {
  /** What it is in the release: video, captions, record and so on. */
  role!: string;
  name!: string;
  mediaType!: string;
  sha256!: string;
  size!: number;
}
