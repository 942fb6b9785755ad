import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MediaBench, render, verify } from '@app/media';
import type { RedactionPlan } from '@app/redactions/domain';
import { endsExactly } from '../../../libs/media/mp4/set-end';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { parameterSetsOf, withParameterSets } from '../../support/mp4-configuration';
import { discard, temporaryFolder } from '../../support/temporary';

const basis = { type: 'policy', why: 'Nobody is in this picture.' } as const;
/** Frames 30 to 34: in the second group of 25. */
const PLAN: RedactionPlan = {
  version: 1,
  video: [
    {
      id: 'box',
      shape: 'rectangle',
      from: 30,
      to: 35,
      keyframes: [{ frame: 30, x: 0.3, y: 0.3, w: 0.3, h: 0.3 }],
      subject: 'bystander',
      basis,
    },
  ],
  audio: [{ from: 0.5, to: 1, effect: 'silence', subject: 'spoken-name', basis }],
};

const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '25', '-keyint_min', '25', '-sc_threshold', '0'];
const PYRAMID = [...X264, '-bf', '3', '-x264-params', 'b-pyramid=normal:open-gop=0'];
const recipe = (name: string, options: readonly string[]) => (): string => aClip(folder, { name, options });
/** Where a remuxed clip came from: the same pictures, without the start codes that a transport stream puts its own way. */
const origins = new Map<string, string>();
const remuxed =
  (name: string, ...options: string[]) =>
  (): string => {
    const path = join(folder, name);
    const before = aClip(folder, { name: `before-${name}.mp4`, options: PYRAMID });
    ffmpeg(['-i', before, '-c', 'copy', ...options, path]);
    origins.set(path, before);
    return path;
  };

const folder = temporaryFolder();
let bench: MediaBench;
beforeAll(async () => {
  bench = await MediaBench.open({ scratch: join(folder, 'scratch'), sandbox: 'required' });
});
afterAll(() => discard(folder));

/** A hash of each coded picture less everything but its slices, as ffmpeg, which knows nothing of us, takes them out. */
function pictures(path: string): string[] {
  const slices = ['-bsf:v', 'h264_mp4toannexb,filter_units=pass_types=1-5', '-f', 'framemd5', '-'];
  return execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:v', '-c', 'copy', ...slices], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)!.trim());
}

const SOURCES: Readonly<Record<string, () => string>> = {
  'without B-frames': recipe('plain.mp4', [...X264, '-bf', '0']),
  'with a pyramid of B-frames': recipe('pyramid.mp4', PYRAMID),
  'with several slices a picture': recipe('slices.mp4', [...X264, '-slices', '4']),
  'of variable rate': recipe('variable.mp4', [
    '-vf',
    "select='not(between(mod(n,7),5,6))'",
    '-fps_mode',
    'vfr',
    ...PYRAMID,
  ]),
  'in Matroska': remuxed('clip.mkv'),
  'in a transport stream': remuxed('clip.ts'),
  'in AVI': recipe('clip.avi', [...X264, '-bf', '0']),
  'in QuickTime, with a timecode': remuxed('clip.mov', '-timecode', '01:00:00:00'),
  'whose first picture is not at zero': remuxed('late.mp4', '-output_ts_offset', '0.4'),
  'in fragments': remuxed('fragments.mp4', '-movflags', 'frag_keyframe+empty_moov'),
  'that does not say how many pictures a decoder holds back': silentOnItsOrder,
  'turned by a quarter': remuxed('turned.mp4', '-metadata:s:v', 'rotate=90'),
};

it.each(Object.entries(SOURCES))('copies what no mask touches of a source %s, byte for byte', async (name, make) => {
  const source = make();
  const output = join(folder, `${name.replaceAll(/\W/g, '-')}.release.mp4`);
  const receipt = await render(bench, { source, plan: PLAN, mode: 'auto', output });
  expect(receipt).toMatchObject({ mode: 'smart', reason: null, reencodedFrames: 25 });
  const [before, after] = [pictures(origins.get(source) ?? source), pictures(output)];
  expect(after).toHaveLength(before.length);
  expect(after.map((hash, i) => (hash === before[i] ? 'copied' : 'encoded'))).toEqual(
    before.map((_, i) => (i >= 25 && i < 50 ? 'encoded' : 'copied')),
  );
  const verification = await verify(bench, { source, plan: PLAN, output });
  expect(verification.violations).toEqual([]);
});

