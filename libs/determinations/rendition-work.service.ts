import type { Readable } from 'node:stream';
import type { Person } from '@app/access';
import { Database } from '@app/database';
import { AppError, type ClipId, nothingThere } from '@app/kernel';
import { RedactionsService, type Rendition, RenditionsService } from '@app/redactions';
import { dueRenditions, type Flashing, type OwnRendition } from '@app/redactions/domain';
import { Inject, Injectable } from '@nestjs/common';
import { type CaseFile, currentRendering, renditionFacts } from './case-file';
import { assertEditable, CasesService } from './cases.service';

/** The further forms of the cut, as those see them who make it accessible. */
export interface CutRenditions {
  /** Null until it has been looked for. */
  readonly flashing: Flashing | null;
  /** What Daylight makes by itself of this cut; empty until that is known. */
  readonly due: readonly OwnRendition[];
  /** Nothing is being made or looked at any more. */
  readonly finished: boolean;
  /** Newest first. */
  readonly renditions: readonly Rendition[];
}

/** Sound as somebody sends it, with what they say that it is. */
export interface SentSound {
  readonly body: Readable;
  readonly sha256: string;
  readonly size: number;
}

/** Three hours of uncompressed stereo. */
const MOST_SOUND = 2 * 2 ** 30;

/** Work on the further forms of a cut: what there is, and sound for the described version. */
@Injectable()
export class RenditionWorkService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(RenditionsService) private readonly renditions: RenditionsService,
  ) {}

  async of(clipId: ClipId, by: Person): Promise<CutRenditions> {
    const file = await this.cases.open(clipId, by, 'read', 'Rendering');
    const { analysis, all } = file.renditions;
    const { examination } = file.clip;
    return {
      flashing: analysis?.flashing ?? null,
      due: analysis && examination ? dueRenditions(examination, analysis.flashing) : [],
      finished: renditionFacts(file).finished,
      renditions: all,
    };
  }

  /** One of them that was made. */
  async made(clipId: ClipId, id: string, by: Person): Promise<{ sha256: string; size: number }> {
    const { renditions } = await this.cases.open(clipId, by, 'read', 'Rendering');
    const { outputSha256: sha256, outputSize: size } = renditions.all.find((one) => one.id === id) ?? {};
    if (!sha256 || !size) throw nothingThere();
    return { sha256, size };
  }

  /** Keeps described sound and has a worker look at it. What becomes of it shows in the list. */
  async bringDescribedSound(clipId: ClipId, sound: SentSound, by: Person): Promise<Rendition> {
    assertTakes(await this.cases.open(clipId, by, 'edit', 'Accessibility'));
    if (!(sound.size > 0)) throw new AppError('invalid-input', 'Say in Content-Length how many bytes the sound has.');
    if (sound.size > MOST_SOUND) throw new AppError('too-large', 'The sound is larger than 2 GiB. Send it compressed.');
    await this.redactions.keepSound(sound);
    return this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'edit', 'Accessibility', tx, true);
      return this.renditions.askForDescribed(assertTakes(file), sound.sha256, by, tx);
    });
  }
}

/** The rendering that described sound would go with. */
function assertTakes(file: CaseFile) {
  assertEditable('accessibility', file);
  const rendering = currentRendering(file);
  if (!rendering) throw new AppError('conflict', 'There is no verified rendering that the sound could go with.');
  if (!renditionFacts(file).finished)
    throw new AppError('conflict', 'The copies of the cut are still being made. Send the sound after that.');
  return rendering;
}
