/** Client of the staff api, generated from docs/openapi.json. For the console, the operator commands and the tests. */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

export type ApiClient = Client<paths>;
export type Views = components['schemas'];

/** `fetch` decides how cookies travel: a browser's own, or one that keeps them for a program. */
export const apiClient = (baseUrl: string, fetch: (request: Request) => Promise<Response>): ApiClient =>
  createClient<paths>({ baseUrl, fetch });
