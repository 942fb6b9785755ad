import { join } from 'node:path';
import { must } from '@app/kernel';
import { awaitStaffCopies, determine, gatherFacts, receive, type Staff } from '../../apps/ops/demo/steps';
import { everybody } from '../drivers/case';
import { FirefoxEditor, hasFirefox } from '../drivers/firefox';
import { numbered, READ_NUMBER } from '../fixtures/numbered-films';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { numbersAsked } from '../support/effort';

const NUMBERS = numbersAsked();

if (!hasFirefox())
  process.stdout.write('Firefox is not installed (Debian: firefox-esr): the editor is not tried in it.\n');
const inFirefox = hasFirefox() ? describe : describe.skip;

inFirefox('in Firefox', () => {
  let daylight: TestDaylight;
  let staff: Staff;
  let editor: FirefoxEditor | undefined;
  beforeAll(async () => {
    daylight = await startDaylight({ worker: true });
    staff = await everybody(daylight);
    const account = daylight.account('solicitor'); // prettier-ignore
    editor = await FirefoxEditor.open(daylight.api, account);
  }, 300_000);
  afterAll(async () => {
    await editor?.close();
    await daylight.stop();
  });

  it('a clip of 29.97 frames a second with B-frames: any frame, and the ones after and before it', async () => {
    const firefox = must(editor, 'Firefox');
    const options = ['-g', '250', '-bf', '3', '-output_ts_offset', '0.4'];
    const film = numbered(join(daylight.data.root, 'numbered.mp4'), { rate: '30000/1001', frames: 100, options });
    const { clipId } = await receive(film, staff, join(daylight.data.root, 'uploads.json'));
    await awaitStaffCopies(clipId, staff);
    await gatherFacts(clipId, staff);
    await determine(clipId, staff);
    await firefox.visit(`${daylight.api}/console/clips/${clipId}/redactions`);
    await firefox.saysFrame(0);
    const shown: [number, number][] = [];
    const look = async (wanted: number): Promise<void> => {
      await firefox.saysFrame(wanted);
      shown.push([wanted, await firefox.ask<number>(READ_NUMBER)]);
    };
    for (let i = 1; i <= NUMBERS; i++) {
      await firefox.goTo((i * 37) % 100);
      await look((i * 37) % 100);
    }
    await firefox.goTo(40);
    await firefox.leaveTheField();
    for (let frame = 41; frame < 61; frame++) {
      await firefox.press('.');
      await look(frame);
    }
    for (let frame = 59; frame >= 40; frame--) {
      await firefox.press(',');
      await look(frame);
    }
    expect(shown.filter(([wanted, is]) => wanted !== is)).toEqual([]);
    expect(shown).toHaveLength(NUMBERS + 40);
  });
});
