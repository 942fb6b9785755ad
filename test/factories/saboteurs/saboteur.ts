import type { Kind, Rule, Scene } from './scene';

/** A way in which a release may be wrong, and what the verifier must say of it. */
export interface Saboteur {
  readonly what: string;
  /** Which renders it can happen to; both where nothing is said. */
  readonly kind?: Kind;
  readonly rule: Rule;
  /** Exactly the frames at which the rule (of that track) must be found broken. */
  readonly frames?: readonly number[] | Readonly<Record<Kind, readonly number[]>>;
  /** The track, or the muted interval, that must be named. */
  readonly track?: string;
  /** The second of sound in which it must be found first. */
  readonly second?: readonly [from: number, to: number];
  readonly found?: RegExp;
  /** Of a release that has to carry a manifest of provenance. */
  readonly signed?: true;
  readonly make: (scene: Scene) => Promise<string> | string;
}

export const frames = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
