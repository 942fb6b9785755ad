import type { Unanswered } from './witnesses';

/** What is new in what witnesses said that did not cosign: rounds are many, and the log is for people. */
export class UnansweredNews {
  private told: ReadonlyMap<string, string> = new Map();

  /** Of one round, what was not said in the round before. */
  in(round: readonly Unanswered[]): readonly Unanswered[] {
    const news = round.filter(({ witness, says }) => this.told.get(witness) !== says);
    this.told = new Map(round.map(({ witness, says }) => [witness, says]));
    return news;
  }
}