const REFUSED: Readonly<Record<string, [make: () => string, reason: RegExp]>> = {
  'in HEVC': [
    recipe('hevc.mp4', ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-tag:v', 'hvc1']),
    /hevc, not H\.264/,
  ],
  'in MPEG-4': [recipe('part2.mp4', ['-c:v', 'mpeg4']), /mpeg4, not H\.264/],
  'of 10 bits': [recipe('deep.mp4', [...X264, '-pix_fmt', 'yuv420p10le']), /yuv420p10le, not 8-bit/],
  'in AVI with B-frames': [recipe('b.avi', PYRAMID), /disagree about their order|could not be taken out/],
  'in fields': [recipe('fields.mp4', [...X264, '-flags', '+ildct+ilme', '-top', '1']), /interlaced/],
  'whose times tell another order than its pictures': [disordered, /disagree about their order/],
  'whose pictures change in size': [growing, /parameters change/],
  'of an odd size': [
    () => aClip(folder, { name: 'odd.mp4', size: '321x241', options: ['-pix_fmt', 'yuv444p', ...X264] }),
    /not 8-bit 4:2:0/,
  ],
  'whose parameters change': [changing, /parameters change/],
  'whose pictures go on beyond their edges': [cropped, /beyond the edges/],
};

/** A pyramid of B-frames whose parameter set ends before its usability information (H.264 annex E), as some cameras' do. */
function silentOnItsOrder(): string {
  const path = aClip(folder, { name: 'silent.mp4', options: PYRAMID });
  const file = readFileSync(path);
  const { sps, pps } = parameterSetsOf(file);
  writeFileSync(path, withParameterSets(file, { sps: sps.map(withoutUsability), pps }));
  return path;
}

/** The only place to end such a set, with a zero for what is left out and a stop bit, at which it is read to its end. */
function withoutUsability(sps: Buffer): Buffer {
  const bits = [...sps].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  for (let end = 32; end < bits.length; end++) {
    const cut = `${bits.slice(0, end)}01`;
    const bytes = cut.padEnd(Math.ceil(cut.length / 8) * 8, '0').match(/.{8}/g) ?? [];
    const set = Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
    if (endsExactly(set)) return set;
  }
  throw new Error('not a parameter set');
}

/** Two encodes behind one another: the second brings parameter sets of its own. */
function changing(): string {
  const parts = ['23', '40'].map((crf, i) =>
    aClip(folder, { name: `part-${i}.ts`, options: [...X264, '-crf', crf, '-refs', String(i + 1), '-bf', String(i)] }),
  );
  const path = join(folder, 'changing.ts');
  ffmpeg(['-i', `concat:${parts.join('|')}`, '-c', 'copy', path]);
  return path;
}

/** The second half is larger. */
function growing(): string {
  const parts = ['320x240', '480x360'].map((size, i) =>
    aClip(folder, { name: `size-${i}.ts`, size, options: [...X264, '-bf', '0'] }),
  );
  const path = join(folder, 'growing.ts');
  ffmpeg(['-i', `concat:${parts.join('|')}`, '-c', 'copy', path]);
  return path;
}

/** Two neighbouring pictures are shown at one another’s times: their composition offsets are changed. */
function disordered(): string {
  const path = aClip(folder, { name: 'disordered.mp4', options: PYRAMID, sound: false });
  const file = readFileSync(path);
  const ctts = file.indexOf('ctts');
  const offset = (i: number): number => ctts + 12 + i * 8 + 4;
  const at = Array.from({ length: file.readUInt32BE(ctts + 8) - 1 }, (_, i) => i).find(
    (i) => i > 5 && file.readUInt32BE(offset(i)) !== file.readUInt32BE(offset(i + 1)),
  )!;
  const [one, other] = [file.readUInt32BE(offset(at)), file.readUInt32BE(offset(at + 1))];
  file.writeUInt32BE(other + 512, offset(at));
  file.writeUInt32BE(one - 512, offset(at + 1));
  writeFileSync(path, file);
  return path;
}

/** A quarter of the picture is cropped away by its parameters: still coded, and never shown. */
function cropped(): string {
  const path = join(folder, 'cropped.mp4');
  const whole = aClip(folder, { name: 'uncropped.mp4', options: [...X264, '-bf', '0'] });
  ffmpeg(['-i', whole, '-c', 'copy', '-bsf:v', 'h264_metadata=crop_right=80', path]);
  return path;
}

it.each(Object.entries(REFUSED))('encodes a source %s again as a whole, and says why', async (name, [make, reason]) => {
  const output = join(folder, `${name.replaceAll(/\W/g, '-')}.release.mp4`);
  const source = make();
  const receipt = await render(bench, { source, plan: PLAN, mode: 'auto', output });
  expect(receipt).toMatchObject({ mode: 'full', reencodedFrames: receipt.frames });
  expect(receipt.reason).toMatch(reason);
  expect((await verify(bench, { source, plan: PLAN, output })).violations).toEqual([]);
});

it('grows the encoded run to the next IDR in a source with open groups of pictures', async () => {
  const source = aClip(folder, {
    name: 'open.mp4',
    options: ['-c:v', 'libx264', '-g', '25', '-bf', '3', '-x264-params', 'open-gop=1'],
  });
  const output = join(folder, 'open.release.mp4');
  const receipt = await render(bench, { source, plan: PLAN, mode: 'auto', output });
  expect(receipt.reencodedFrames).toBe(receipt.frames);
  expect((await verify(bench, { source, plan: PLAN, output })).violations).toEqual([]);
});

it('gives the same bytes for the same source and plan', async () => {
  const source = SOURCES['with a pyramid of B-frames']!();
  const hashes = [];
  for (const run of ['first', 'second']) {
    const output = join(folder, `${run}.release.mp4`);
    hashes.push((await render(bench, { source, plan: PLAN, mode: 'auto', output })).outputSha256);
  }
  expect(hashes[0]).toBe(hashes[1]);
});
