import { must } from '@app/kernel';
import { type Box, boxAt, inPicture, regionAt, type RedactionPlan, type VideoTrack } from '@app/redactions/domain';
import { until } from '../../apps/ops/client/wait';
import type { Person, Sighting } from '../fixtures/people';
import type { StaffDesk } from './console';
import { Effort } from './keystroke-level';

/** Of the picture: as near to somebody as a hand draws, and a side that is nearer than this to where it belongs stays. */
const [BESIDE, NEAR] = [0.008, 0.02];
/** Frames over which somebody who stands still hardly moves. */
const MOMENT = 5;
/** Frames before the one that they want at which somebody halts who watches. */
const TOO_EARLY = 3;
/** Frames by which a mask may outlast somebody. */
const SLACK = 3;
/** Frames in a row on which somebody is seen, for which it is worth having them tracked anew. */
const LONG = 60;
/** More places by hand for one mask, and something is wrong with the tool, or there is no tracking. */
const MOST = 400;

/**
 * A redaction technician before the editor who does what a careful person does – draw where somebody stands still, have
 * that tracked both ways, watch it, put right where anything of them is seen – and whose every click, drag and field counts.
 */
export class Operator {
  readonly effort = new Effort();

  constructor(
    readonly desk: StaffDesk,
    private readonly plan: () => Promise<RedactionPlan>,
    /** Or places every mask by hand, as a tool without tracking would have it. */
    private readonly tracks = true,
  ) {}

  async click(name: string): Promise<void> {
    await this.desk.button(name).click();
    this.effort.click();
  }

  async choose(order: RegExp): Promise<void> {
    await this.desk.page.locator('label', { hasText: order }).click();
    this.effort.click();
  }

  async type(label: string, value: string): Promise<void> {
    const field = this.desk.page.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.press('Tab');
    this.effort.type(value);
  }

  /** An edit, until it is saved. */
  async edit(make: () => Promise<void>): Promise<void> {
    const saved = this.desk.page.getByText(/^Saved, revision/);
    const before = await saved.innerText();
    await make();
    await until('the edit to be saved', 20, async () => {
      const [now] = await saved.allInnerTexts();
      return now !== undefined && now !== before;
    });
  }

  /** Hides somebody on every frame on which they are seen. Returns how often the mask was placed by hand. */
  async hide(mask: string, person: Person): Promise<number> {
    const [first, last] = [must(person[0], 'a sighting'), must(person.at(-1), 'a sighting')];
    const still = whereStill(person);
    await this.halt(still.frame);
    await this.edit(() => this.draw(around(still.box)));
    if (this.tracks) await this.track(mask);
    await this.lasts(mask, first.frame, last.frame);
    return 1 + (await this.correct(mask, person));
  }

  async mask(id: string): Promise<VideoTrack> {
    return must(
      (await this.plan()).video.find((one) => one.id === id),
      'the mask',
    );
  }

  private async go(frame: number): Promise<void> {
    await this.desk.page.getByLabel('Go to frame').fill(String(frame));
    await this.shows(frame);
    this.effort.type(String(frame));
  }

  private shows(frame: number): Promise<void> {
    return this.desk.page.getByRole('status').getByText(`frame ${frame} of`).waitFor();
  }

  /** Halts where something is seen, and steps to it: whoever watches comes by there, which the watching is reckoned for. */
  private async halt(frame: number): Promise<void> {
    if (frame < TOO_EARLY) return this.go(frame);
    const { page } = this.desk;
    await page.getByLabel('Go to frame').fill('');
    await page.getByLabel('Go to frame').fill(String(frame - TOO_EARLY));
    await this.shows(frame - TOO_EARLY);
    await this.desk.heading('Redactions').click();
    for (let now = frame - TOO_EARLY + 1; now <= frame; now++) {
      await page.keyboard.press('.');
      await this.shows(now);
    }
    this.effort.keys(1 + TOO_EARLY);
  }

  private draw({ x, y, w, h }: Box): Promise<void> {
    return this.drag([x, y], [x + w, y + h]);
  }

