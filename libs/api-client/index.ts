import { AppError, type ErrorCode, ERRORS, type FieldFault, type Reason } from '@app/kernel';
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

/** Client of the staff api, generated from docs/openapi.json. For the console, the operator commands and the tests. */
export type ApiClient = Client<paths>;
export type Views = components['schemas'];

/** `fetch` decides how cookies travel: a browser's own, or one that keeps them for a program. */
export const apiClient = (baseUrl: string, fetch: (request: Request) => Promise<Response>): ApiClient =>
  createClient<paths>({ baseUrl, fetch });

/** The part of a problem document (RFC 9457) that is read. */
export interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly fields?: readonly FieldFault[];
  readonly reasons?: readonly Reason[];
  /** What else a refusal carries, such as the edits made since. */
  readonly [member: string]: unknown;
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer, or the api's problem as an AppError with everything it said. */
export async function done<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw problemOf(error as Problem | undefined, response.status);
}

export function problemOf(problem: Problem | undefined, status: number): AppError {
  const { code: said, detail, fields = [], reasons = [], ...others } = problem ?? {};
  const code = (said !== undefined && Object.hasOwn(ERRORS, said) ? said : 'internal') as ErrorCode;
  return new AppError(code, detail ?? `The api answered ${status}.`, { fields, reasons, with: others });
}
