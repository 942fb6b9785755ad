import { readFileSync, writeFileSync } from 'node:fs';
import { render, verify, type Verification, type Violation } from '@app/media';
import type { RedactionPlan, VideoTrack } from '@app/redactions/domain';
import { ffmpeg } from '../../fixtures/clips';
import type { TestBench } from '../../support/media-bench';
import { parameterSetsOf, withParameterSets } from '../../support/mp4-configuration';
import { changeSamples, type CodedSample, samplesOf, trackOf, withSamples } from '../../support/mp4-samples';
import { aProvenanceSigner, aSignedVideo } from '../provenance';
import { aMute, aPolygon, aRectangle, anEllipse, theWholeFrame } from '../redaction-plan';

/** `full`: every picture is encoded again. `smart`: of five groups of ten, the second; the others are copied. */
export type Kind = 'full' | 'smart';

export const WIDTH = 192;
export const HEIGHT = 144;
export const FRAMES = 50;
/** The group of pictures in which every mask lies: what a smart render encodes. */
export const GROUP = { from: 10, to: 20 } as const;

/** A box in samples, as a plan says it. */
export const inSamples = (x: number, y: number, w: number, h: number) => ({
  x: x / WIDTH,
  y: y / HEIGHT,
  w: w / WIDTH,
  h: h / HEIGHT,
});

/** One track of each shape, one that moves, one with a margin in space and time; a mute and a tone. */
export const PLAN: RedactionPlan = {
  version: 1,
  video: [
    aRectangle({ from: 12, to: 17, keyframes: [{ frame: 12, ...inSamples(16, 16, 56, 40) }] }),
    anEllipse({
      from: 13,
      to: 17,
      padding: { space: 0.1, frames: 1 },
      keyframes: [{ frame: 13, ...inSamples(104, 16, 60, 48) }],
    }),
    aPolygon({ from: 12, to: 17, keyframes: [{ frame: 12, points: [[0.1, 0.55], [0.45, 0.6], [0.2, 0.9]] }] }),
    aRectangle({
      id: 'walker',
      from: 12,
      to: 18,
      keyframes: [{ frame: 12, ...inSamples(100, 88, 32, 32) }, { frame: 17, ...inSamples(140, 88, 32, 32) }],
    }),
    theWholeFrame(18, 19),
  ],
  audio: [aMute(0.4, 0.7), aMute(1.2, 1.3, 'tone')],
}; // prettier-ignore

/** The plan with one of its tracks changed, or made into others. */
export const withTrack = (id: string, change: (track: VideoTrack) => readonly VideoTrack[]): RedactionPlan => ({
  ...PLAN,
  video: PLAN.video.flatMap((track) => (track.id === id ? change(track) : [track])),
});

