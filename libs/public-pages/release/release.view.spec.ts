import { brotliCompressSync } from 'node:zlib';
import {
  ASSETS,
  type City,
  documentOf,
  embedOf,
  languageOf,
  releasePage,
  type ReleasePageFacts,
} from '@app/public-pages';
import type { FileRole } from '@app/publications/domain';
import { A_CITY, aFile, aRecord, RELEASE_ID, releaseFacts } from '../../../test/factories/release-facts';

const html = (facts: ReleasePageFacts = releaseFacts(), code: 'en' | 'ar' = 'en', city: City = A_CITY): string =>
  documentOf(releasePage(facts), {
    language: languageOf(code),
    siteUrl: facts.siteUrl,
    address: `/releases/${RELEASE_ID}`,
    city,
  });
const withFiles = (roles: readonly FileRole[], change: Partial<ReleasePageFacts> = {}): string =>
  html(releaseFacts(aRecord(), { files: roles.map(aFile), ...change }));
const sources = (page: string): string[] => [...page.matchAll(/<source [^>]*>/g)].map(([source]) => source);
const addressOf = (role: FileRole): string => `/media/${aFile(role).sha256}.mp4`;
const count = (page: string, part: RegExp): number => [...page.matchAll(part)].length;

it('comes in the order in which people need it', () => {
  const page = html();
  const parts = ['<h1>', 'class="status"', 'id="before"', '<details', '<video', 'data-player', 'id="download"', 'id="hidden"', 'class="lanes"', '<table', 'id="transcript"', 'id="determination"', 'id="verify"', 'id="versions"']; // prettier-ignore
  const places = parts.map((part) => page.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

it('is headed by what it is, where, when and by which kind of camera', () => {
  expect(html()).toContain(
    '<small>The Port · <time dateTime="2026-11-19">November 19, 2026</time> · Body-worn camera</small></h1>',
  );
});

it('says when it was released, which version, how long, from which camera, and which of the incident’s recordings', () => {
  expect(html()).toContain(
    '<p class="status">Released November 25, 2026 at 10:00 AM (Cambridge time) · version 2 · 14 min 3 sec · Body-worn camera 2 of 4 · <a href="/incidents/a3bb189e-8bf9-4c1d-9f3a-1c2d3e4f5a6b">Recording 2 of 3</a> released of this incident</p>',
  );
  expect(html(releaseFacts(aRecord(), { ofIncident: [RELEASE_ID] }))).not.toContain('of this incident</p>');
});

it('warns in words before the video and once more on its lid', () => {
  const page = html();
  expect(page).toContain('<li>A person is forcibly restrained</li><li>Flashing lights</li>');
  expect(page).toContain('Publication is not a finding of misconduct');
  expect(page).toContain(
    '<summary>Show the video (contains: a person is forcibly restrained, flashing lights)</summary>',
  );
  const harmless = html(releaseFacts(aRecord({ warnings: ['none'] })));
  expect(harmless).toContain('<summary>Show the video</summary>');
  expect(harmless).toContain('Nothing that needs a warning.');
});

describe('the video', () => {
  it('is the browser’s own, loads nothing by itself, never plays by itself, and shows a card before', () => {
    const page = html();
    const [video = ''] = /<video [^>]*>/.exec(page) ?? [];
    expect(count(page, /<video/g)).toBe(1);
    expect(video).toContain('controls=""');
    expect(video).toContain('preload="none"');
    expect(video).toContain(`poster="/media/${aFile('poster').sha256}.svg"`);
    expect(page).not.toContain('autoplay');
    const described = /aria-describedby="([^"]+)"/.exec(video)?.[1] ?? '';
    expect(page).toContain(`<div id="${described}">`);
    expect(page).toMatch(/<track kind="captions"[^>]* default=""/);
  });

  it('is shut until it is asked for, and begins at the moment of the address', () => {
    expect(html()).toContain('<details class="watch">');
    expect(sources(html())).toEqual([`<source src="${addressOf('video')}" type="video/mp4"/>`]);
    const at = withFiles(['video', 'video-small'], { at: 72.3 });
    expect(at).toContain('<details class="watch" open="">');
    expect(sources(at).every((source) => source.includes('.mp4#t=72.3"'))).toBe(true);
  });

  it('comes in two sizes where there are two, and says nothing of a size that is not there', () => {
    const both = withFiles(['video', 'video-small']);
    expect(sources(both)).toEqual([
      `<source src="${addressOf('video-small')}" type="video/mp4" media="(max-width: 40rem)"/>`,
      `<source src="${addressOf('video')}" type="video/mp4"/>`,
    ]);
    expect(both).toContain('Video, small (MP4), 1.2 MB');
    expect(html()).not.toContain('Video, small');
  });

  it('plays softened where it flashes; as recorded it is there to download, and says so', () => {
    const roles = ['video', 'video-small', 'video-described', 'video-reduced-flash'] as const;
    for (const described of [false, true]) {
      const page = withFiles(roles, { described });
      expect(sources(page)).toEqual([`<source src="${addressOf('video-reduced-flash')}" type="video/mp4"/>`]);
      expect(page).toContain('Video with flashing lights as recorded (MP4)');
      expect(page).toContain('Flashing lights are softened in this player');
      expect(page).not.toMatch(/href="[^"]*\/described"/);
      expect(page.includes('so it does not play here')).toBe(described);
    }
  });

  it('plays not at all where it flashes and nobody has softened it', () => {
    const flashing = { trips: true, spans: [{ from: 1, to: 2, kind: 'red' }] } as const;
    const page = html(releaseFacts(aRecord({ flashing })));
    expect(page).not.toMatch(/<video|<details|data-player/);
    expect(page).toContain('It does not play here; it is among the downloads.');
    expect(page).toContain('Video with flashing lights as recorded (MP4)');
  });
});

describe('a version with audio description', () => {
  it('has a view of its own, and leads from one to the other', () => {
    const roles = ['video', 'video-small', 'video-described'] as const;
    expect(count(withFiles(roles), new RegExp(`href="/releases/${RELEASE_ID}/described"`, 'g'))).toBe(2); // a button, and among the downloads
    const page = withFiles(roles, { described: true });
    expect(sources(page)).toEqual([`<source src="${addressOf('video-described')}" type="video/mp4"/>`]);
    expect(page).toContain('Show the video with audio description (contains:');
    expect(page).toContain(`<a href="/releases/${RELEASE_ID}">Watch without it</a>`);
    expect(count(page, new RegExp(`href="/releases/${RELEASE_ID}/described\\?t=`, 'g'))).toBe(
      count(page, / data-at=/g),
    );
    expect(sources(withFiles(['video'], { described: true }))[0]).toContain(addressOf('video')); // there is none
  });

  it('is promised by a day where it is not there yet', () => {
    const description = { needed: true, why: 'Much is only seen.', followsBy: '2026-12-10' };
    expect(html(releaseFacts(aRecord({ description })))).toContain('follows by December 10, 2026: Much is only seen.');
  });
});

it('keeps its buttons hidden until their script runs, and offers none that would do nothing', () => {
  expect(html()).toContain('<div class="buttons" role="group" aria-label="Move in the video" hidden=""');
  expect(html()).toContain('data-rate="29.9703"');
  expect(html()).toContain('data-act="next-hidden"');
  const page = html(releaseFacts(aRecord({ hidden: [] }), { files: [aFile('video')] }));
  expect(page).not.toMatch(/data-act="(next-hidden|previous-hidden|captions|described)"/);
});

describe('what was hidden', () => {
  const { hidden } = aRecord();

  it('is a row for each part, with its moment, what, why and law, and a mark in the strip', () => {
    const page = html();
    const [, table = ''] =
      /aria-label="What was hidden, and why".*?<tbody role="rowgroup">(.*?)<\/tbody>/.exec(page) ?? [];
    expect(count(table, /<tr role="row">/g)).toBe(hidden.length);
    for (const { from, category, why } of hidden) {
      expect(table).toContain(`<a href="/releases/${RELEASE_ID}?t=${from}" data-at="${from}">`);
      expect(table).toContain(category);
      expect(table).toContain(why);
    }
    expect(table).toContain('(c) G.L. c. 4, § 7(26)(c)');
    expect(table).toContain('it cannot be used to deny a records request');
    for (const what of ['picture', 'whole-frame', 'sound', 'as-recorded'])
      expect([what, count(page, new RegExp(`<svg class="${what}"[^>]*><rect [^>]*></rect></svg>`, 'g'))]).toEqual([
        what,
        1,
      ]);
  });

  it('is summed up: seconds muted, frames with a mask, the most that is covered', () => {
    const page = html().replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '); // prettier-ignore
    expect(page).toContain('Sound muted 0.4% ( 0:03.6 of 14:03.0 )');
    expect(page).toContain('Frames with a mask 4% (998 of 25,265)');
    expect(page).toContain('Most of the picture covered at once 100%');
  });

  it('is told apart from what the device did not record', () => {
    expect(html()).toMatch(
      /Not redactions<\/h3>.*0:30\.0.*No audio recorded by the device.*silent start is not a redaction/,
    );
    const fixed = aRecord({ camera: { kind: 'city-camera', label: 'City camera 1 of 1' } });
    expect(html(releaseFacts(fixed))).not.toContain('silent start');
    const mute = html(releaseFacts(aRecord({ sound: 'not-recorded-by-the-device', asRecorded: [] })));
    expect(mute).toContain('this camera recorded no sound at all');
    expect(html(releaseFacts(aRecord({ asRecorded: [] })))).not.toContain('Not redactions');
  });

  it('is nothing where nothing is, and of an early record says only what it has', () => {
    const none = html(releaseFacts(aRecord({ hidden: [], asRecorded: [] })));
    expect(none).toContain('Nothing was hidden. The video is the whole recording.');
    expect(none).not.toContain('class="lanes"');
    const { asRecorded: _1, docket: _2, ...early } = aRecord();
    const { largestShareOfPicture: _3, ...totals } = early.totals;
    const page = html(releaseFacts({ ...early, totals }));
    expect(page).not.toMatch(/Most of the picture|Not redactions|in the docket<\/a>/);
  });
});

it('prints each line of the transcript with its moment and speaker, what is redacted in words', () => {
  const page = html();
  const [, lines = ''] = /<ol role="list" class="lines"[^>]*>(.*?)<\/ol>/.exec(page) ?? [];
  expect(count(lines, /<li>/g)).toBe(aRecord().transcript.length);
  expect(lines).toContain('<strong>Officer 1: </strong>Step back, please.');
  expect(lines).toContain('<span class="redacted">[redacted – privacy]</span>');
  const silent = html(releaseFacts(aRecord({ transcript: [], noSpeech: 'Only traffic is heard.' })));
  expect(silent).toContain('<p>Only traffic is heard.</p>');
});

const SUBTITLES = (['ar', 'es'] as const).map((language) => ({
  language,
  translatedBy: 'Rosa Silva',
  translatedOn: '2026-11-26',
}));
const tracks = (page: string): string[] => [...page.matchAll(/<track [^>]*>/g)].map(([track]) => track);

it.each(['release', 'described', 'embed'] as const)(
  'offers the captions in other languages, as translations that nobody signed, beside the video: %s',
  (kind) => {
    const facts = releaseFacts(aRecord(), { subtitles: SUBTITLES, described: kind === 'described' });
    const page = kind === 'embed' ? embedOf({ ...facts, releaseId: RELEASE_ID }, languageOf('en')) : html(facts);
    expect(tracks(page)).toEqual([
      expect.stringMatching(/^<track kind="captions" [^>]*srcLang="en" label="English" default=""/),
      `<track kind="subtitles" src="/releases/${RELEASE_ID}/v/2/translations/ar.vtt" srcLang="ar" label="العربية (translation)"/>`,
      `<track kind="subtitles" src="/releases/${RELEASE_ID}/v/2/translations/es.vtt" srcLang="es" label="Español (translation)"/>`,
    ]);
    expect(page).toContain('Translated subtitles are no part of what the City signed.');
    expect(page).toContain(
      'Subtitles in <bdi lang="ar" dir="rtl">العربية</bdi>: translated by <bdi>Rosa Silva</bdi> on November 26, 2026.',
    );
    expect(tracks(html())).toHaveLength(1);
    expect(html()).not.toContain('subtitles');
  },
);

it('shows the page’s own language under the picture where there is one', () => {
  const [english, arabic, spanish] = tracks(html(releaseFacts(aRecord(), { subtitles: SUBTITLES }), 'ar'));
  expect([english, arabic, spanish].map((track) => track?.includes('default'))).toEqual([false, true, false]);
  expect(arabic).toContain('label="العربية (ترجمة)"');
});

it('says under what is in English how to have it translated, in the language of the reader', () => {
  expect(html()).toContain(`<a href="/releases/${RELEASE_ID}/ask">ask for a translation</a>`);
  expect(html(releaseFacts(), 'ar')).toContain(`<a href="/ar/releases/${RELEASE_ID}/ask">طلب ترجمة</a>`);
});

it('leads to the Order itself, and to where it is cited as long as the City has said no address of it', () => {
  const words = 'The Executive Order of February 5, 2026, § 3.A</a>, and <a href="/how-we-decide">how the Solicitor';
  expect(html()).toContain(`<a href="https://cambridge.example/order">${words}`);
  expect(html(releaseFacts(), 'en', { ...A_CITY, orderUrl: null })).toContain(
    `<a href="/how-we-decide#order">${words}`,
  );
});

it('leads to the decision in the docket, and every version to its own page', () => {
  expect(html()).toContain('<a href="/docket/7d444840-9dc0-11d1-b245-5ffdce74fad2">This decision in the docket</a>');
  expect(html()).not.toContain('The determination (text)');
  expect(count(withFiles(['video', 'determination']), /The determination \(text\)/g)).toBe(2); // there and among the downloads
  expect(html()).toContain(`<a href="/releases/${RELEASE_ID}/v/1"><span class="unseen">Version </span>1</a>`);
  expect(html()).toContain('replaced by a newer version; do not rely on it');
  expect(html()).toContain('by version 2. Reason: A house number is covered now that could be read.');
});

it('runs nothing inline, styles nothing inline, and shows no frame and no video to who links to it', () => {
  const page = html();
  expect(page).not.toMatch(
    /<script(?! type="(application\/ld\+json"|module" src="\/assets\/player-[0-9a-f]{16}\.js"))/,
  );
  expect(page).not.toMatch(/<[^>]+\s(on\w+|style)=|<style/i);
  expect(page).not.toMatch(/og:video|twitter:player/);
  expect(page).toMatch(/property="og:image" content="https:\/\/daylight\.example\/assets\/card-[0-9a-f]{16}\.png"/);
});

it('reads from right to left in Arabic, and keeps what is English in English', () => {
  const page = html(releaseFacts(), 'ar');
  expect(page).toContain('<html lang="ar" dir="rtl">');
  expect(page).toContain('<h1><span lang="en" dir="ltr">Detention on Massachusetts Avenue');
  expect(page).toContain(`href="/ar/releases/${RELEASE_ID}?t=40.2"`);
});

it('keeps within its budget when it is long', () => {
  const record = aRecord();
  const long = aRecord({
    transcript: Array.from({ length: 400 }, (_, i) => ({
      ...record.transcript[0]!,
      from: i * 2,
      to: i * 2 + 1.5,
      text: `Sentence ${i} of a conversation, number ${(i * 7919) % 1000}, in the street.`,
    })),
    hidden: Array.from({ length: 60 }, (_, i) => ({ ...record.hidden[i % 3]!, from: i * 13.1, to: i * 13.1 + 4 })),
  });
  const compressed = (bytes: Buffer | string): number => brotliCompressSync(bytes).length;
  const asset = (ending: string): Buffer =>
    Object.entries(ASSETS).find(([name]) => name.endsWith(ending))?.[1].body ?? Buffer.alloc(0);
  expect(compressed(html(releaseFacts(long)))).toBeLessThan(30_000);
  expect(compressed(asset('.css'))).toBeLessThan(16_000);
  expect(compressed(asset('.js'))).toBeLessThan(8_000);
  expect(asset('.png').length).toBeLessThan(60_000);
});
