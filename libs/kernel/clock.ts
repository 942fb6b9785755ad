/** Time is a fact passed in, never a call made in the middle of a rule. */
export interface Clock {
  now(): Date;
}
