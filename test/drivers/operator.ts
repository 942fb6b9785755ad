import { must } from '@app/kernel';
import { type Box, boxAt, inPicture, regionAt, type RedactionPlan, type VideoTrack } from '@app/redactions/domain';
import type { StaffDesk } from './console';

/** Where somebody is on a frame that a person has looked at, in fractions of the picture. */
export interface Sighting {
  readonly frame: number;
  readonly box: Box;
}

/**
 * A redaction technician before the editor who does what a careful person does – draw, have it tracked, look, correct –
 * and counts every click, drag and typed field.
 */
export class Operator {
  actions = 0;

  constructor(
    readonly desk: StaffDesk,
    private readonly plan: () => Promise<RedactionPlan>,
  ) {}

  async click(name: string): Promise<void> {
    await this.desk.button(name).click();
    this.actions++;
  }

  async choose(order: RegExp): Promise<void> {
    await this.desk.page.locator('label', { hasText: order }).click();
    this.actions++;
  }

  async type(label: string, value: string): Promise<void> {
    const field = this.desk.page.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.press('Tab');
    this.actions++;
  }

  async go(frame: number): Promise<void> {
    await this.desk.page.getByLabel('Go to frame').fill(String(frame));
    await this.desk.page.getByRole('status').getByText(`frame ${frame} of`).waitFor();
    this.actions++;
  }

  async draw({ x, y, w, h }: Box): Promise<void> {
    const stage = this.desk.page.locator('.stage svg');
    await stage.scrollIntoViewIfNeeded();
    const picture = must(await stage.boundingBox(), 'the picture');
    const { mouse } = this.desk.page;
    const at = (left: number, top: number): [number, number] => [
      picture.x + left * picture.width,
      picture.y + top * picture.height,
    ];
    await mouse.move(...at(x, y));
    await mouse.down();
    await mouse.move(...at(x + w, y + h), { steps: 5 });
    await mouse.up();
    this.actions++;
    await this.saved();
  }

  saved(): Promise<void> {
    return this.desk.page.getByText(/^Saved, revision/).waitFor();
  }

  /** Has the chosen mask tracked up to a frame, and accepts what is suggested. */
  async track(mask: string, to: number): Promise<void> {
    await this.type('Track up to frame', String(to));
    await this.click('Track forwards');
    await this.desk.button(`Accept ${mask}`).waitFor({ timeout: 300_000 });
    await this.click(`Accept ${mask}`);
    await this.saved();
  }

  /** Looks at every sighting in turn, and places the mask where it does not hide all of it. */
  async correct(mask: string, sightings: readonly Sighting[]): Promise<number> {
    let corrected = 0;
    for (const sighting of sightings) {
      const track = await this.mask(mask);
      if (hides(track, sighting)) continue;
      await this.go(sighting.frame);
      await this.place(boxAt(track, sighting.frame), sighting.box);
      corrected++;
    }
    return corrected;
  }

  /** Answers every lost target that is listed: goes there and says where it is. Returns how often. */
  async answer(mask: string, sightings: readonly Sighting[]): Promise<number> {
    const listed = this.desk.page.locator('.usa-alert', { hasText: 'Lost targets' }).getByRole('button');
    let answered = 0;
    while ((await listed.count()) > 0) {
      const frame = Number(/frames? (\d+)/.exec(await listed.first().innerText())?.[1]);
      await this.go(frame);
      await this.place(boxAt(await this.mask(mask), frame), seenAt(sightings, frame));
      answered++;
    }
    return answered;
  }

  async mask(id: string): Promise<VideoTrack> {
    return must(
      (await this.plan()).video.find((one) => one.id === id),
      'the mask',
    );
  }

  private async place(now: Box | null, box: Box): Promise<void> {
    const sides = { x: 'From the left, %', y: 'From the top, %', w: 'Width, %', h: 'Height, %' } as const;
    for (const side of ['x', 'y', 'w', 'h'] as const) {
      if (now && Math.abs(now[side] - box[side]) < 0.001) continue;
      await this.type(sides[side], String(Math.round(box[side] * 10_000) / 100));
    }
    await this.saved();
  }
}

/** Where somebody is between two sightings. */
function seenAt(sightings: readonly Sighting[], frame: number): Box {
  const before = must(sightings.findLast((one) => one.frame <= frame) ?? sightings[0], 'a sighting');
  const after = sightings.find((one) => one.frame > frame) ?? before;
  const share = after === before ? 0 : (frame - before.frame) / (after.frame - before.frame);
  const mix = (side: keyof Box): number => before.box[side] + (after.box[side] - before.box[side]) * share;
  return { x: mix('x'), y: mix('y'), w: mix('w'), h: mix('h') };
}

/** Whether the mask, its padding included, hides all that is seen of somebody. */
export function hides(track: VideoTrack, { frame, box }: Sighting): boolean {
  const region = regionAt(track, frame);
  const [mask, seen] = [region && 'box' in region ? inPicture(region.box) : null, inPicture(box)];
  if (!seen) return true;
  return (
    mask !== null &&
    mask.x <= seen.x &&
    mask.y <= seen.y &&
    mask.x + mask.w >= seen.x + seen.w &&
    mask.y + mask.h >= seen.y + seen.h
  );
}
