import { Matches } from 'class-validator';

export class QueueView {
  job!: string;
  waiting!: number;
  active!: number;
}

export class DeadLetterView {
  id!: string;
  job!: string;
  /** What it was to be done to: a clip, a rendering, a determination. */
  about!: { what: string; id: string }[];
  askedAt!: string | null;
  since!: string;
  tries!: number;
  /** In words, without paths, addresses or secrets. */
  error!: string;
}

export class RetryDto {
  @Matches(/^[a-z][a-z-]{1,60}$/, { message: 'is the name of a job' })
  job!: string;
}

export class PutBackView {
  /** How many were put back on their queue; 0 where that had been done already. */
  putBack!: number;
}
