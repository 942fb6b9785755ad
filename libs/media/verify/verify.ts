import { AppError } from '@app/kernel';
import type { RedactionPlan } from '@app/redactions/domain';
import { type Mp4, readMp4 } from '../mp4/read-mp4';
import { asMalformed } from '../mp4/sample-tables';
import { openFootage } from '../probe/examine';
import type { MediaFacts } from '../probe/facts';
import { holdAgainstClip } from '../probe/hold-against-clip';
import type { CertificateChain } from '../provenance/manifest';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import { checkContainer } from './check-container';
import { checkIndex } from './check-index';
import type { PictureFigures } from './check-picture';
import { checkProvenance } from './check-provenance';
import { checkSets } from './check-sets';
import { checkWords } from './check-words';
import type { SoundFigures } from './check-sound';
import type { Pair } from './decode-side';
import { readSlices, type Slices } from './read-slices';
import { checkPicture } from './verify-picture';
import { checkSound } from './verify-sound';
import { Findings, type RuleCode, RULES, type Violation } from './violation';

export interface Verification {
  readonly version: 1;
  readonly passed: boolean;
  readonly picture: PictureFigures | null;
  readonly sound: SoundFigures | null;
  /** Seconds of wall time. */
  readonly seconds: number;
  readonly violations: readonly Violation[];
  /** How often each rule is broken; the list above stops at a hundred of each. */
  readonly counts: Readonly<Record<string, number>>;
  /** What the release was held against, each rule as a sentence. */
  readonly rules: Readonly<Record<RuleCode, string>>;
  readonly ffmpeg: string;
}

export interface VerifyRequest {
  readonly source: string;
  readonly output: string;
  readonly plan: RedactionPlan;
  /** Intake states damage of the source: then all of it is decoded, and its frames are those that come out. */
  readonly damaged?: boolean;
  /** The certificates under which its manifest must be signed; where none are given, there need be no manifest. */
  readonly provenance?: CertificateChain;
  readonly signal?: AbortSignal;
}

/**
 * Holds a release against its source and its plan. Pictures that are the source's own bytes are compared as bytes; all
 * others, and all that a mask touches, are decoded on both sides, and so is all sound. It knows nothing of how the
 * release was made: it catches what the renderer got wrong as well as what somebody did to the file afterwards.
 */
export async function verify(bench: MediaBench, request: VerifyRequest): Promise<Verification> {
  const began = Date.now();
  const findings = new Findings();
  const figures = await bench.job((folder) => check(bench, folder, request, findings));
  return {
    version: 1,
    passed: findings.list.length === 0,
    ...figures,
    seconds: (Date.now() - began) / 1000,
    violations: findings.list,
    counts: findings.counts,
    rules: RULES,
    ffmpeg: bench.tools.version,
  };
}

type Figures = Pick<Verification, 'picture' | 'sound'>;
const NOTHING: Figures = { picture: null, sound: null };

async function check(
  bench: MediaBench,
  folder: JobFolder,
  request: VerifyRequest,
  findings: Findings,
): Promise<Figures> {
  const [source, release, mp4] = await Promise.all([
    openFootage(bench, folder, request.source, { damaged: request.damaged }),
    openFootage(bench, folder, request.output, { name: 'release' }),
    readMp4(request.output).catch((error: unknown) => wellFormedOr(error, findings)),
  ]);
  if ('code' in source) throw new AppError('invalid-input', source.says, { with: { reason: source.code } });
  const { listing, end, configuration } = await holdAgainstClip(bench, folder, source, request.plan);
  if (!mp4 || 'code' in release) {
    if ('code' in release) findings.add('well-formed', release.says);
    return NOTHING;
  }
  const slices = await checkFile(request, mp4, source.media, findings).catch((error: unknown) =>
    wellFormedOr(error, findings),
  );
  const pair: Pair = { source, release };
  const picture = await checkPicture({ ...request, folder, pair, mp4, listing, configuration, slices, findings });
  const sound = await checkSound({ ...request, folder, pair, mp4, end, findings });
  // Whatever is found has left its trace in the index too: it is compared where nothing else is wrong.
  if (slices && findings.list.length === 0)
    await checkIndex({ path: request.output, mp4, source: source.media, listing, end, idr: slices.idr }, findings);
  return { picture, sound };
}

/** The file as a file: its boxes, its coded pictures' headers, its words. */
async function checkFile(
  { output: path, provenance }: VerifyRequest,
  mp4: Mp4,
  source: MediaFacts,
  findings: Findings,
): Promise<Slices | null> {
  checkContainer(mp4, source.audio.length > 0, findings);
  const size = await checkProvenance(path, mp4, provenance, findings);
  const picture = mp4.tracks.find((track) => track.handler === 'vide');
  if (!picture) return null;
  const slices = readSlices(path, picture, findings);
  checkSets(picture, slices, findings);
  await checkWords(path, size, source.texts, findings);
  return slices;
}

function wellFormedOr(error: unknown, findings: Findings): null {
  const fault = asMalformed(error);
  if (!(fault instanceof AppError)) throw error;
  findings.add('well-formed', fault.message);
  return null;
}
