import type { ServerResponse } from 'node:http';
import type { Withdrawal } from '@app/static-site/domain';
import type { Encoding, KeptAnswer } from './page-cache';

/** What the front door knows of a request, for whoever answers it. */
export interface RequestContext {
  /** The revision of the public site that it is answered from; null while Postgres does not answer. */
  readonly revision: string | null;
  readonly emergencies: readonly Withdrawal[];
  /** Headers of this request alone. */
  readonly more: readonly string[];
  /** Keeps the answer for the next who asks; returns its body in whatever encoding. */
  readonly keep: (answer: KeptAnswer) => ((encoding: Encoding) => Buffer) | null;
  /** Says that this answer will not be kept: nobody waits for it. */
  readonly pass: () => void;
  /** Asks for room to send a file as slowly as its reader takes it; false when too many are on their way. Nobody waits for it. */
  readonly stream: () => boolean;
}

const contexts = new WeakMap<ServerResponse, RequestContext>();

const NONE: RequestContext = {
  revision: null,
  emergencies: [],
  more: [],
  keep: () => null,
  pass: () => undefined,
  stream: () => true,
};

export const setContext = (response: ServerResponse, context: RequestContext): void =>
  void contexts.set(response, context);

export const contextOf = (response: ServerResponse): RequestContext => contexts.get(response) ?? NONE;
