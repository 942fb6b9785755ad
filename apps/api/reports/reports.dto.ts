import type { CustodyCheck, OfferedReport } from '@app/determinations';

export class ReasonView {
  code!: string;
  says!: string;
  authority!: string;
}

export class ReportView {
  /** As it stands in the address of the report. */
  report!: string;
  title!: string;
  says!: string;
  /** What would have to be true for it to be drawn; null when it can be. */
  refusal!: ReasonView | null;
}

export class CustodyFaultView {
  /** Null where it may lie in several. */
  entry!: number | null;
  ofThisClip!: boolean;
  says!: string;
}

/** Whether the record of a clip holds in the log as it stands. */
export class CustodyCheckView {
  holds!: boolean;
  /** Entries about this clip. */
  entries!: number;
  logEntries!: number;
  checkpoints!: number;
  /** Entries of the log that are under a signed checkpoint. */
  sealed!: number;
  /** False where this server was not given the log’s public key. */
  signaturesChecked!: boolean;
  /** Root over all entries of the log. */
  root!: string;
  /** The first ones, those of this clip before all others. */
  faults!: CustodyFaultView[];
}

const MOST_FAULTS = 50;

export const checkView = ({ faults, ...check }: CustodyCheck): CustodyCheckView => ({
  ...check,
  faults: faults.slice(0, MOST_FAULTS).map((fault) => ({ ...fault })),
});

export const reportView = ({ refusal, ...report }: OfferedReport): ReportView => ({
  ...report,
  refusal: refusal && { ...refusal },
});
