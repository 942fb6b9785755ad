/** What the public reads of a version whose place a newer one has taken. */
export interface Superseded {
  /** ISO 8601 */
  readonly replacedAt: string;
  /** The version that took its place. */
  readonly by: number;
  /** Written for the public and signed with the newer version; null where none was asked for yet. */
  readonly reason: string | null;
}
