import { join } from 'node:path';
import { render, type Verification, verify } from '@app/media';
import type { RedactionPlan } from '@app/redactions/domain';
import { aRectangle } from '../../factories/redaction-plan';
import { aClip } from '../../fixtures/clips';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { changed, findBox } from '../../support/mp4-surgery';

// What may go wrong with pictures that are copied, not encoded: the verifier does not decode those that are the source's.

const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '25', '-keyint_min', '25', '-sc_threshold', '0'];
const PYRAMID = [...X264, '-bf', '3', '-x264-params', 'b-pyramid=normal:open-gop=0'];
const TABLE = 'moov/trak/mdia/minf/stbl';
const HIDDEN: RedactionPlan = { version: 1, video: [aRectangle({ from: 30, to: 35 })], audio: [] };
const NOTHING: RedactionPlan = { version: 1, video: [], audio: [] };

let the: TestBench;
let source: string;
let good: string;
beforeAll(async () => {
  the = await openTestBench();
  source = aClip(the.folder, { name: 'source.mp4', options: PYRAMID, sound: false });
  good = await released(source, HIDDEN);
});
afterAll(() => the.close());

async function released(from: string, plan: RedactionPlan): Promise<string> {
  const output = the.path('release.mp4');
  expect(await render(the.bench, { source: from, plan, mode: 'auto', output })).toMatchObject({ mode: 'smart' });
  return output;
}

const check = (output: string, plan = HIDDEN, from = source): Promise<Verification> =>
  verify(the.bench, { source: from, output, plan });

const rulesOf = ({ violations }: Verification): string[] => [...new Set(violations.map((one) => one.rule))];
const framesOf = ({ violations }: Verification): (number | undefined)[] => violations.map((one) => one.frame);

/** Where the n-th picture lies: each chunk's first picture is asked for here. */
function chunkAt(file: Buffer, nth: number): number {
  return file.readUInt32BE(findBox(file, `${TABLE}/stco`).start + 16 + nth * 4);
}

it('the release as it was rendered passes, and only the touched group was decoded', async () => {
  expect(await check(good)).toMatchObject({
    passed: true,
    violations: [],
    picture: { frames: 75, copiedFrames: 50, maskedFrames: 5 },
  });
});

it('finds a group that was copied although a mask touches it', async () => {
  const found = await check(await released(source, NOTHING));
  expect(rulesOf(found)).toEqual(['mask-is-fill']);
  expect(framesOf(found)).toEqual([30, 31, 32, 33, 34]);
});

it('finds one changed bit in a copied picture', async () => {
  const flipped = changed(good, the.path('flipped.mp4'), (file) => {
    const at = chunkAt(file, 0) + 400;
    file.writeUInt8(file.readUInt8(at) ^ 0x10, at);
    return file;
  });
  const found = await check(flipped);
  expect(found.passed).toBe(false);
  expect(rulesOf(found).every((rule) => ['rest-unchanged', 'well-formed', 'every-frame-once'].includes(rule))).toBe(
    true,
  );
});

it('finds copied pictures that exchanged their times', async () => {
  const swapped = changed(good, the.path('swapped.mp4'), (file) => {
    const ctts = findBox(file, `${TABLE}/ctts`).start + 16;
    const entry = (i: number): Buffer => file.subarray(ctts + i * 8, ctts + i * 8 + 8);
    const single = Array.from({ length: 20 }, (_, i) => i).find(
      (i) => i > 0 && entry(i).readUInt32BE(0) === 1 && entry(i + 1).readUInt32BE(0) === 1,
    );
    const [one, other] = [Buffer.from(entry(single!)), Buffer.from(entry(single! + 1))];
    other.copy(file, ctts + single! * 8);
    one.copy(file, ctts + single! * 8 + 8);
    return file;
  });
  expect(rulesOf(await check(swapped))).toContain('exact-times');
});

it('finds a parameter set of the source that was changed', async () => {
  const bent = changed(good, the.path('bent.mp4'), (file) => {
    const stsd = findBox(file, `${TABLE}/stsd`);
    const avcC = file.indexOf('avcC', stsd.start) + 4;
    const sps = avcC + 8; // the source's own comes first, behind the record's head and its length
    file.writeUInt8(file.readUInt8(sps + 6) ^ 0x04, sps + 6);
    return file;
  });
  expect((await check(bent)).passed).toBe(false);
});

it('finds a release that was made of another original', async () => {
  const end = "drawbox=x=20:y=20:w=60:h=60:color=white:t=fill:enable='gte(n,60)'";
  const other = aClip(the.folder, { name: 'other.mp4', options: ['-vf', end, ...PYRAMID], sound: false });
  const found = await check(good, HIDDEN, other);
  expect(rulesOf(found)).toContain('rest-unchanged');
  expect(Math.min(...(framesOf(found) as number[]))).toBe(60);
});

it('decodes everything where nothing was copied', async () => {
  const output = join(the.folder, 'full.mp4');
  await render(the.bench, { source, plan: HIDDEN, mode: 'full', output });
  expect(await check(output)).toMatchObject({ passed: true, picture: { frames: 75, copiedFrames: 0 } });
});
