import { isActive } from '@app/redactions/domain';
import { type CodedSource, NotCopyable, readCodedInPlace, readCodedSource } from './mp4/coded-source';
import { freeId } from './mp4/parameter-sets';
import { plainPicture } from './mp4/plain-picture';
import { copyCommand } from './plan/copy.plan';
import { planRuns, type Run } from './plan/runs.plan';
import type { MediaFacts } from './probe/facts';
import { encodePart, type EncodedPart, type PaintRequest, partName, type PartShelf } from './render-part';
import type { CommandLog } from './run/command';
import type { JobFolder } from './run/job-folder';
import { runFfmpeg } from './run/run-ffmpeg';
import { SmartFilm, type SmartPicture } from './smart-film';

/** What is needed to copy most of a picture and encode the rest. */
export interface SmartRequest extends PaintRequest {
  /** Presentation times of the source in ticks of the release, ascending. */
  readonly pts: readonly number[];
  /** For the receipt. */
  readonly commands: CommandLog;
  /** How many parts are encoded at once. */
  readonly workers?: number;
  readonly shelf?: PartShelf;
  /** Told the names of the parts that are long enough for another worker to bother, before the first one is encoded. */
  readonly onParts?: (names: readonly string[]) => Promise<void>;
}

/** Another worker first has to fetch the original and take its pictures out. */
const FRAMES_WORTH_SHARING = 300;

/** Why this source’s pictures are never copied; null when they may be. */
export function whyNeverCopied({ video }: MediaFacts): string | null {
  if (video.codec !== 'h264') return `the source is ${video.codec}, not H.264`;
  if (video.interlaced) return 'the source is interlaced';
  if (!['yuv420p', 'yuvj420p'].includes(video.pixelFormat))
    return `the source is ${video.pixelFormat}, not 8-bit 4:2:0`;
  if (video.width % 2 !== 0 || video.height % 2 !== 0) return 'the picture has an odd size';
  return null;
}

/**
 * Copies every closed group of pictures that no mask touches, byte for byte less what is not a slice, and encodes the
 * others. Throws NotCopyable, with the reason, where that cannot be shown to be safe.
 */
export async function smartPicture(folder: JobFolder, request: SmartRequest): Promise<SmartPicture> {
  const { coded, runs, parameterSetId } = await cutSource(folder, request);
  const parts = runs.filter((run) => run.encode);
  const long = parts.filter(({ from, to }) => to - from >= FRAMES_WORTH_SHARING);
  const shared = long.length > 1 ? long : [];
  if (shared.length > 0) await request.onParts?.(shared.map(partName));
  const { shelf: _shelf, ...alone } = request;
  const encoded = await inTurns(request.workers ?? 1, parts, (run) =>
    encodePart(folder, shared.includes(run) ? request : alone, { coded, run, parameterSetId }),
  );
  const film = new SmartFilm(coded);
  for (const run of runs) {
    const part = encoded.get(run);
    if (!part) film.addCopied(run);
    else {
      film.addEncoded(run, part);
      request.commands.note(part.command);
    }
  }
  return film.result(request.pts, ranks(coded.pts));
}

/** Encodes one part of a clip and puts it on the shelf; nothing when it is there, or the clip has no such part. */
export async function smartPart(
  folder: JobFolder,
  request: SmartRequest & { readonly shelf: PartShelf },
  name: string,
): Promise<void> {
  const { coded, runs, parameterSetId } = await cutSource(folder, request);
  const run = runs.find((one) => one.encode && partName(one) === name);
  if (run) await encodePart(folder, request, { coded, run, parameterSetId });
}

/** The source's coded pictures, and where they are cut: the same for every worker. */
async function cutSource(
  folder: JobFolder,
  request: SmartRequest,
): Promise<{ coded: CodedSource; runs: Run[]; parameterSetId: number }> {
  const { footage, plan, pts } = request;
  const never = whyNeverCopied(footage.media);
  if (never !== null) throw new NotCopyable(never);
  const coded = await codedPictures(folder, request);
  assertSameTimes(coded.pts, pts);
  const runs = planRuns(coded, (frame) => plan.video.some((track) => isActive(track, frame)));
  if (!runs) throw new NotCopyable('the source does not begin with a picture that can be decoded alone (an IDR)');
  const parameterSetId = freeId(coded.sps, coded.pps);
  if (parameterSetId === null) throw new NotCopyable('the source uses every number for its parameter sets');
  return { coded, runs, parameterSetId };
}

/** From the source itself where that is possible, else taken out by ffmpeg, which the receipt then names. */
async function codedPictures(
  folder: JobFolder,
  { footage: { media, name, path }, commands, signal }: SmartRequest,
): Promise<CodedSource> {
  const plain = media.container === 'mov' ? await plainPicture(path) : null;
  const inPlace = plain && readCodedInPlace(path, plain);
  if (inPlace) return inPlace;
  const copy = copyCommand(media, name, folder.workName('coded.mp4'));
  commands.note(copy);
  await runFfmpeg(folder, copy, { signal });
  return readCodedSource(folder.workPath('coded.mp4'));
}

/** The container's own times must tell the same story before and after the pictures were taken out of it. */
function assertSameTimes(coded: readonly number[], shown: readonly number[]): void {
  const sorted = [...coded].sort((a, b) => a - b);
  const differs = sorted.some((time, i) => time - (sorted[0] ?? 0) !== (shown[i] ?? NaN) - (shown[0] ?? 0));
  if (sorted.length !== shown.length || differs) throw new NotCopyable('the source’s times could not be carried over');
}

/** For each picture in decoding order, which frame it is. */
function ranks(pts: readonly number[]): number[] {
  const order = pts.map((_, i) => i).sort((a, b) => (pts[a] ?? 0) - (pts[b] ?? 0));
  const found = new Array<number>(pts.length);
  order.forEach((picture, rank) => (found[picture] = rank));
  return found;
}

/** Encodes the parts, so many at once. */
async function inTurns(
  atOnce: number,
  parts: readonly Run[],
  encode: (run: Run) => Promise<EncodedPart>,
): Promise<Map<Run, EncodedPart>> {
  const found = new Map<Run, EncodedPart>();
  const waiting = [...parts];
  const turn = async (): Promise<void> => {
    try {
      for (let run = waiting.shift(); run; run = waiting.shift()) found.set(run, await encode(run));
    } finally {
      waiting.length = 0; // after a failure no further part is begun
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: atOnce }, turn));
  for (const one of turns) if (one.status === 'rejected') throw one.reason;
  return found;
}