  /** In fractions of the picture. */
  private async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const stage = this.desk.page.locator('.stage svg');
    await stage.scrollIntoViewIfNeeded();
    const picture = must(await stage.boundingBox(), 'the picture');
    const { mouse } = this.desk.page;
    const at = ([x, y]: readonly [number, number]): [number, number] => [
      picture.x + within(x) * (picture.width - 1),
      picture.y + within(y) * (picture.height - 1),
    ];
    await mouse.move(...at(from));
    await mouse.down();
    await mouse.move(...at(to), { steps: 5 });
    await mouse.up();
    this.effort.drag();
  }

  /** Has the chosen mask tracked both ways, as far as it can be, and accepts what was followed. */
  private async track(mask: string): Promise<void> {
    await this.click('Track both ways');
    await this.accept(mask);
  }

  private async accept(mask: string): Promise<void> {
    await this.desk.button(`Accept ${mask}`).waitFor({ timeout: 300_000 });
    const followed = `Accept ${mask} where it was followed`;
    const isLost = (await this.desk.button(followed).count()) > 0;
    await this.edit(() => this.click(isLost ? followed : `Accept ${mask}`));
  }

  /** A mask lasts as long as somebody is seen, however far they were followed. */
  private async lasts(mask: string, first: number, last: number): Promise<void> {
    const { from, to } = await this.mask(mask);
    if (from > first || from < first - SLACK) {
      await this.halt(first);
      await this.edit(() => this.press('i'));
    }
    if (to <= last || to > last + SLACK) {
      await this.halt(last);
      await this.edit(() => this.press('o'));
    }
  }

  private async press(key: string): Promise<void> {
    await this.desk.heading('Redactions').click(); // away from every field: there a letter is a letter
    await this.desk.page.keyboard.press(key);
    this.effort.keys(1);
  }

  /** Watches, and places the mask where most of somebody is seen, until nothing of them is. */
  private async correct(mask: string, person: Person): Promise<number> {
    for (let placed = 0; placed < MOST; placed++) {
      const shown = firstShown(await this.mask(mask), person);
      if (shown.length === 0) return placed;
      const again = this.tracks && shown.length > LONG;
      const at = again ? whereStill(shown) : await this.worstOf(mask, shown);
      await this.halt(at.frame);
      await this.place(mask, at.frame, around(at.box));
      if (again) await this.trackAgain(mask);
    }
    throw new Error(`${mask} does not hide somebody after ${MOST} places.`);
  }

  private async worstOf(mask: string, shown: Person): Promise<Sighting> {
    const track = await this.mask(mask);
    return shown.reduce((worst, one) => (shownOf(track, one) > shownOf(track, worst) ? one : worst));
  }

  /** Where it was lost: has it tracked from where it has just been placed. */
  private async trackAgain(mask: string): Promise<void> {
    const again = this.desk.button(/^Track again where it was lost/);
    if ((await again.count()) === 0) return;
    await again.click();
    this.effort.click();
    await this.accept(mask);
  }

  /** By its upper left corner, and by its lower right one. */
  private async place(mask: string, frame: number, wanted: Box): Promise<void> {
    for (const end of [0, 1] as const) {
      const now = cornerOf(must(boxAt(await this.mask(mask), frame), 'the mask here'), end);
      const to = cornerOf(wanted, end);
      if (Math.max(Math.abs(now[0] - to[0]), Math.abs(now[1] - to[1])) > NEAR)
        await this.edit(() => this.drag(now, to));
    }
  }
}

const within = (share: number): number => Math.min(Math.max(share, 0), 1);
const cornerOf = ({ x, y, w, h }: Box, end: 0 | 1): [number, number] => [x + end * w, y + end * h];

/** As a hand draws it, within the picture. */
function around({ x, y, w, h }: Box): Box {
  const [left, top] = [within(x - BESIDE), within(y - BESIDE)];
  return { x: left, y: top, w: within(x + w + BESIDE) - left, h: within(y + h + BESIDE) - top };
}

/** The sighting around which somebody moves least. */
function whereStill(person: Person): Sighting {
  const movement = (i: number): number => {
    const [before, after] = [person[i - MOMENT]?.box, person[i + MOMENT]?.box];
    if (!before || !after) return Infinity;
    return (['x', 'y', 'w', 'h'] as const).reduce((sum, side) => sum + Math.abs(after[side] - before[side]), 0);
  };
  const [least] = person.map((_, i) => i).sort((a, b) => movement(a) - movement(b));
  return must(person[least ?? 0], 'a sighting');
}

/** The first frames in a row on which something of somebody is seen. */
function firstShown(track: VideoTrack, person: Person): Person {
  const first = person.findIndex((one) => shownOf(track, one) > 0);
  if (first === -1) return [];
  const end = person.findIndex((one, i) => i > first && shownOf(track, one) === 0);
  return person.slice(first, end === -1 ? undefined : end);
}

/** By how much somebody sticks out of the mask, its padding included: 0 when nothing of them is seen. */
export function shownOf(track: VideoTrack, { frame, box }: Sighting): number {
  const region = regionAt(track, frame);
  const [mask, seen] = [region && 'box' in region ? inPicture(region.box) : null, inPicture(box)];
  if (!seen) return 0;
  if (!mask) return Infinity;
  const out = [mask.x - seen.x, mask.y - seen.y, seen.x + seen.w - mask.x - mask.w, seen.y + seen.h - mask.y - mask.h];
  return Math.max(0, ...out);
}
