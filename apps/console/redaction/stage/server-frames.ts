import { type Problem, problemOf } from '@app/api-client';
import type { FrameSource, Picture } from './frame-source';

/** Pictures kept, so that a step back asks nobody. */
const KEPT = 45;

/** Frames decoded by the server, for a browser that cannot: one picture a request. */
export class ServerFrames implements FrameSource {
  private readonly kept = new Map<number, Promise<Picture>>();
  private readonly stop = new AbortController();

  constructor(private readonly clip: string) {}

  picture(frame: number): Promise<Picture> {
    const picture = this.kept.get(frame) ?? this.fetched(frame);
    this.kept.delete(frame);
    this.kept.set(frame, picture);
    picture.catch(() => this.kept.delete(frame)); // asked again next time
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return picture;
  }

  close(): void {
    this.stop.abort();
    this.kept.clear();
  }

  private async fetched(frame: number): Promise<Picture> {
    const answer = await fetch(`/clips/${this.clip}/frames/${frame}.jpg`, { signal: this.stop.signal });
    if (!answer.ok) throw problemOf((await answer.json()) as Problem, answer.status);
    return createImageBitmap(await answer.blob());
  }
}
