import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  analyseFlashing,
  makeDescribed,
  makeRendition,
  render,
  RenditionRefused,
  type RenditionReceipt,
} from '@app/media';
import { checkRendition, signatureBuffers, Signatures } from '@app/media/rendition/check-rendition';
import { openReleased } from '@app/media/rendition/released';
import { decodeFrames } from '@app/media/run/decode-frames';
import { signatureCommand } from '@app/media/plan/rendition.plan';
import { EMPTY_PLAN, type Flashing, type RedactionPlan } from '@app/redactions/domain';
import { aMute, aPlan } from '../../factories/redaction-plan';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { contentsOf, decodePicture, decodeSound, frameTimes, sizeOf } from '../../support/decoded';
import { openTestBench, type TestBench } from '../../support/media-bench';

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

const hashed = (path: string): { path: string; sha256: string } => ({
  path,
  sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
});

const sameBytes = (a: Int16Array, b: Int16Array): boolean => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
const loudest = (samples: Int16Array): number => {
  let most = 0;
  for (const one of samples) most = Math.max(most, Math.abs(one));
  return most;
};

/** A picture by one of ffmpeg’s own filters, with a tone, encoded as a camera would. */
function filmed(picture: string, { sound = true, options = [] as readonly string[] } = {}): string {
  const path = at.path('filmed.mp4');
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-shortest', '-c:a', 'aac'];
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '25'];
  ffmpeg(['-f', 'lavfi', '-i', picture, ...(sound ? tone : []), ...encoder, ...options, path]);
  return path;
}

/** Released as it is: what the renderer makes of it under a plan. */
async function released(source: string, plan: RedactionPlan = EMPTY_PLAN): Promise<{ path: string; sha256: string }> {
  const output = at.path('released.mp4');
  await render(at.bench, { source, plan, mode: 'auto', output });
  return hashed(output);
}

const strobe = (hertz: number, on = 'white', area = 'iw:ih'): string =>
  `color=c=0x404040:s=320x180:r=30:d=2,drawbox=0:0:${area}:c=${on}:t=fill:enable='lt(mod(t*${hertz}+0.001,1),0.5)'`;

const flashingOf = async (picture: string): Promise<Flashing> =>
  analyseFlashing(at.bench, { source: await released(filmed(picture, { sound: false })) });

describe('a decoded film', () => {
  it.each([
    ['a strobe of 5 Hz', strobe(5), 'general'],
    ['a saturated red at 5 Hz', strobe(5, '0xD00000'), 'red'],
  ])('trips with %s', async (_what, picture, kind) => {
    const { trips, spans } = await flashingOf(picture);
    expect(trips).toBe(true);
    expect(spans.map((span) => span.kind)).toContain(kind);
  });

  it.each([
    ['a strobe of 2 Hz', strobe(2)],
    ['a small light', strobe(6, 'white', '30:20')],
    ['a slow fade', 'color=c=white:s=640x360:r=30:d=4,fade=in:0:45,fade=out:60:45'],
    ['the moving picture of the other tests', 'testsrc2=s=640x360:r=25:d=3'],
    ['a camera that pans', "testsrc2=s=640x360:r=30:d=3,boxblur=4,crop=320:180:x='40*t':y=90"],
  ])('does not trip with %s', async (_what, picture) => {
    expect(await flashingOf(picture)).toMatchObject({ trips: false, spans: [] });
  });

  it('is not looked at when its bytes are others than were verified', async () => {
    const { path } = await released(filmed(strobe(5)));
    await expect(analyseFlashing(at.bench, { source: { path, sha256: 'a'.repeat(64) } })).rejects.toThrow(
      'not the bytes that were verified',
    );
  });
});

const CALM: Flashing = { trips: false, spans: [] };

function expectFrameForFrame(receipt: RenditionReceipt, source: string, output: string): void {
  expect(hashed(output).sha256).toBe(receipt.outputSha256);
  expect(frameTimes(output)).toEqual(frameTimes(source));
  expect(decodePicture(output).frames).toHaveLength(receipt.frames);
  expect(receipt.frames).toBe(frameTimes(source).length);
  const [was, is] = [contentsOf(source), contentsOf(output)];
  expect(is.streams.map((stream) => stream.codec_type)).toEqual(was.streams.map((stream) => stream.codec_type));
}

