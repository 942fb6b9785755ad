import { render, type Verification, verify } from '@app/media';
import { aMute, aPlan } from '../../factories/redaction-plan';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { aBox, changed, findBox, insertInto, replaceBox, words } from '../../support/mp4-surgery';

// A correct release, changed as little as possible: the verifier must name the rule, and nothing else.

let at: TestBench;
let source: string;
let good: string;
const plan = aPlan(undefined, [aMute(0.6, 0.9)]);
beforeAll(async () => {
  at = await openTestBench();
  source = aClip(at.folder, { seconds: 1.6 });
  good = at.path('good.mp4');
  await render(at.bench, { source, plan, mode: 'full', output: good });
});
afterAll(() => at.close());

const check = (output: string): Promise<Verification> => verify(at.bench, { source, output, plan });
const rulesOf = ({ violations }: Verification): string[] => [...new Set(violations.map(({ rule }) => rule))].sort();

const SECRET = Buffer.from('SECRET-BYTES-OF-THE-SOURCE', 'latin1');
const TABLE = 'moov/trak/mdia/minf/stbl';
const PICTURE = 0;
const SOUND = 1;
/** An edit list of one entry: shown for `duration` movie ticks from `mediaTime` on. */
const editList = (duration: number, mediaTime: number): Buffer =>
  aBox('edts', aBox('elst', words(0, 1, duration, mediaTime, 0x10000)));

/** Of a movie or media header, version 1: ticks a second. */
const ticksOf = (file: Buffer, header: string, nth = 0): number =>
  file.readUInt32BE(findBox(file, header, nth).start + 28);

/** The first entry of stts shortened to make room for one frame that lasts a tick longer, and the next a tick less. */
function withOneFrameLate(file: Buffer): Buffer {
  const stts = findBox(file, `${TABLE}/stts`, PICTURE);
  const [count, each] = [file.readUInt32BE(stts.start + 16), file.readUInt32BE(stts.start + 20)];
  const table = words(0, 4, 14, each, 1, each + 1, 1, each - 1, count - 16, each);
  return replaceBox(file, `${TABLE}/stts`, aBox('stts', table), PICTURE);
}

const BYTES: readonly [what: string, rules: readonly string[], found: string | RegExp, change: (file: Buffer) => Buffer][] =
  [
    ['bytes after the last box', ['well-formed'], /does not fit|belong to no box/, (file) => Buffer.concat([file, SECRET])],
    ['a free box at the end', ['allowed-boxes'], /"free" at byte \d+, 34 bytes/, (file) => Buffer.concat([file, aBox('free', SECRET)])],
    ['a second mdat', ['allowed-boxes'], '2 boxes "mdat" instead of one', (file) => Buffer.concat([file, aBox('mdat', SECRET)])],
    ['bytes that no sample uses', ['every-byte-accounted'], /^26 bytes at \d+ belong to no sample$/, (file) => insertInto(file, 'mdat', SECRET)],
    ['a title', ['allowed-boxes'], /"moov\/udta" at byte/, (file) => insertInto(file, 'moov', aBox('udta', aBox('\xa9nam', SECRET)))],
    ['a uuid box in a track', ['allowed-boxes'], /"moov\/trak\/uuid"/, (file) => insertInto(file, 'moov/trak', aBox('uuid', SECRET), PICTURE)],
    ['an edit list that hides the first ten frames', ['no-hidden-frames', 'exact-times', 'mask-is-fill', 'rest-unchanged'], /starts at tick 5120; its first frame is at 0/, (file) => insertInto(file, 'moov/trak', editList(ticksOf(file, 'moov/mvhd'), 10 * 512), PICTURE)],
    ['an edit list that hides the last frames', ['no-hidden-frames'], 'an edit list of the picture ends at tick 6400; its last frame is at 19968', (file) => insertInto(file, 'moov/trak', editList(ticksOf(file, 'moov/mvhd') / 2, 0), PICTURE)],
    ['one frame shown a tick late', ['exact-times'], 'shown at 0.600078 s, in the source at 0.600000 s', withOneFrameLate],
    ['a date', ['no-metadata'], 'the file carries a date', (file) => { file.writeUInt32BE(1, findBox(file, 'moov/mvhd').start + 16); return file; }],
    ['a name of the sound track', ['no-metadata'], /^the soun track is named ".*OFFICER DOE"$/, (file) => insertInto(file, 'moov/trak/mdia/hdlr', Buffer.from('OFFICER DOE\0'), SOUND)],
    ['a name of the encoder', ['no-metadata'], /the vide track names its encoder: "\\u0004JDoe"/, (file) => { file.write('\x04JDoe', findBox(file, `${TABLE}/stsd`).start + 16 + 50, 'latin1'); return file; }],
    ['a language', ['no-metadata'], 'the soun track names a language', (file) => { file.writeUInt16BE(0x15c7, findBox(file, 'moov/trak/mdia/mdhd', SOUND).start + 40); return file; }],
    ['bytes behind the parameter sets', ['no-metadata'], /26 bytes behind its parameter sets/, (file) => withLongerConfiguration(file, SECRET)],
  ]; // prettier-ignore

