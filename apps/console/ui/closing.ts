/**
 * For a place in which one form at a time is open: closes that form, and not another one that was opened while it was saved.
 */
export const closing =
  <T>(form: T) =>
  (now: T | null): T | null =>
    now === form ? null : now;
