import type { Role } from '@app/access';
import { must } from '@app/kernel';
import type { Browser, Locator } from 'playwright-core';
import { until } from '../../apps/ops/client/wait';
import { everybody, aCaseAt } from '../drivers/case';
import { RULES_OF_LAYOUT } from '../drivers/axe';
import { openBrowser } from '../drivers/browser';
import { StaffDesk } from '../drivers/console';
import { aDeadLetter } from '../drivers/dead-letter';
import { ask, json } from '../drivers/staff-http';
import { BODIES } from '../factories/bodies';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { look } from '../support/look';
import { PLACES } from '../../apps/console/release/places';
import { type RouteName, ROUTES } from '../../apps/console/shell/routes';

/** Who visits a page, and the page on which they find the link to it. */
interface Visit {
  readonly by: Role;
  /** Null for an address that no link leads to. */
  readonly from: RouteName | null;
  /** How far the clip is of which it is a page. */
  readonly of?: keyof typeof clips;
}

/** A page that is new in the console stands here too: else nobody has seen it. */
const VISITS: Readonly<Record<RouteName, Visit>> = {
  clip: { by: 'solicitor', from: 'home' },
  release: { by: 'solicitor', from: 'clip' },
  determination: { by: 'solicitor', from: 'clip' },
  redactions: { by: 'redaction-technician', from: 'clip', of: 'drawn' },
  quality: { by: 'quality-reviewer', from: 'clip' },
  incidents: { by: 'solicitor', from: 'home' },
  incident: { by: 'solicitor', from: 'incidents' },
  upload: { by: 'evidence-technician', from: 'home' },
  overview: { by: 'solicitor', from: 'home' },
  requests: { by: 'solicitor', from: 'home' },
  asks: { by: 'solicitor', from: 'home' },
  policies: { by: 'solicitor', from: 'home' },
  jobs: { by: 'auditor', from: 'home' },
  administration: { by: 'solicitor', from: 'home' },
  staff: { by: 'solicitor', from: 'administration' },
  calendar: { by: 'solicitor', from: 'administration' },
  clocks: { by: 'solicitor', from: 'administration' },
  catalogue: { by: 'solicitor', from: 'administration' },
  account: { by: 'solicitor', from: 'home' },
  nowhere: { by: 'solicitor', from: null },
  home: { by: 'solicitor', from: 'incidents' }, // where everybody begins: last, so that it is come back to
};

let daylight: TestDaylight;
let browser: Browser;
const clips = { drawn: '', qualityCheck: '' };
let incident: string;
const desks = new Map<Role, StaffDesk>();

beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  browser = await openBrowser();
  const staff = await everybody(daylight);
  const give = async (by: Role, route: string): Promise<void> => {
    const [method, path] = route.split(' ') as ['POST', string];
    const { status, text } = await ask(staff[by], method, path, {
      json: must(BODIES[route], route)(),
    });
    if (status >= 300) throw new Error(`${route}: ${text}`);
  };
  await give('records-officer', 'POST /records-requests');
  await give('administrator', 'POST /staff-changes');
  for (const stop of ['drawn', 'qualityCheck'] as const) clips[stop] = await aCaseAt(stop, { daylight, staff });
  const known = await ask(staff.solicitor, 'GET', `/clips/${clips.qualityCheck}`);
  incident = json<{ incidentId: string }>(known).incidentId;
  await aDeadLetter(daylight.database.owner, 'seal-ledger', {}, new Error('ECONNREFUSED 10.0.0.7:9000'));
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

async function deskOf(role: Role): Promise<StaffDesk> {
  const desk = desks.get(role) ?? (await StaffDesk.of(browser, daylight.api, daylight.account(role)));
  await desk.page.emulateMedia({ reducedMotion: 'reduce' });
  desks.set(role, desk);
  return desk;
}

const addressOf = (name: RouteName, clip: string): string =>
  ROUTES[name].replace(':id', name.startsWith('incident') ? incident : clip).replace('*', '/no-such-page');

function linkTo({ page }: StaffDesk, address: string): Locator {
  const path = `/console${address}`.replace(/\/$/, '');
  return page.locator(`a[href="${path}"], a[href="${path}/"]`).first();
}

/** By its link, as staff come: the heading takes the focus, and is the title of a page that was called otherwise before. */
async function follow({ page }: StaffDesk, link: Locator): Promise<void> {
  const before = await page.title();
  await link.click();
  await until('the focus on the heading', 20, () => page.evaluate<boolean>(`document.activeElement.tagName === 'H1'`));
  await until('another title', 20, async () => (await page.title()) !== before);
}

/** Runs in the page: whether that part is there, and has the focus unless it is a field that is closed by now. */
const LEADS_TO = `(id) => {
  const part = document.getElementById(id);
  return part !== null && (part === document.activeElement || part.matches(':disabled'));
}`;

it('nobody has forgotten a page', () => {
  expect(Object.keys(VISITS).sort()).toEqual(Object.keys(ROUTES).sort());
});

it.each(Object.entries(VISITS))('%s', async (name, { by, from, of = 'qualityCheck' }) => {
  const desk = await deskOf(by);
  const { page } = desk;
  const link = linkTo(desk, addressOf(name as RouteName, clips[of]));
  if ((await link.count()) === 0) await desk.visit(addressOf(from ?? 'nowhere', clips[of]));
  if (from !== null) await follow(desk, link);
  await desk.settled();
  const [heading, ...others] = await page.locator('h1').allInnerTexts();
  expect([others, await page.title()]).toEqual([[], `${must(heading, 'a heading')} – Daylight`]);
  expect(await desk.moves()).toEqual([]);
  await look(desk, name);
  for (const width of [768, 640, 320]) {
    await page.setViewportSize({ width, height: 900 });
    expect({ width, overflow: await desk.overflow() }).toEqual({ width, overflow: 0 });
  }
  expect(await desk.accessibilityFaults(RULES_OF_LAYOUT)).toEqual([]);
  await desk.picture(`${name}-320`);
  await page.setViewportSize({ width: 1280, height: 900 });
});

it('every place where something is put right before publication is there, and takes the focus', async () => {
  const places = [...new Set(Object.values(PLACES).map(({ at }) => at(':id')))];
  for (const place of places) {
    const isPlan = place.includes('/redactions#');
    const desk = await deskOf(isPlan ? 'redaction-technician' : 'solicitor');
    await desk.visit(place.replace(':id', isPlan ? clips.drawn : clips.qualityCheck));
    const name = must(place.split('#')[1], place);
    await until(`the focus on ${place}`, 20, () =>
      desk.page.evaluate<boolean>(`(${LEADS_TO})(${JSON.stringify(name)})`),
    );
  }
});
