/** How a job is run, and run again. Seconds. */
export interface JobPolicy {
  /** Tries after the first before it goes to the dead letters. */
  readonly retries: number;
  /** Wait before the first retry; doubled for each further one. */
  readonly retryDelay: number;
  /** The longest one try may take. */
  readonly timeout: number;
}

/** A kind of work. The payload holds ids only: whoever runs it reads afresh. */
export interface JobDefinition<Name extends string, Payload extends object> {
  readonly name: Name;
  /** One sentence for operators. */
  readonly says: string;
  readonly policy: JobPolicy;
  /** What the job works on. Two runs with one subject never both have their result accepted. */
  readonly subject: (payload: Payload) => string;
}

export type PayloadOf<D> = D extends JobDefinition<string, infer Payload> ? Payload : never;

export const defineJob =
  <Payload extends object>() =>
  <const Name extends string>(definition: JobDefinition<Name, Payload>): JobDefinition<Name, Payload> =>
    definition;