describe('the small copy', () => {
  it.each([
    ['of a steady frame rate', []],
    ['with B-frames', ['-bf', '3', '-b_strategy', '0']],
    ['turned by a quarter', ['-metadata:s:v', 'rotate=90']],
    ['of a variable frame rate', ['-vf', "select='not(eq(mod(n,7),3))'", '-fps_mode', 'vfr']],
  ])('of a clip %s shows the same frames at the same times, with the same sound', async (_what, options) => {
    const source = await released(filmed('testsrc2=s=960x540:r=12:d=1', { options }), aPlan([], [aMute(0.3, 0.6)]));
    const output = at.path('small.mp4');
    const receipt = await makeRendition(at.bench, { role: 'video-small', source, flashing: CALM, output });
    expectFrameForFrame(receipt, source.path, output);
    expect(Math.min(receipt.width, receipt.height)).toBe(480);
    expect(sizeOf(output)).toMatchObject({ width: receipt.width, height: receipt.height });
    expect(sameBytes(decodeSound(output), decodeSound(source.path))).toBe(true);
    expect(receipt.largestDifference).toBeLessThan(8);
    expect(readFileSync(output).length).toBeLessThan(readFileSync(source.path).length);
  });

  it('comes out the same, to the last bit, when it is made again', async () => {
    const source = await released(filmed('testsrc2=s=960x540:r=12:d=1'));
    const make = (output: string) => makeRendition(at.bench, { role: 'video-small', source, flashing: CALM, output });
    const [first, second] = [await make(at.path('one.mp4')), await make(at.path('two.mp4'))];
    expect(second.outputSha256).toBe(first.outputSha256);
  });

  it('is not made of other bytes than were verified', async () => {
    const source = await released(filmed('testsrc2=s=960x540:r=12:d=1'));
    const bytes = readFileSync(source.path);
    bytes[bytes.length - 100]! ^= 1;
    const path = at.path('changed.mp4');
    writeFileSync(path, bytes);
    const output = at.path('small.mp4');
    const changed = { path, sha256: source.sha256 };
    await expect(
      makeRendition(at.bench, { role: 'video-small', source: changed, flashing: CALM, output }),
    ).rejects.toThrow('not the bytes that were verified');
    expect(existsSync(output)).toBe(false);
  });
});

describe('what is held against the release and is not the same', () => {
  let source: { path: string; sha256: string };
  let good: string;
  beforeAll(async () => {
    source = await released(filmed('testsrc2=s=960x540:r=12:d=1'));
    good = at.path('good.mp4');
    await makeRendition(at.bench, { role: 'video-small', source, flashing: CALM, output: good });
  });

  /** As the maker does: with what the encoder was given, which is what the good copy looks like. */
  const held = (path: string): Promise<unknown> =>
    at.bench.job(async (folder) => {
      const given = new Signatures();
      const command = signatureCommand(await folder.lend('good', good));
      await decodeFrames(folder, command, { buffers: signatureBuffers(), onFrame: given.take });
      return checkRendition(at.bench, folder, { released: await openReleased(at.bench, folder, source), path, given });
    });

  /** The good copy, written anew by the writer of releases, of another release of the same times. */
  const another = async (picture: string, options: readonly string[] = []): Promise<string> => {
    const other = await released(filmed(picture, { options }));
    const output = at.path('another.mp4');
    await makeRendition(at.bench, { role: 'video-small', source: other, flashing: CALM, output });
    return output;
  };

  it('is the good one alone that passes', async () => {
    expect(await held(good)).toMatchObject({ largestDifference: 0 });
  });

  it.each([
    ['has another picture', () => another('testsrc2=s=960x540:r=12:d=1,hflip'), 'does not look as it was given'],
    [
      'is a frame late',
      () => another('testsrc2=s=960x540:r=12:d=1,tpad=start=1,trim=end_frame=12'),
      'does not look as',
    ],
    ['lacks a frame', () => another('testsrc2=s=960x540:r=12:d=0.9'), 'not shown at the times'],
    [
      'has another sound',
      () => another('testsrc2=s=960x540:r=12:d=1', ['-af', 'volume=0.5']),
      'sound is not the release',
    ],
    ['carries a title', () => remuxed(['-metadata', 'title=Secret']), 'boxes a release is made of'],
  ])('what %s is refused', async (_what, make, says) => {
    await expect(held(await make())).rejects.toThrow(says);
  });

  function remuxed(options: readonly string[]): string {
    const output = at.path('remuxed.mp4');
    ffmpeg(['-i', good, '-c', 'copy', ...options, output]);
    return output;
  }
});

describe('the copy with reduced flashing', () => {
  const cases: readonly [string, string, number | null][] = [
    ['lights of some brightness', strobe(5, '0x909090'), 0.6],
    ['a strobe', strobe(5), 0.33],
    ['a saturated red', strobe(5, 'red'), 0.33],
    ['a strobe on half of the picture', strobe(8, 'white', 'iw/2:ih'), 0.33],
  ];
  it.each(cases)('of %s does not flash any more', async (_what, picture, light) => {
    const source = await released(filmed(picture));
    const flashing = await analyseFlashing(at.bench, { source });
    expect(flashing.trips).toBe(true);
    const output = at.path('calm.mp4');
    const receipt = await makeRendition(at.bench, { role: 'video-reduced-flash', source, flashing, output });
    expectFrameForFrame(receipt, source.path, output);
    expect(receipt.dimming?.light).toBe(light);
    expect(await analyseFlashing(at.bench, { source: hashed(output) })).toMatchObject(CALM);
    expect(sameBytes(decodeSound(output), decodeSound(source.path))).toBe(true);
  });

  it('leaves as it was what does not flash', async () => {
    const picture = `testsrc2=s=320x180:r=30:d=6,drawbox=0:0:iw:ih:c=white:t=fill:enable='between(t,3.5,5)*lt(mod(t*5+0.001,1),0.5)'`;
    const source = await released(filmed(picture));
    const flashing = await analyseFlashing(at.bench, { source });
    const output = at.path('calm.mp4');
    await makeRendition(at.bench, { role: 'video-reduced-flash', source, flashing, output });
    const [was, is] = [decodePicture(source.path), decodePicture(output)];
    const mean = (frame: Uint8Array): number => frame.reduce((sum, one) => sum + one, 0) / frame.length;
    expect(Math.abs(mean(is.frames[30]!) - mean(was.frames[30]!))).toBeLessThan(2);
    expect(mean(is.frames[115]!)).toBeLessThan(mean(was.frames[115]!) * 0.8);
  });
});

