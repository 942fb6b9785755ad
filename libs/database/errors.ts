import { AppError } from '@app/kernel';

/** What node-postgres adds to an error: SQLSTATE and the constraint's name. */
interface PostgresError extends Error {
  readonly code: string;
  readonly constraint?: string;
}

/** Also where Node’s own errors are of another realm than this code, as in tests. */
const isError = (error: unknown): error is Error => Error.isError(error);

const isPostgresError = (error: unknown): error is PostgresError =>
  isError(error) && 'code' in error && typeof error.code === 'string';

/** TypeORM wraps the driver's error; this unwraps it. */
export function driverError(error: unknown): PostgresError | null {
  if (isError(error) && 'driverError' in error && isPostgresError(error.driverError)) return error.driverError;
  return isPostgresError(error) ? error : null;
}

/** True when that constraint (a UNIQUE, CHECK or trigger that names itself) refused the statement. */
export const isViolationOf = (error: unknown, constraint: string): boolean =>
  driverError(error)?.constraint === constraint;

/** Serialization failure and deadlock: the transaction did nothing and may simply be run again. */
export const isWorthRetrying = (error: unknown): boolean => ['40001', '40P01'].includes(driverError(error)?.code ?? '');

const UNREACHABLE = /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/;

/** Postgres is down, starting, stopping or out of connections: classes 08, 53 and 57 of the SQLSTATE table. */
export function isUnavailable(error: unknown): boolean {
  if (!isError(error)) return false;
  const code = driverError(error)?.code ?? '';
  return (
    UNREACHABLE.test(code) ||
    /^(08|53|57P)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Driver not Connected|Client has encountered a connection error/.test(
      error.message,
    )
  );
}

/** The error as whoever asked is told of it. */
export const asUnavailable = (error: unknown): unknown => (isUnavailable(error) ? unavailable(error) : error);

const unavailable = (cause: unknown): AppError =>
  new AppError('unavailable', 'The database does not answer just now. Nothing was changed; try again shortly.', {
    cause,
  });
