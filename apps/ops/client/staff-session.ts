import { type ApiClient, apiClient, done } from '@app/api-client';
import { AppError } from '@app/kernel';

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