/** Bytes at the end of avcC, and every box around it longer. The sample entry is not one of the boxes that surgery knows. */
function withLongerConfiguration(file: Buffer, bytes: Buffer): Buffer {
  const stsd = findBox(file, `${TABLE}/stsd`, PICTURE);
  const entry = Buffer.from(file.subarray(stsd.start, stsd.start + stsd.size));
  const avcC = entry.indexOf('avcC') - 4;
  const end = avcC + entry.readUInt32BE(avcC);
  for (const box of [0, 16, avcC]) entry.writeUInt32BE(entry.readUInt32BE(box) + bytes.length, box);
  const longer = Buffer.concat([entry.subarray(0, end), bytes, entry.subarray(end)]);
  return replaceBox(file, `${TABLE}/stsd`, longer, PICTURE);
}

it('the release as it was rendered passes', async () => {
  expect(await check(good)).toMatchObject({ passed: true, violations: [], counts: {} });
});

it.each(BYTES)('%s is found', async (_what, rules, found, change) => {
  const result = await check(changed(good, at.path('changed.mp4'), change));
  expect(rulesOf(result)).toEqual([...rules].sort());
  expect(result.passed).toBe(false);
  expect(result.violations).toContainEqual(
    expect.objectContaining({
      rule: rules[0],
      found: typeof found === 'string' ? found : (expect.stringMatching(found) as unknown),
      says: expect.stringMatching(/^.{20,}\.$/) as unknown,
    }),
  );
});

it('sound hidden behind the end of its edit list is found', async () => {
  // Of the source's own sound, a player would play half; the other half lies in the file unheard.
  const whole = at.path('whole-sound.mp4');
  ffmpeg(['-i', good, '-i', source, '-map', '0:v', '-map', '1:a', '-c', 'copy', whole]);
  const output = changed(whole, at.path('half-heard.mp4'), (file) => {
    const ticks = file.readUInt32BE(findBox(file, 'moov/mvhd').start + 20); // version 0
    return replaceBox(file, 'moov/trak/edts', editList(ticks * 0.8, 1024), SOUND);
  });
  expect((await check(output)).violations).toContainEqual(
    expect.objectContaining({
      rule: 'no-hidden-frames',
      found: expect.stringMatching(
        /^3\d{4} coded samples of the sound lie behind the end of its edit list$/,
      ) as unknown,
    }),
  );
});

const COPIES: readonly [what: string, options: readonly string[], rule: string, found: RegExp][] = [
  ['a second sound track', ['-map', '0', '-map', '0:a'], 'one-picture-one-sound', /^vide\/avc1, soun\/mp4a, soun\/mp4a$/],
  ['a title written by a tool', ['-map', '0', '-metadata', 'title=SECRET'], 'allowed-boxes', /udta/],
  ['a beginning cut by a tool', ['-map', '0', '-ss', '0.8'], 'no-hidden-frames', /edit list of the picture starts at tick/],
  ['SEI left in', ['-map', '0', '-bsf:v', 'h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+SECRET'], 'slices-only', /^SEI$/],
  ['no sound', ['-map', '0:v'], 'sound-complete', /^the source has sound, the release has none$/],
]; // prettier-ignore

it.each(COPIES)('%s is found', async (_what, options, rule, found) => {
  const output = at.path('copy.mp4');
  const before = options.includes('-ss') ? options.slice(2) : [];
  ffmpeg([...before, '-i', good, ...options.filter((one) => !before.includes(one)), '-c', 'copy', output]);
  const result = await check(output);
  expect(result.violations).toContainEqual(
    expect.objectContaining({ rule, found: expect.stringMatching(found) as unknown }),
  );
});

it.each([
  ['cut short', (file: Buffer) => file.subarray(0, file.length - 20_000)],
  ['empty', () => Buffer.alloc(0)],
  ['not an MP4', () => Buffer.from('#EXTM3U\nclip.mp4\n')],
])('a release that is %s is found, and does not stop the check', async (_what, change) => {
  const result = await check(changed(good, at.path('broken.mp4'), change));
  expect(result.passed).toBe(false);
  expect(rulesOf(result)).toContain('well-formed');
});

it('coded sound that does not decode is found, and does not stop the check', async () => {
  const output = changed(good, at.path('noise.mp4'), (file) => {
    const stco = findBox(file, `${TABLE}/stco`, SOUND);
    const first = file.readUInt32BE(stco.start + 16);
    file.fill(0xff, first + 1200, first + 2400);
    return file;
  });
  expect(rulesOf(await check(output))).toContain('well-formed');
});
