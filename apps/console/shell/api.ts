import { apiClient, done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { QueryClient } from '@tanstack/react-query';

export const api = apiClient(window.location.origin, (request) =>
  fetch(request).catch((cause: unknown) => {
    throw new AppError('unavailable', 'Daylight cannot be reached just now. What you typed is still here.', { cause });
  }),
);

/** The answer with the revision that it carries, for the next change (If-Match). */
export async function withRevision<T>(
  call: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<{ readonly body: T; readonly revision: string }> {
  const answer = await call;
  const body = await done<T>(Promise.resolve(answer));
  return { body, revision: answer.response.headers.get('etag') ?? '' };
}

/** Refusals are answers: only what could not be asked is asked again. */
const isPassing = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';

export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => count < 2 && isPassing(error), staleTime: 2_000 },
    mutations: { retry: false },
  },
});
