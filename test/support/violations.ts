/** What Postgres says when it refuses: the guard's name, or the class of the error where no guard has one. */
export async function violationOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason as { constraint?: string; code?: string; column?: string },
  );
  if (error === null) return 'nothing was refused';
  if (error.constraint) return error.constraint;
  return (
    { '42501': 'permission denied', '23502': `${error.column ?? '?'} is missing` }[error.code ?? ''] ??
    `error ${error.code ?? 'without a code'}`
  );
}
