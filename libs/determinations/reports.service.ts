import { may, mustBeAble, type Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { FootageService } from '@app/footage';
import { AppError, type ClipId, type Reason } from '@app/kernel';
import { auditLedger, digestOf, Ledger, type Verifier } from '@app/ledger';
import { PublicationsService } from '@app/publications';
import { RedactionsService } from '@app/redactions';
import { Inject, Injectable } from '@nestjs/common';
import { accessFactsOf, type CaseFile, CaseFiles, currentRendering } from './case-file';
import { CasesService } from './cases.service';
import * as rows from './data/determinations.repository';
import {
  hiddenSpans,
  type LedgerState,
  type ReportDocument,
  type ReportFacts,
  type ReportKind,
  reportOf,
  REPORTS,
  totals,
  whyNotDrawn,
} from './domain';

export interface OfferedReport {
  readonly report: ReportKind;
  readonly title: string;
  readonly says: string;
  /** What would have to be true for it to be drawn; null when it can be. */
  readonly refusal: Reason | null;
}

export interface ReportRequest {
  readonly clipId: ClipId;
  readonly report: ReportKind;
  readonly form: 'page' | 'pdf';
  /** Public key of the log; null when nobody gave it. */
  readonly verifier: Verifier | null;
  readonly nameOf: ReportFacts['nameOf'];
  readonly request: string | null;
}

/** Whether the record of one clip holds, in the log as it stands. */
export interface CustodyCheck extends Omit<LedgerState, 'entries' | 'faults'> {
  readonly holds: boolean;
  /** Entries about this clip. */
  readonly entries: number;
  readonly logEntries: number;
  /** Those of this clip first, each in the order of the log. */
  readonly faults: readonly { readonly entry: number | null; readonly ofThisClip: boolean; readonly says: string }[];
}

/** Reports on a clip, and the check of its record. A report that is drawn is itself an act on the clip. */
@Injectable()
export class ReportsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(PublicationsService) private readonly publications: PublicationsService,
  ) {}

  /** The reports that the person may have of a clip, each with what stands in its way. */
  async offered(clipId: ClipId, by: Person): Promise<OfferedReport[]> {
    return this.database.read(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'read', 'Clip', tx, false);
      const standing = await this.standing(file, tx);
      return (Object.keys(REPORTS) as ReportKind[])
        .filter((report) => may(by, 'read', REPORTS[report].reads, accessFactsOf(file)))
        .map((report) => {
          const { title, says } = REPORTS[report];
          return { report, title, says, refusal: whyNotDrawn(report, standing) };
        });
    });
  }

  /** Draws a report as of this moment. The log says that it was drawn, and what it said, before anybody reads it. */
  async draw(asked: ReportRequest, by: Person): Promise<{ document: ReportDocument; at: Date }> {
    const { clipId, report, form, request } = asked;
    const { document, at, head } = await this.database.read(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'read', 'Clip', tx, false);
      mustBeAble(by, 'read', REPORTS[report].reads, accessFactsOf(file));
      const known = await this.gather(file, asked, by, tx);
      const drawn = reportOf(report, known);
      if (!drawn) throw notYet(report, whyNotDrawn(report, known));
      return { document: drawn, at: known.at, head: known.ledger.root };
    });
    await this.database.inTransaction((tx) =>
      this.ledger.append(
        {
          actor: by.id,
          roles: by.roles,
          action: 'draw-report',
          object: { type: 'clip', id: clipId },
          outcome: 'done',
          with: { report, form, sha256: digestOf(document), head },
          request,
        },
        tx,
      ),
    );
    return { document, at };
  }

  /**
   * Recomputes the log and says whether it holds, first of all in the entries of this clip. All of it: an act that was
   * altered to be about something else is missing from the clip's own entries.
   */
  async verifyCustody(clipId: ClipId, verifier: Verifier | null, by: Person): Promise<CustodyCheck> {
    return this.database.read(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'read', 'Clip', tx, false);
      const own = new Set((await this.cases.actsOn(file, tx)).map(({ index }) => index));
      const { entries: logEntries, faults, ...log } = await auditLedger(tx, verifier);
      const found = faults.map(({ from, to, says }) => {
        const entry = from === to ? from : null;
        return { entry, ofThisClip: entry !== null && own.has(entry), says };
      });
      const [ofThisClip, elsewhere] = [found.filter((one) => one.ofThisClip), found.filter((one) => !one.ofThisClip)];
      return {
        ...log,
        holds: found.length === 0,
        entries: own.size,
        logEntries,
        faults: [...ofThisClip, ...elsewhere],
      };
    });
  }

  /** What decides whether a report can be drawn. */
  private async standing(
    file: CaseFile,
    tx: Transaction,
  ): Promise<Pick<ReportFacts, 'signatures' | 'hidden' | 'determination'>> {
    const { determination, versions } = file;
    const versionOf = new Map(versions.map(({ id, version }) => [id, version]));
    const signed = await rows.signedTextsOf(tx, [...versionOf.keys()]);
    const rendering = currentRendering(file);
    const frames = rendering && (await this.files.frames(file.clip.id));
    const { exemptions, deferral } = determination.content;
    return {
      determination: { ...determination, exemptions, deferral },
      signatures: signed.map((one) => ({ ...one, version: versionOf.get(one.determinationId) ?? 0 })),
      hidden: frames && {
        spans: hiddenSpans(rendering.plan, frames),
        totals: totals(rendering.plan, frames),
      },
    };
  }

  private async gather(
    file: CaseFile,
    { nameOf, verifier }: Pick<ReportRequest, 'nameOf' | 'verifier'>,
    by: Person,
    tx: Transaction,
  ): Promise<ReportFacts> {
    const { clip, incident, flags, versions, consultations } = file;
    const { original, upload } = await this.footage.reception(clip, tx);
    return {
      at: tx.at,
      drawnBy: nameOf(by.id),
      nameOf,
      clip,
      incident,
      flags,
      consultations,
      reception: {
        size: original.size,
        storedAt: original.storedAt,
        declared: upload && { sha256: upload.declaredSha256, size: upload.declaredSize, at: upload.startedAt },
      },
      acts: await this.cases.actsOn(file, tx),
      copies: await this.footage.derivatives(clip.id, tx),
      renderings: await this.everyRendering(versions, tx),
      publications: await this.everyPublication(versions, tx),
      ledger: await auditLedger(tx, verifier),
      ...(await this.standing(file, tx)),
    };
  }

  private async everyRendering(versions: CaseFile['versions'], tx: Transaction): Promise<ReportFacts['renderings']> {
    const made = [];
    for (const { id, version } of versions)
      for (const one of await this.redactions.renderings(id, tx)) {
        const source = one.receipt?.['sourceSha256'];
        made.push({ ...one, version, sourceSha256: typeof source === 'string' ? source : null });
      }
    return made.sort((a, b) => a.ledgerIndex - b.ledgerIndex);
  }

  private async everyPublication(
    versions: CaseFile['versions'],
    tx: Transaction,
  ): Promise<ReportFacts['publications']> {
    const made = [];
    for (const { id } of versions) {
      const one = await this.publications.publicationOf(id, tx);
      if (one) made.push({ ...one, takenDown: one.tombstone?.explanation ?? null });
    }
    return made.sort((a, b) => a.version - b.version);
  }
}

const notYet = (report: ReportKind, reason: Reason | null): AppError =>
  new AppError(
    'conflict',
    `“${REPORTS[report].title}” cannot be drawn yet. The reason below says what would have to be true.`,
    {
      reasons: reason ? [reason] : [],
    },
  );