const plan = aPlan([], [aMute(1, 1.5), aMute(2, 2.3, 'tone')]);
let source: { path: string; sha256: string };
beforeAll(async () => {
  source = await released(aClip(at.folder, { seconds: 3, size: '160x120' }), plan);
});

/** The sound of the cut with a voice (a low tone) mixed in before the first mute; or whatever else. */
function mixed(
  name: string,
  { from = source.path, voice = 'between(t,0.2,0.8)', then = 'anull', options = [] as string[] } = {},
): string {
  const path = at.path(name);
  const speaker = ['-f', 'lavfi', '-i', `aevalsrc='0.2*sin(2*PI*200*t)*${voice}':s=48000:d=3`];
  const mix = ['-filter_complex', `[0:a][1:a]amix=inputs=2:duration=first:normalize=0,${then}[a]`, '-map', '[a]'];
  ffmpeg(['-i', from, ...speaker, ...mix, ...options, path]);
  return path;
}

const described = (sound: string, output = at.path('described.mp4')) =>
  makeDescribed(at.bench, { source, sound, plan, output });

describe('the described version', () => {
  it.each(['voice.wav', 'voice.mp3', 'voice.m4a', 'voice.aac'])(
    'is the verified picture with the sound of %s',
    async (name) => {
      const output = at.path('described.mp4');
      const receipt = await described(mixed(name), output);
      expectFrameForFrame(receipt, source.path, output);
      const [is, was] = [decodePicture(output), decodePicture(source.path)];
      expect(is.frames.every((frame, i) => frame.equals(was.frames[i]!))).toBe(true);
      const sound = decodeSound(output);
      const level = (from: number, to: number): number => loudest(sound.subarray(from * 48_000, to * 48_000));
      expect(level(0.3, 0.7)).toBeGreaterThan(6000);
      expect(level(1, 1.5)).toBeLessThanOrEqual(1);
    },
  );

  it.each([
    ['in what is silenced', 'between(t,1.2,1.3)', 'at 1.20 s, in what is muted from 1.00 to 1.50 s'],
    ['beside the tone', 'between(t,2.1,2.2)', 'at 2.10 s, in what is muted from 2.00 to 2.30 s'],
    ['whispering', '0.01*between(t,1.2,1.3)', 'in what is muted from 1.00 to 1.50 s'],
  ])('is refused where somebody speaks %s, and the span is named', async (_what, voice, says) => {
    const output = at.path('described.mp4');
    await expect(described(mixed('loud.wav', { voice }), output)).rejects.toThrow(says);
    expect(existsSync(output)).toBe(false);
  });

  it('is refused when it was mixed with the sound of the original', async () => {
    const original = aClip(at.folder, { seconds: 3, size: '160x120', name: 'original.mp4' });
    await expect(described(mixed('original.wav', { from: original }))).rejects.toThrow('with the sound of the cut');
  });
});

describe('the file of a described sound', () => {
  it.each([
    ['is too short', () => mixed('short.wav', { options: ['-t', '2'] }), 'lasts 2.00 s, the cut 3.00 s'],
    ['is too long', () => mixed('long.wav', { then: 'apad=pad_dur=30' }), 'lasts more than'],
    ['holds a picture', () => aClip(at.folder, { name: 'film.mp4' }), 'holds a picture'],
    ['is a playlist', () => written('list.m4a', '#EXTM3U\nfile:///etc/passwd\n'), 'no WAV, MP3, AAC or M4A'],
    ['is cut short', () => written('cut.m4a', readFileSync(mixed('whole.m4a')).subarray(0, 9000)), 'cannot be read'],
    ['is noise that says it is WAV', () => written('noise.wav', `RIFF....WAVE${'x'.repeat(5000)}`), 'cannot be read'],
    [
      'is noise that says it is MP3',
      () => written('noise.mp3', `ID3${'\u0000\u00ffx'.repeat(5000)}`),
      /cannot be read|does not decode/,
    ],
    ['is empty', () => written('empty.wav', ''), 'no WAV, MP3, AAC or M4A'],
  ] as const)('is refused when the file %s', async (_what, make, says) => {
    const refused = described(make());
    await expect(refused).rejects.toThrow(RenditionRefused);
    await expect(refused).rejects.toThrow(says);
  });

  function written(name: string, bytes: string | Uint8Array): string {
    const path = at.path(name);
    writeFileSync(path, bytes);
    return path;
  }
});
