/**
 * How long hands take: S. Card, T. Moran, A. Newell, “The keystroke-level model for user performance time with interactive
 * systems”, Communications of the ACM 23 (1980), 396–410, of somebody who knows what to do and makes no mistake. A button of
 * the mouse after the same authors, “The Psychology of Human-Computer Interaction” (1983), chapter 8. Seconds.
 */
const OPERATORS = {
  /** A key, as an average typist who is no secretary strikes it: forty words a minute. */
  key: 0.28,
  /** To a place on the screen with the mouse. */
  point: 1.1,
  /** A button of the mouse pressed, or let go. */
  button: 0.1,
  /** The hand from the mouse to the keys, or back. */
  home: 0.4,
  /** To think of what comes next. */
  think: 1.35,
} as const;

/** What somebody does with their hands, counted and timed. The waiting for the machine is not in it. */
export class Effort {
  actions = 0;
  seconds = 0;

  click(): void {
    const { think, point, button } = OPERATORS;
    this.add(think + point + 2 * button);
  }

  drag(): void {
    const { think, point, button } = OPERATORS;
    this.add(think + 2 * (point + button));
  }

  keys(count: number): void {
    this.add(OPERATORS.think + count * OPERATORS.key);
  }

  /** Into a field, which is left by a key more. */
  type(text: string): void {
    const { think, point, button, home, key } = OPERATORS;
    this.add(think + point + 2 * button + 2 * home + (text.length + 1) * key);
  }

  private add(seconds: number): void {
    this.actions++;
    this.seconds += seconds;
  }
}
