import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { Fence, Jobs } from '@app/jobs';
import { AppError, nothingThere } from '@app/kernel';
import { type Act, digestOf, Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { Rendering } from './data/redactions.entities';
import * as renderingRows from './data/redactions.repository';
import type { FlashAnalysis, Rendition } from './data/renditions.entities';
import * as rows from './data/renditions.repository';
import type { Flashing, OwnRendition, RenditionRole } from './domain';
import { makeDescribedVersion } from './redactions.jobs';

export type RenditionResult =
  | {
      readonly state: 'made';
      readonly sourceSha256: string;
      readonly outputSha256: string;
      readonly outputSize: number;
      readonly receipt: object;
    }
  | { readonly state: 'refused'; readonly failure: string };

/** What is known of the further forms of one rendering. */
export interface Renditions {
  readonly analysis: FlashAnalysis | null;
  /** Newest first. */
  readonly all: readonly Rendition[];
}

const MAKER = { actor: 'renderer', roles: ['renderer'] };

/** Further forms of verified renderings: what was found, made and refused, each with its entry in the log. */
@Injectable()
export class RenditionsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  async of(renderingId: string, tx: Transaction): Promise<Renditions> {
    return {
      analysis: await rows.flashAnalysisOf(tx, renderingId),
      all: await rows.renditionsOf(tx, renderingId),
    };
  }

  known(renderingId: string): Promise<Renditions> {
    return this.database.read((tx) => this.of(renderingId, tx));
  }

  async rendition(id: string): Promise<Rendition> {
    const rendition = await this.database.read((tx) => rows.renditionById(tx, id));
    if (!rendition) throw nothingThere();
    return rendition;
  }

  /** What was found in the same bytes before; null when nobody looked. */
  async flashingOfBytes(sourceSha256: string, method: string): Promise<Flashing | null> {
    const known = await this.database.read((tx) => rows.flashAnalysisOfBytes(tx, sourceSha256, method));
    return known?.flashing ?? null;
  }

  /** What was made of the same bytes before, in the same way; null when nothing was. */
  async madeOfBytes(sourceSha256: string, role: OwnRendition, ffmpeg: string): Promise<RenditionResult | null> {
    const known = await this.database.read((tx) => rows.renditionMadeOf(tx, sourceSha256, role));
    const { outputSha256, outputSize, receipt } = known ?? {};
    if (!outputSha256 || !outputSize || receipt?.['ffmpeg'] !== ffmpeg) return null;
    return { state: 'made', sourceSha256, outputSha256, outputSize, receipt };
  }

  /** Records where a rendering flashes, once, unless a later run has taken over. */
  async recordFlashing(rendering: Rendering, flashing: Flashing, method: string, fence: Fence): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await fence.hold(tx);
      if (await rows.flashAnalysisOf(tx, rendering.id)) return;
      const ledgerIndex = await this.log(tx, rendering.determinationId, {
        ...MAKER,
        action: 'record-flashing',
        after: flashing.trips ? 'flashes' : 'does not flash',
        with: { rendering: rendering.id, method, sha256: digestOf(flashing) },
      });
      await rows.insertFlashAnalysis(tx, {
        renderingId: rendering.id,
        sourceSha256: outputOf(rendering),
        flashing,
        method,
        analysedAt: tx.at,
        ledgerIndex,
      });
    });
  }

  /** Records a form that Daylight makes by itself, once, unless a later run has taken over. */
  async record(rendering: Rendering, role: OwnRendition, result: RenditionResult, fence: Fence): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await fence.hold(tx);
      if ((await rows.renditionsOf(tx, rendering.id)).some((one) => one.role === role)) return;
      const id = randomUUID();
      const ledgerIndex = await this.logResult(tx, rendering, { id, role }, result);
      await rows.insertRendition(tx, {
        ...{ id, renderingId: rendering.id, role, askedBy: MAKER.actor, askedAt: tx.at, soundSha256: null },
        ...columnsOf(result),
        finishedAt: tx.at,
        ledgerIndex,
      });
    });
  }

  /** Takes sound for a described version; a worker looks at it and puts it under the verified picture. */
  async askForDescribed(rendering: Rendering, soundSha256: string, by: Person, tx: Transaction): Promise<Rendition> {
    const { all } = await this.of(rendering.id, tx);
    if (all.some(({ state }) => state === 'asked'))
      throw new AppError('conflict', 'Sound is being looked at already. Wait until that is done.');
    const id = randomUUID();
    const ledgerIndex = await this.log(tx, rendering.determinationId, {
      actor: by.id,
      roles: by.roles,
      action: 'bring-described-sound',
      with: { rendition: id, rendering: rendering.id, sound: soundSha256 },
    });
    const rendition: Rendition = {
      ...{ id, renderingId: rendering.id, role: 'video-described', state: 'asked', askedBy: by.id, askedAt: tx.at },
      ...{ soundSha256, sourceSha256: null, outputSha256: null, outputSize: null, receipt: null },
      ...{ failure: null, finishedAt: null, ledgerIndex },
    };
    await rows.insertRendition(tx, rendition);
    await this.jobs.publish(makeDescribedVersion, { renditionId: id }, tx);
    return rendition;
  }

  /** Records what became of described sound, once, unless a later run has taken over. */
  async recordDescribed(id: string, result: RenditionResult, fence: Fence): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await fence.hold(tx);
      const rendition = await rows.lockRendition(tx, id);
      if (rendition?.state !== 'asked') return;
      const rendering = await renderingRows.renderingById(tx, rendition.renderingId);
      if (!rendering) throw nothingThere();
      const ledgerIndex = await this.logResult(tx, rendering, rendition, result);
      await rows.updateRendition(tx, id, { ...columnsOf(result), finishedAt: tx.at, ledgerIndex });
    });
  }

  private logResult(
    tx: Transaction,
    rendering: Rendering,
    { id, role }: { readonly id: string; readonly role: RenditionRole },
    result: RenditionResult,
  ): Promise<number> {
    return this.log(tx, rendering.determinationId, {
      ...MAKER,
      action: 'record-rendition',
      after: result.state,
      with: {
        ...{ rendition: id, rendering: rendering.id, role },
        ...(result.state === 'refused'
          ? { failure: result.failure }
          : { source: result.sourceSha256, output: result.outputSha256, receipt: digestOf(result.receipt) }),
      },
    });
  }

  private log(tx: Transaction, determinationId: string, act: Omit<Act, 'object' | 'outcome'>): Promise<number> {
    return this.ledger.append({ ...act, object: { type: 'determination', id: determinationId }, outcome: 'done' }, tx);
  }
}

function outputOf({ state, outputSha256 }: Rendering): string {
  if (state !== 'verified' || outputSha256 === null) throw new AppError('conflict', 'This rendering is not verified.');
  return outputSha256;
}

const NOTHING = { sourceSha256: null, outputSha256: null, outputSize: null, receipt: null, failure: null };

const columnsOf = (
  result: RenditionResult,
): Pick<Rendition, 'state' | 'failure' | 'sourceSha256' | 'outputSha256' | 'outputSize' | 'receipt'> => ({
  ...NOTHING,
  ...(result as Partial<Rendition>),
  state: result.state,
});
