import type { Browser } from 'playwright-core';
import { must } from '@app/kernel';
import { until } from '../../apps/ops/client/wait';
import { openBrowser, Reader } from '../drivers/browser';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { aRelease, type Released, takenDown, translated, withDescription } from '../support/public-site';

/** Of each line of the transcript: a noise, what is hidden, what an officer says. */
const WORDS = {
  es: ['[ruido de la calle]', 'Ana, ven aquí.', 'Atrás, por favor.'],
  ar: ['[ضجيج الشارع]', 'يا آنا، تعالي إلى هنا.', 'تراجع، من فضلك.'],
} as const;
type Code = keyof typeof WORDS;
const CODES = Object.keys(WORDS) as Code[];
const NAMES = { es: 'Español (traducción)', ar: 'العربية (ترجمة)' } as const;
const HIDDEN = '[redacted – privacy]';

let daylight: TestDaylight;
let browser: Browser;
let shown: Released;
const page = (code: string, rest = ''): string => `/${code}/releases/${shown.release}${rest}`;
const vtt = (code: Code): string => `/releases/${shown.release}/v/1/translations/${code}.vtt`;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  browser = await openBrowser();
  shown = await aRelease(daylight, { seconds: 4, size: '640x360' });
  await withDescription(daylight.database.owner, shown.release);
  for (const code of CODES) {
    const kept = await translated(daylight, shown.clip, code, (line) => must(WORDS[code][line], 'a line'));
    expect(kept).toEqual([WORDS[code][0], HIDDEN, WORDS[code][2]]);
  }
  const seen = async (code: Code): Promise<boolean> => (await fetch(`${daylight.portal}${vtt(code)}`)).ok;
  for (const code of CODES) await until('the translation', 10, () => seen(code));
}, 300_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
});

interface Cue {
  readonly from: number;
  readonly to: number;
  /** As it is drawn, without its tags. */
  readonly says: string;
  /** The language of a part of it that is in another one. */
  readonly lang: string | null;
}

/** What the browser has read of the track in a language, once it is there. */
const CUES = (code: string): string => `(() => {
  const element = document.querySelector('track[srclang="${code}"]');
  if (element.track.mode === 'disabled') element.track.mode = 'hidden';
  if (element.readyState === 3) throw new Error('the track cannot be read');
  if (element.readyState !== 2) return null;
  return [...element.track.cues].map((cue) => {
    const html = cue.getCueAsHTML();
    return { from: cue.startTime, to: cue.endTime, says: html.textContent, lang: html.querySelector('[lang]')?.lang ?? null };
  });
})()`;
const cuesOf = (reader: Reader, code: string): Promise<Cue[]> =>
  until(`the cues in ${code}`, 20, () => reader.page.evaluate<Cue[] | null>(CUES(code)));

/** What is under the picture at that second: in which tracks, and what they say. */
async function under(reader: Reader, at: number): Promise<{ language: string; says: string }[]> {
  await reader.page.evaluate(`document.querySelector('video').currentTime = ${at}`);
  return until(`second ${at}`, 20, () =>
    reader.page.evaluate<{ language: string; says: string }[] | null>(`(() => {
      const video = document.querySelector('video');
      if (video.seeking || video.readyState < 2 || Math.abs(video.currentTime - ${at}) > 0.05) return null;
      const shown = [...video.textTracks].filter((track) => track.mode === 'showing');
      if (shown.some(({ activeCues }) => activeCues.length === 0)) return null;
      return shown.map(({ language, activeCues: [cue] }) => ({ language, says: cue.getCueAsHTML().textContent }));
    })()`),
  );
}

const middle = ({ from, to }: Cue): number => (from + Math.min(to, 4)) / 2;

/** Opens the video and has it there, so that it can be gone about in. */
async function opened(path: string): Promise<Reader> {
  const reader = await Reader.open(browser, daylight.portal);
  expect(await reader.visit(path)).toBe(200);
  await reader.page.locator('summary').first().click();
  await reader.page.evaluate(`document.querySelector('video').preload = 'auto'`);
  return reader;
}

/** Where the line under the picture is drawn, and from which side its words run; Chromium’s own boxes. */
async function drawn(reader: Reader): Promise<{ direction: string; text: string }> {
  const chromium = await reader.context.newCDPSession(reader.page);
  await chromium.send('DOM.enable');
  await chromium.send('CSS.enable');
  const { nodes } = await chromium.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const cue = must(nodes.findLast(({ attributes = [] }) => attributes.includes('cue')), 'a cue on the screen'); // prettier-ignore
  const { computedStyle } = await chromium.send('CSS.getComputedStyleForNode', { nodeId: cue.nodeId });
  const { outerHTML } = await chromium.send('DOM.getOuterHTML', { nodeId: cue.nodeId });
  const direction = computedStyle.find(({ name }) => name === 'direction')?.value ?? '';
  return { direction, text: outerHTML.replace(/<[^>]*>/g, '') };
}

