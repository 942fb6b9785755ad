import { mustBeAble, type Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { AppError, type ClipId, nothingThere, type StaffId } from '@app/kernel';
import {
  EditingService,
  type Lease,
  type RedactionDocument,
  RedactionsService,
  type RedactionTask,
  type RedactionTranscript,
  type Rendering,
} from '@app/redactions';
import {
  captionLeaks,
  type ClipExtent,
  isSubjectClass,
  type Operation,
  parseCaptions,
  redactCues,
  writeCaptions,
} from '@app/redactions/domain';
import { lengthOf, type ClipFrames } from '@app/footage/domain';
import { Inject, Injectable } from '@nestjs/common';
import { accessFactsOf, type CaseFile, CaseFiles, cuesOf } from './case-file';
import { assertEditable, CasesService } from './cases.service';

/** Work on redactions: each act checked against person and state, then done by the redactions lib in one transaction. */
@Injectable()
export class RedactionWorkService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(RedactionsService) private readonly redactions: RedactionsService,
    @Inject(EditingService) private readonly editing: EditingService,
  ) {}

  async document(clipId: ClipId, by: Person): Promise<RedactionDocument> {
    const file = await this.cases.open(clipId, by, 'read', 'Redactions');
    if (!file.document)
      throw new AppError('not-found', 'There is nothing to redact on this clip yet: no determination orders it.');
    return file.document;
  }

  /** Applies edits to the plan. Keyframes that name a frame by a wrong presentation time are refused. */
  async edit(
    clipId: ClipId,
    edit: { revision: number; operations: readonly Operation[]; idempotencyKey: string },
    by: Person,
  ): Promise<RedactionDocument> {
    await this.cases.open(clipId, by, 'edit', 'Redactions'); // before its frames: whether there are any is not for everyone
    const frames = await this.files.frames(clipId);
    assertSubjects(edit.operations);
    return this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'edit', 'Redactions', tx, true);
      assertEditable('redactions', file);
      await this.editing.assertFree(file.determination.id, by, tx);
      return this.redactions.edit(
        { determinationId: file.determination.id, ...edit, extent: extentOf(frames) },
        by,
        tx,
      );
    });
  }

  /** Takes the plan to edit it, or says who has it. */
  async lease(clipId: ClipId, takeBecause: string | null, by: Person): Promise<Lease> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'edit', 'Redactions', tx, true);
      assertEditable('redactions', file);
      return this.editing.lease(file.determination.id, by, takeBecause, tx);
    });
  }

  async letGo(clipId: ClipId, by: Person): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'edit', 'Redactions', tx, true);
      await this.editing.letGo(file.determination.id, by, tx);
    });
  }

  /** What is said in the original; null while nobody has written it down. */
  async transcript(clipId: ClipId, by: Person): Promise<RedactionTranscript | null> {
    const file = await this.cases.open(clipId, by, 'read', 'Redactions');
    return this.database.read((tx) => this.editing.transcript(file.determination.id, tx));
  }

  async writeTranscript(
    clipId: ClipId,
    change: { readonly vtt: string; readonly revision: number },
    by: Person,
  ): Promise<RedactionTranscript> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'edit', 'Redactions', tx, true);
      assertEditable('redactions', file);
      return this.editing.writeTranscript(file.determination.id, change, by, tx);
    });
  }

  /**
   * Captions to begin with: the transcript with everything taken out that the plan mutes, so that whoever captions the
   * cut never reads what nobody may hear. Null where there is no transcript.
   */
  async proposedCaptions(clipId: ClipId, by: Person): Promise<string | null> {
    const file = await this.cases.open(clipId, by, 'read', 'Accessibility');
    const transcript = await this.database.read((tx) => this.editing.transcript(file.determination.id, tx));
    const parsed = parseCaptions(transcript?.vtt ?? '');
    return parsed.ok ? writeCaptions(redactCues(parsed.cues, file.document?.plan.audio ?? [])) : null;
  }

  async tasks(clipId: ClipId, by: Person): Promise<readonly RedactionTask[]> {
    return (await this.cases.open(clipId, by, 'read', 'Redactions')).tasks;
  }

  async assign(taskId: string, to: StaffId, by: Person): Promise<void> {
    await this.onTask(taskId, async (task, file, tx) => {
      mustBeAble(by, 'assign', 'Determination', accessFactsOf(file));
      assertEditable('redactions', file);
      if (to === file.clip.uploadedBy) {
        throw new AppError('move-refused', 'Whoever uploaded the footage does not redact it. Assign somebody else.', {
          reasons: [
            {
              code: 'redactor-uploaded',
              says: 'Whoever redacts did not upload the footage.',
              authority: 'City policy R7: separation of duties',
            },
          ],
        });
      }
      await this.redactions.assign(task, to, by, tx);
    });
  }

  async finish(taskId: string, by: Person): Promise<void> {
    await this.onTask(taskId, async (task, file, tx) => {
      mustBeAble(by, 'edit', 'Redactions', accessFactsOf(file));
      assertEditable('redactions', file);
      if (task.assignedTo !== by.id) throw nothingThere({ denied: true });
      if (task.state !== 'done') await this.redactions.finish(task, by, tx);
    });
  }

  async returnTask(taskId: string, reason: string, by: Person): Promise<void> {
    await this.onTask(taskId, async (task, file, tx) => {
      mustBeAble(by, 'assign', 'Determination', accessFactsOf(file));
      assertEditable('redactions', file);
      await this.redactions.returnTasks([task], reason, by, tx);
    });
  }

  /** Asks for a rendering. Refused while a caption would give back muted words. */
  async render(clipId: ClipId, by: Person): Promise<Rendering> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'create', 'Redactions', tx, true);
      assertEditable('rendering', file);
      const leaks = captionLeaks(cuesOf(file), file.document?.plan.audio ?? []);
      if (leaks.length > 0)
        throw new AppError(
          'move-refused',
          'A caption would give back words that are muted. Correct the captions first.',
          { fields: leaks },
        );
      return this.redactions.askForRendering(file.determination.id, by, tx);
    });
  }

  async renderings(clipId: ClipId, by: Person): Promise<readonly Rendering[]> {
    return (await this.cases.open(clipId, by, 'read', 'Rendering')).renderings;
  }

  private async onTask(
    id: string,
    act: (task: RedactionTask, file: CaseFile, tx: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const task = await this.redactions.task(id, tx);
      await act(task, await this.files.byDetermination(task.determinationId, tx, true), tx);
    });
  }
}

const extentOf = (frames: ClipFrames): ClipExtent => ({
  frames: frames.pts.length,
  pts: frames.pts,
  duration: lengthOf(frames),
});

/** In the product every subject is a row of the catalogue: the public category is drawn from it. */
function assertSubjects(operations: readonly Operation[]): void {
  const subjects = operations.flatMap((one) =>
    'track' in one ? [one.track.subject] : 'interval' in one ? [one.interval.subject] : [],
  );
  const unknown = subjects.filter((subject) => !isSubjectClass(subject));
  if (unknown.length > 0) {
    throw new AppError('invalid-input', 'A subject is a class of the redaction catalogue.', {
      fields: unknown.map((s) => ({
        field: 'subject',
        says: `is one of the catalogue’s classes, not ${JSON.stringify(s)}`,
      })),
    });
  }
}
