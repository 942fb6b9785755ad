import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeMaskFilm, render, type RenderReceipt } from '@app/media';
import { aMute, anEllipse, aPlan, aPolygon, aRectangle } from '../../factories/redaction-plan';
import { aClip } from '../../fixtures/clips';
import { PROGRAMS } from '../../support/surroundings';
import { openTestBench, type TestBench } from '../../support/media-bench';

const GUIDE = readFileSync(resolve(__dirname, '../../../docs/repeat-a-render.md'), 'utf8');

/** The lines of the guide that are marked so, as one script. */
const linesOf = (what: string): string =>
  [...GUIDE.matchAll(/^```sh (\w+)\n([\s\S]*?)^```/gm)]
    .filter(([, name]) => name === what)
    .map(([, , script]) => script)
    .join('\n');

let at: TestBench;
let source: string;
let release: string;
let masks: string;
let receipt: RenderReceipt;
const plan = aPlan([aRectangle(), anEllipse({ from: 12 }), aPolygon({ from: 5, to: 22 })], [aMute(0.4, 0.7)]);

beforeAll(async () => {
  at = await openTestBench();
  const options = ['-bf', '2', '-g', '25', '-keyint_min', '25', '-sc_threshold', '0', '-x264-params', 'open-gop=0'];
  source = aClip(at.folder, { name: 'source.mp4', options });
  release = at.path('release.mp4');
  masks = at.path('masks.mkv');
  receipt = await render(at.bench, { source, plan, mode: 'auto', output: release });
  expect(await makeMaskFilm(at.bench, { source, plan, output: masks })).toBe(75);
});
afterAll(() => at.close());

/** The command of the receipt whose last word is that, without ffmpeg's name. */
function command(target: string): string[] {
  const found = receipt.commands.find((words) => words.at(-1) === target);
  if (!found) throw new Error(`the receipt has no command that writes ${target}`);
  return found.slice(1, -1);
}

/** Runs lines of the guide as an expert would: plain ffmpeg, in a folder that holds the original. */
function follow(script: string, variables: Record<string, string | number>): void {
  const folder = at.path('expert');
  mkdirSync(join(folder, 'inputs'), { recursive: true });
  symlinkSync(source, join(folder, 'inputs', 'source'));
  const given: Record<string, string | number> = {
    PATH: PROGRAMS,
    SOURCE: source,
    RELEASE: release,
    MASKS: masks,
    ...variables,
  };
  const env = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, `${value}`]));
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
}

function pictureVariables(): Record<string, string | number> {
  const [{ from, to }] = receipt.parts as [{ from: number; to: number }];
  const words = command(`file:work/encoded-${from}.h264`);
  const encode = words.slice(words.indexOf('[drawn]') + 1);
  return { FROM: from, TO: to, WIDTH: 320, HEIGHT: 240, ENCODE: encode.join(' ') };
}

it('the receipt says which frames were encoded again and which samples were replaced', () => {
  expect(receipt.parts).toEqual([{ from: 0, to: 50 }]);
  expect(receipt.sound).toEqual({
    samples: 144_000,
    replaced: [{ from: 0.35 * 48_000, to: 0.75 * 48_000, effect: 'silence' }],
  });
});

it('a part repeated by the guide is the release’s, bit for bit', () => {
  follow(linesOf('picture'), pictureVariables());
});

it('a part repeated with other masks is not', async () => {
  const others = at.path('others.mkv');
  const moved = aPlan([aRectangle({ from: 11 })]);
  await makeMaskFilm(at.bench, { source, plan: moved, output: others });
  expect(() => follow(linesOf('picture'), { ...pictureVariables(), MASKS: others })).toThrow(/differ/);
});

it('what was not encoded again is the source’s', () => {
  follow(linesOf('copied'), pictureVariables());
  expect(() => follow(linesOf('copied'), { ...pictureVariables(), FROM: 10 })).toThrow(/differ/);
});

it('the sound repeated by the guide is the release’s', () => {
  const { from, to } = receipt.sound!.replaced[0]!;
  const decode = receipt.commands.find((words) => words.includes('s16le') && words.at(-1) === 'pipe:1')!;
  const variables = {
    DECODE_SOUND: decode.slice(1, -1).join(' '),
    ENCODE_SOUND: command('file:work/audio.aac').join(' '),
    CHANNELS: 1,
    SAMPLES: receipt.sound!.samples,
    MUTE_FROM: from,
    MUTE_TO: to,
  };
  follow(linesOf('sound'), variables);
  expect(() => follow(linesOf('sound'), { ...variables, MUTE_TO: to + 1 })).toThrow(/differ/);
});
