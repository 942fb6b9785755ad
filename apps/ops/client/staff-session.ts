import { type ApiClient, apiClient } from '@app/api-client';
import { AppError, ERRORS, type ErrorCode, type Reason, type FieldFault } from '@app/kernel';

/** Somebody signed in at the api, as a program. */
export interface StaffSession {
  readonly api: ApiClient;
  readonly userName: string;
  readonly password: string;
  /** The session's cookie, for what does not go through the client (uploads, bytes). */
  readonly cookie: () => string;
  readonly baseUrl: string;
}

/** Signs in with a local account. */
export async function signIn(baseUrl: string, userName: string, password: string): Promise<StaffSession> {
  let cookie = '';
  const send = async (request: Request): Promise<Response> => {
    if (cookie) request.headers.set('cookie', cookie);
    const response = await fetch(request).catch((cause: unknown) => {
      throw new AppError('unavailable', `The api at ${baseUrl} cannot be reached.`, { cause });
    });
    const [fresh] = response.headers.getSetCookie();
    if (fresh) cookie = fresh.split(';')[0] ?? cookie;
    return response;
  };
  const api = apiClient(baseUrl, send);
  await done(api.POST('/session', { body: { userName, password } }));
  return { api, userName, password, cookie: () => cookie, baseUrl };
}

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly fields?: readonly FieldFault[];
  readonly reasons?: readonly Reason[];
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
  const code = (
    problem?.code !== undefined && Object.hasOwn(ERRORS, problem.code) ? problem.code : 'internal'
  ) as ErrorCode;
  return new AppError(code, problem?.detail ?? `The api answered ${status}.`, {
    fields: problem?.fields ?? [],
    reasons: problem?.reasons ?? [],
  });
}
