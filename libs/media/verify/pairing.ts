type Side = 'left' | 'right';

/** Brings the n-th item of two streams together, whichever is ahead, and holds that one back until then. */
export class Pairing<T> {
  private waiting: { readonly side: Side; readonly item: T; readonly release: (result: Promise<void>) => void } | null =
    null;
  private ended: Side | null = null;
  /** Items that had no partner because the other stream had ended. */
  readonly surplus = { left: 0, right: 0 };

  constructor(private readonly onPair: (left: T, right: T) => Promise<void> | void) {}

  async offer(side: Side, item: T): Promise<void> {
    if (this.ended !== null && this.ended !== side && !this.waiting) {
      this.surplus[side]++;
      return;
    }
    const { waiting } = this;
    if (!waiting) {
      await new Promise<void>((resolve, reject) => {
        this.waiting = { side, item, release: (result) => void result.then(resolve, reject) };
      });
      return;
    }
    this.waiting = null;
    const [left, right] = side === 'right' ? [waiting.item, item] : [item, waiting.item];
    const result = Promise.resolve().then(() => this.onPair(left, right));
    waiting.release(result);
    await result;
  }

  /** Says that one stream has ended; what waits on the other side is let go. */
  end(side: Side): void {
    this.ended ??= side;
    const { waiting } = this;
    if (!waiting || waiting.side === side) return;
    this.waiting = null;
    this.surplus[waiting.side]++;
    waiting.release(Promise.resolve());
  }
}