it.each(CODES)('under the picture stands in %s what the page says, at the time of the captions', async (code) => {
  const reader = await opened(page(code));
  const [own, english] = [await cuesOf(reader, code), await cuesOf(reader, 'en')];
  expect(own.map(({ from, to }) => [from, to])).toEqual(english.map(({ from, to }) => [from, to]));
  expect(own.map(({ says, lang }) => [says, lang])).toEqual([
    [WORDS[code][0], null],
    [HIDDEN, 'en'],
    [WORDS[code][2], null],
  ]);
  const onPage = await reader.page.locator('.lines li > span').allInnerTexts();
  expect(onPage.map((line) => line.replace('Officer 1: ', ''))).toEqual(own.map(({ says }) => says));
  for (const cue of own) {
    expect(await under(reader, middle(cue))).toEqual([{ language: code, says: cue.says }]);
    if (cue === own[2])
      expect(await drawn(reader)).toEqual({ direction: code === 'ar' ? 'rtl' : 'ltr', text: cue.says });
  }
  await reader.picture(`subtitles-${code}`);
  const track = reader.page.locator(`track[srclang="${code}"]`);
  expect([await track.getAttribute('kind'), await track.getAttribute('label')]).toEqual(['subtitles', NAMES[code]]);
  const note = await reader.page.locator('.under-video').innerText();
  expect(note.split('Rosa Silva')).toHaveLength(1 + CODES.length);
  expect(reader.met).toEqual({ elsewhere: [], complaints: [] });
  for (const width of [1280, 320]) {
    await reader.page.setViewportSize({ width, height: 900 });
    expect({ width, faults: await reader.accessibilityFaults() }).toEqual({ width, faults: [] });
    expect({ width, overflow: await reader.overflow() }).toEqual({ width, overflow: [] });
  }
  await reader.close();
});

it('whoever reads English chooses another language in the player, and the button hides and shows what they chose', async () => {
  const reader = await opened(`/releases/${shown.release}`);
  const at = middle(must((await cuesOf(reader, 'es'))[2], 'the last cue'));
  const [chosen] = await under(reader, at);
  expect(chosen).toEqual({ language: 'en', says: 'Step back, please.' });
  // As the menu of the player does.
  await reader.page.evaluate(`for (const track of document.querySelector('video').textTracks) track.mode = track.language === 'es' ? 'showing' : 'disabled'`); // prettier-ignore
  expect(await under(reader, at)).toEqual([{ language: 'es', says: WORDS.es[2] }]);
  const button = reader.page.locator('[data-act=captions]');
  const modes = (): Promise<string[]> => reader.page.evaluate(`[...document.querySelector('video').textTracks].filter((track) => track.mode === 'showing').map((track) => track.language)`); // prettier-ignore
  await button.click();
  expect([await modes(), await button.getAttribute('aria-pressed')]).toEqual([[], 'false']);
  await button.click();
  expect([await modes(), await button.getAttribute('aria-pressed')]).toEqual([['es'], 'true']);
  expect(reader.met).toEqual({ elsewhere: [], complaints: [] });
  await reader.close();
});

it.each(['/described', ''])('so it is beside audio description and in a frame: %s', async (rest) => {
  const reader = await opened(rest === '' ? `/ar/embed/${shown.release}` : page('ar', rest));
  const [, , last] = await cuesOf(reader, 'ar');
  expect(await under(reader, middle(last!))).toEqual([{ language: 'ar', says: WORDS.ar[2] }]);
  expect(await reader.page.locator('.under-video').innerText()).toContain('Rosa Silva');
  // The frame has no icon: Chromium, which shows it alone here, asks for one.
  expect(reader.met.complaints.filter((line) => !line.includes('status of 404'))).toEqual([]);
  await reader.close();
});

it('without scripts the words are under the picture all the same', async () => {
  const reader = await Reader.open(browser, daylight.portal, { javaScriptEnabled: false });
  await reader.visit(page('es'));
  expect(await reader.page.locator('track[default]').getAttribute('srclang')).toBe('es');
  await reader.close();
});

it('they are gone with the release', async () => {
  await takenDown(daylight, shown);
  for (const code of CODES) expect((await fetch(`${daylight.portal}${vtt(code)}`)).status).toBe(410);
  expect(await (await fetch(`${daylight.portal}${page('es')}`)).text()).not.toContain('translations/');
});
