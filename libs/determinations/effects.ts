import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import type { Day } from '@app/calendar';
import type { Transaction } from '@app/database';
import { Jobs } from '@app/jobs';
import { must } from '@app/kernel';
import { CitySeal, Ledger } from '@app/ledger';
import { publishRelease, PublicationsService } from '@app/publications';
import type { SignOffStatement, TakedownClass } from '@app/publications/domain';
import { RedactionsService } from '@app/redactions';
import { EMPTY_PLAN } from '@app/redactions/domain';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type CaseFile, nameOfActor, rolesOfActor } from './case-file';
import type { Determination } from './data/determinations.entities';
import * as rows from './data/determinations.repository';
import { type Effect, reviewInstant } from './domain';
import { reviewDeferral } from './determinations.jobs';
import { ReleaseAssembly } from './release-assembly';

export interface EffectContext {
  readonly file: CaseFile;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly takedown: { readonly reasonClass: TakedownClass; readonly explanation: string } | null;
  readonly tx: Transaction;
}

/** What a move changes of its determination besides the state. */
export type Change = Partial<Determination>;

/** What follows a move, each in the move's own transaction: one function for each effect in the table, and no other. */
@Injectable()
export class Effects {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(CitySeal) private readonly seal: CitySeal,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(PublicationsService) private readonly publications: PublicationsService,
    @Inject(ReleaseAssembly) private readonly assembly: ReleaseAssembly,
  ) {}

  /** Runs the effects in order; returns what they change of the determination. */
  async run(effects: readonly Effect[], context: EffectContext): Promise<Change> {
    let change: Change = {};
    for (const effect of effects) change = { ...change, ...(await this.table[effect](context)) };
    return change;
  }

  private readonly table: Readonly<Record<Effect, (context: EffectContext) => Promise<Change>>> = {
    'render-release': async ({ file, actor, tx }) => {
      const { determination } = file;
      await this.redactions.open(determination.id, file.clip.id, [], actor as Person, EMPTY_PLAN, tx);
      await this.redactions.clear(determination.id, actor as Person, tx);
      await this.redactions.askForRendering(determination.id, actor, tx);
      return {};
    },
    'open-redaction-tasks': async ({ file, actor, tx }) => {
      const { determination } = file;
      const plan = file.document?.plan ?? EMPTY_PLAN;
      await this.redactions.open(
        determination.id,
        file.clip.id,
        determination.content.orders,
        actor as Person,
        plan,
        tx,
      );
      return { checkedBy: null };
    },
    'reopen-redaction-tasks': async ({ file, actor, reason, tx }) => {
      await this.redactions.returnTasks(
        file.tasks,
        withOpenIssues(must(reason, 'a reason'), file),
        actor as Person,
        tx,
      );
      return { checkedBy: null };
    },
    'schedule-review': async ({ file, tx }) => {
      const nextReviewOn = must(file.determination.content.deferral, 'the deferral').nextReviewOn as Day;
      await this.jobs.publish(reviewDeferral, { determinationId: file.determination.id }, tx, {
        at: reviewInstant(nextReviewOn),
      });
      return { nextReviewOn };
    },
    'assemble-release': async ({ file, actor, tx }) => {
      const { manifest, manifestSha256, record } = await this.assembly.assemble(file, tx);
      const ledgerIndex = await this.log(file, actor, 'assemble-release', manifestSha256, tx);
      await rows.saveAssembled(tx, {
        determinationId: file.determination.id,
        manifest,
        manifestSha256,
        record,
        assembledAt: tx.at,
        ledgerIndex,
      });
      return { accessibleAt: tx.at };
    },
    'record-sign-off': async ({ file, actor, tx }) => {
      const { determination } = file;
      const manifestSha256 = must(file.assembled, 'the assembled files').manifestSha256;
      const statement: SignOffStatement = {
        schema: 'daylight-sign-off-1',
        release: determination.releaseId,
        version: determination.version,
        manifestSha256,
        signedAt: tx.at.toISOString(),
        signedAs: 'City Solicitor or named designee',
      };
      const ledgerIndex = await this.log(file, actor, 'record-sign-off', manifestSha256, tx);
      const signed = this.seal.sign('sign-off', statement);
      await rows.insertSignOff(tx, {
        id: randomUUID(),
        determinationId: determination.id,
        manifestSha256,
        signedBy: (actor as Person).id,
        signedAt: tx.at,
        statement: signed,
        voidedAt: null,
        ledgerIndex,
      });
      return {};
    },
    'void-sign-off': async ({ file, actor, tx }) => {
      const ledgerIndex = await this.log(file, actor, 'void-sign-off', null, tx);
      await rows.voidSignOff(tx, file.determination.id, { voidedAt: tx.at, ledgerIndex });
      return { noticeEndsAt: null };
    },
    'schedule-publication': async ({ file, tx }) => {
      const noticeEndsAt = new Date(tx.at.getTime() + file.policies['notice.hours'] * 3_600_000);
      await this.jobs.publish(publishRelease, { determinationId: file.determination.id }, tx, { at: noticeEndsAt });
      return { noticeEndsAt };
    },
    'publish-release': async ({ file, tx }) => {
      const { determination } = file;
      const assembled = must(file.assembled, 'the assembled files');
      await this.publications.publish(
        {
          releaseId: determination.releaseId,
          version: determination.version,
          determinationId: determination.id,
          manifest: assembled.manifest,
          record: assembled.record,
          signOff: must(file.signOff, 'the sign-off').statement,
          provenanceAnchors: await this.redactions.provenanceOf(assembled.manifest.files, tx),
        },
        tx,
      );
      return {};
    },
    'withdraw-release': async ({ file, takedown, tx }) => {
      const publication = must(await this.publications.publicationOf(file.determination.id, tx), 'the publication');
      const { reasonClass, explanation } = must(takedown, 'the class and explanation of a takedown');
      await this.publications.unpublish(
        publication,
        { reasonClass, explanation, decidedBy: 'City Solicitor or named designee' },
        tx,
      );
      return {};
    },
    'open-next-version': async ({ file, actor, tx }) => {
      const { determination } = file;
      const id = randomUUID();
      const version = Math.max(...file.versions.map((one) => one.version)) + 1;
      const ledgerIndex = await this.ledger.append(
        {
          actor: nameOfActor(actor),
          roles: rolesOfActor(actor),
          action: 'open-version',
          object: { type: 'determination', id },
          outcome: 'done',
          after: 'solicitorReview',
          with: { version, clip: file.clip.id },
        },
        tx,
      );
      await rows.insertDetermination(tx, {
        ...determination,
        id,
        version,
        state: 'solicitorReview',
        revision: 1,
        content: { ...determination.content, replacementReason: null }, // each version has a reason of its own
        openedAt: tx.at,
        outcome: null,
        decidedBy: null,
        decidedAt: null,
        checkedBy: null,
        accessibleAt: null,
        nextReviewOn: null,
        noticeEndsAt: null,
        ledgerIndex,
      });
      if (file.document) await this.redactions.open(id, file.clip.id, [], actor as Person, file.document.plan, tx);
      return {};
    },
  };

  private log(file: CaseFile, actor: Actor, action: string, after: string | null, tx: Transaction): Promise<number> {
    const object = { type: 'determination', id: file.determination.id };
    return this.ledger.append(
      { actor: nameOfActor(actor), roles: rolesOfActor(actor), action, object, outcome: 'done', after },
      tx,
    );
  }
}

/** Why it comes back, and everything that was seen: each by its frame, so that the technician finds it. */
function withOpenIssues(reason: string, { issues }: CaseFile): string {
  const open = issues.filter(({ state }) => state === 'open').map(({ frame, says }) => `Frame ${frame}: ${says}`);
  return [reason, ...open].join('\n');
}
