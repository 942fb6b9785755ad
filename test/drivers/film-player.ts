import type { Browser } from 'playwright-core';
import { type Played, Reader } from './browser';

/** A part of the displayed picture, in fractions of it. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What a browser shows of source and release at one moment, sample by sample. */
export interface Compared {
  /** When the frames that are shown begin, in seconds, as the browser says. */
  readonly source: number;
  readonly release: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of red, green and blue that differ, away from the hidden part. */
  readonly differing: number;
  /** Decibels, away from the hidden part. */
  readonly psnr: number;
  /** The brightest byte of the release in the hidden part, and the brightest that the source has there. */
  readonly brightestHidden: number;
  readonly brightestThere: number;
}

// These run in the page, as text: the types of a browser's names would then be there for the servers' code too.
const LOAD = `async ([source, release]) => {
  const open = (id, url) => new Promise((resolve, reject) => {
    const video = document.getElementById(id);
    video.shown = NaN;
    const note = (_now, { mediaTime }) => { video.shown = mediaTime; video.requestVideoFrameCallback(note); };
    video.requestVideoFrameCallback(note);
    video.addEventListener('error', () => reject(new Error(id + ': ' + video.error?.message)));
    video.addEventListener('loadeddata', () => resolve(video.duration));
    video.preload = 'auto';
    video.src = url;
  });
  return Promise.all([open('source', source), open('release', release)]);
}`;

/** Seeks both to the middle of a frame's time, waits until that frame is on the screen, and compares the two canvases. */
const COMPARE = `async ([from, to, hidden]) => {
  const seek = (id) => new Promise((resolve, reject) => {
    const video = document.getElementById(id);
    const isThere = () => !video.seeking && video.shown > from - 0.001 && video.shown < to - 0.001;
    const late = setTimeout(() => resolve(video), 10_000);
    const look = () => isThere() ? (clearTimeout(late), resolve(video)) : requestAnimationFrame(look);
    video.addEventListener('error', () => reject(new Error(id + ': ' + video.error?.message)), { once: true });
    video.currentTime = (from + to) / 2;
    look();
  });
  const [source, release] = await Promise.all([seek('source'), seek('release')]);
  const [width, height] = [release.videoWidth, release.videoHeight];
  const samples = (video) => {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const [was, is] = [samples(source), samples(release)];
  const reach = 6;
  const within = (x, y, by) => hidden !== null &&
    x >= hidden.x * width - by && x < (hidden.x + hidden.w) * width + by &&
    y >= hidden.y * height - by && y < (hidden.y + hidden.h) * height + by;
  let [differing, squares, count, brightestHidden, brightestThere] = [0, 0, 0, 0, 0];
  for (let at = 0; at < is.length; at++) {
    if (at % 4 === 3) continue;
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
    if (within(x, y, -reach)) {
      brightestHidden = Math.max(brightestHidden, is[at]);
      brightestThere = Math.max(brightestThere, was[at]);
    } else if (!within(x, y, reach)) {
      if (is[at] !== was[at]) differing++;
      squares += (is[at] - was[at]) ** 2;
      count++;
    }
  }
  const psnr = squares === 0 ? 99 : 10 * Math.log10(255 ** 2 * count / squares);
  return {
    source: source.shown, release: release.shown, width, height, differing, psnr, brightestHidden, brightestThere,
  };
}`;

/** A release beside its source in a real browser. */
export class FilmPlayer {
  private constructor(private readonly reader: Reader) {}

  static async open(browser: Browser, site: string): Promise<FilmPlayer> {
    const reader = await Reader.open(browser, site);
    await reader.visit('/');
    return new FilmPlayer(reader);
  }

  /** Opens both by their names; how long each is. */
  async load(source: string, release: string): Promise<{ source: number; release: number }> {
    const [one, other] = await this.run<[number, number]>(LOAD, [`/${source}`, `/${release}`]);
    return { source: one, release: other };
  }

  /** What both show between those two seconds, which one frame fills. */
  compare(from: number, to: number, hidden: Part | null): Promise<Compared> {
    return this.run<Compared>(COMPARE, [from, to, hidden]);
  }

  /** Plays the release from its beginning. */
  async playToTheEnd(): Promise<Played> {
    await this.run<undefined>('async () => { document.getElementById("release").currentTime = 0; }', []);
    return this.reader.playToTheEnd();
  }

  get complaints(): readonly string[] {
    return this.reader.met.complaints;
  }

  close(): Promise<void> {
    return this.reader.close();
  }

  private run<T>(text: string, args: readonly unknown[]): Promise<T> {
    return this.reader.page.evaluate<T>(`(${text})(${JSON.stringify(args)})`);
  }
}