const CLIP = [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${WIDTH}x${HEIGHT}:rate=25:duration=2`],
  ...['-f', 'lavfi', '-i', 'anoisesrc=color=pink:seed=7:sample_rate=48000:amplitude=0.5:duration=2'],
  ...['-f', 'lavfi', '-i', 'anoisesrc=color=pink:seed=8:sample_rate=48000:amplitude=0.5:duration=2'],
  ...['-filter_complex', '[1:a][2:a]amerge=inputs=2[s]', '-map', '0:v', '-map', '[s]'],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '10', '-keyint_min', '10', '-bf', '3'],
  ...['-sc_threshold', '0', '-x264-params', 'open-gop=0:b-pyramid=normal:sps-id=3', '-c:a', 'aac', '-b:a', '192k'],
];

/** A parameter set of its own number for pictures that ffmpeg draws: neither the source's nor the renderer's. */
const DRAWN = [
  ...['-fps_mode', 'passthrough', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '8', '-bf', '0', '-pix_fmt'],
  ...['yuv420p', '-g', '250', '-x264-params', 'sps-id=7', '-force_key_frames', `expr:eq(n,${GROUP.from})`],
  ...['-bsf:v', 'filter_units=remove_types=6'],
];

/** A source and a correct release of it, from which every saboteur makes a wrong one. */
export class Scene {
  /** Whoever signs the manifests of provenance of this installation. */
  readonly signer = aProvenanceSigner();

  private constructor(
    readonly at: TestBench,
    readonly kind: Kind,
    readonly source: string,
    readonly good: string,
  ) {}

  static async of(kind: Kind, at: TestBench): Promise<Scene> {
    const source = at.path('source.mp4');
    ffmpeg([...CLIP, source]);
    const good = at.path('good.mp4');
    const mode = kind === 'smart' ? 'auto' : 'full';
    const receipt = await render(at.bench, { source, plan: PLAN, mode, output: good });
    const encoded = kind === 'smart' ? GROUP.to - GROUP.from : FRAMES;
    if (receipt.mode !== kind || receipt.reencodedFrames !== encoded)
      throw new Error(`not a ${kind} render: ${receipt.reason ?? receipt.reencodedFrames}`);
    return new Scene(at, kind, source, good);
  }

  /** What the renderer itself makes of another plan. */
  async render(plan: RedactionPlan): Promise<string> {
    const output = this.at.path('by-plan.mp4');
    await render(this.at.bench, { source: this.source, plan, mode: this.kind === 'smart' ? 'auto' : 'full', output });
    return output;
  }

  /**
   * The release with pictures that plain ffmpeg drew: all of them, or in a smart render those that are encoded.
   * `[0:v]` is the release, `[1:v]` the source.
   */
  repaint(filter: string): string {
    const drawn = this.at.path('drawn.mp4');
    ffmpeg(['-i', this.good, '-i', this.source, '-filter_complex', `${filter}[out]`, '-map', '[out]', ...DRAWN, drawn]);
    const bad = readFileSync(drawn);
    const { from, to } = this.kind === 'smart' ? GROUP : { from: 0, to: FRAMES };
    const pictures = samplesOf(bad, 0).slice(from, to);
    return this.alter((file) =>
      withSamples(
        withSets(this.withoutRenderersSets(file), bad),
        trackOf(file, 'vide'),
        samplesOf(file, trackOf(file, 'vide')).map((one, i) =>
          i >= from && i < to ? { ...one, bytes: pictures[i - from]!.bytes, key: pictures[i - from]!.key } : one,
        ),
      ),
    );
  }

  /** In its place others are put: a set that no picture uses has no place in a release. */
  private withoutRenderersSets(file: Buffer): Buffer {
    const { sps, pps } = parameterSetsOf(file);
    return withParameterSets(file, { sps: sps.slice(0, -1), pps: pps.slice(0, -1) });
  }

  /** The release with other sound: the source's, after a filter of ffmpeg's. */
  resound(filter: string, ...encoder: readonly string[]): string {
    const heard = this.at.path('heard.mp4');
    const coded = encoder.length > 0 ? encoder : ['-c:a', 'aac', '-b:a', '192k', '-flags:a', '+bitexact'];
    ffmpeg(['-i', this.source, '-map', '0:a', '-af', filter, ...coded, heard]);
    const sound = samplesOf(readFileSync(heard), 0);
    return this.alter((file) => withSamples(file, trackOf(file, 'soun'), sound));
  }

  /** Releases that were taken apart and put together as saboteurs do it, but with nothing wrong. */
  unharmed(heard: string): Readonly<Record<string, string>> {
    const again = this.alter((file) => changeSamples(file, 'vide', (samples) => samples));
    return { again, painted: this.repaint('[0:v]null'), heard: this.resound(heard) };
  }

  alter(change: (file: Buffer) => Buffer): string {
    const output = this.at.path('altered.mp4');
    writeFileSync(output, change(readFileSync(this.good)));
    return output;
  }

  /** The same for the release with its manifest of provenance behind it, which `change` is also given without it. */
  alterSigned(change: (file: Buffer, video: Buffer) => Buffer): string {
    return this.alter((video) => change(aSignedVideo(this.signer, video), video));
  }

  /** The source's own coded pictures, slices only, and the file they are in. */
  original(): { file: Buffer; pictures: CodedSample[] } {
    const file = readFileSync(this.source);
    const pictures = samplesOf(file, 0).map((one) => ({ ...one, bytes: slicesOf(one.bytes) }));
    return { file, pictures };
  }

  /** `signed`: as the worker does, which asks for a manifest of provenance under its own certificates. */
  verify(output: string, signed = false): Promise<Verification> {
    const own = signed ? { provenance: this.signer.chain } : {};
    return verify(this.at.bench, { source: this.source, output, plan: PLAN, ...own });
  }
}

/** The parameter sets of another file beside the file's own. */
export function withSets(file: Buffer, other: Buffer): Buffer {
  const [own, more] = [parameterSetsOf(file), parameterSetsOf(other)];
  const added = (mine: readonly Buffer[], sets: readonly Buffer[]): Buffer[] => [
    ...mine,
    ...sets.filter((set) => !mine.some((one) => one.equals(set))),
  ];
  return withParameterSets(file, { sps: added(own.sps, more.sps), pps: added(own.pps, more.pps) });
}

/** The NAL units of a sample. */
export function unitsOf(sample: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at < sample.length;) {
    const length = sample.readUInt32BE(at);
    units.push(sample.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return units;
}

export const sampleOf = (units: readonly Buffer[]): Buffer =>
  Buffer.concat(
    units.flatMap((unit) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(unit.length);
      return [length, unit];
    }),
  );

const slicesOf = (sample: Buffer): Buffer =>
  sampleOf(unitsOf(sample).filter((unit) => [1, 5].includes(unit[0]! & 0x1f)));

export type Rule = Violation['rule'];
