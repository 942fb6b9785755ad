import type { StaffSession } from '../../apps/ops/client/staff-session';

/** An answer as it came over the wire: nothing interpreted, nothing thrown. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly fields?: readonly { readonly field: string; readonly says: string }[];
  readonly reasons?: readonly { readonly code: string; readonly says: string; readonly authority: string }[];
  readonly [member: string]: unknown;
}

interface Sent {
  /** Sent as JSON; `raw` is sent as it stands. */
  readonly json?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who asks: a session, or the bare address for somebody who is not signed in. */
export type Asker = StaffSession | string;

/** Sends one request exactly as given, past the typed client, which would not let a mistake through. */
export async function ask(by: Asker, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const [base, cookie] = typeof by === 'string' ? [by, ''] : [by.baseUrl, by.cookie()];
  const body = sent.json === undefined ? sent.raw : JSON.stringify(sent.json);
  const response = await fetch(`${base}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(cookie && { cookie }),
      ...(sent.json !== undefined && { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what the test expects to have come
export const json = <T = Record<string, unknown>>(answer: Answer): T => JSON.parse(answer.text) as T;

export const problem = (answer: Answer): Problem => json<Problem>(answer);

/** The answer without what names the request: two refusals that must not be told apart are then equal. */
export const withoutRequest = (answer: Answer): string =>
  JSON.stringify([
    answer.status,
    [...answer.headers].filter(([name]) => !['x-request-id', 'date', 'set-cookie', 'keep-alive'].includes(name)),
    answer.text.replace(/urn:daylight:request:[0-9a-f-]{36}/, 'urn:daylight:request:'),
  ]);

/** The header for the revision that was read. */
export const ifRevision = (revision: number): { readonly headers: Record<string, string> } => ({
  headers: { 'if-match': `"${revision}"` },
});
