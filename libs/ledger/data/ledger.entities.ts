import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One leaf of the tree, with what only staff may see of it. Rows are inserted and read, never changed. */
@Entity('ledger_entry')
export class LedgerEntry {
  /** Position in the tree, from 0, without gaps. */
  @PrimaryColumn({ type: 'bigint' })
  index!: number;

  /** The exact bytes of the leaf. */
  @Column({ type: 'bytea' })
  body!: Buffer;

  @Column({ type: 'bytea' })
  leafHash!: Buffer;

  @Column({ type: 'bytea' })
  salt!: Buffer;

  /** The act in full, to which the body commits. Text, because its spelling is part of the commitment. */
  @Column({ type: 'json' })
  act!: unknown;

  @Column({ type: 'timestamptz' })
  at!: Date;

  /** The transaction that wrote it: what a state change is held against. */
  @Column({ type: 'bigint', insert: false, select: false, update: false })
  xact!: number;
}

/** A signed statement of how long the log is and what it holds. At most one for a size. */
@Entity('ledger_checkpoint')
export class LedgerCheckpoint {
  @PrimaryColumn({ type: 'bigint' })
  size!: number;

  @Column({ type: 'bytea' })
  root!: Buffer;

  /** Roots of the perfect subtrees at this size, largest first: what the next checkpoint continues from. */
  @Column({ type: 'bytea', array: true })
  subtrees!: Buffer[];

  /** C2SP signed note. */
  @Column({ type: 'text' })
  note!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;
}

/** That every tile of a log of that size is in the public bucket: from then on its checkpoint is public. */
@Entity('ledger_tiling')
export class LedgerTiling {
  @PrimaryColumn({ type: 'bigint' })
  size!: number;

  @Column({ type: 'timestamptz' })
  at!: Date;
}

/** A witness's signature below a checkpoint. */
@Entity('ledger_cosignature')
export class LedgerCosignature {
  @PrimaryColumn({ type: 'bigint' })
  size!: number;

  @PrimaryColumn({ type: 'text' })
  witness!: string;

  /** As it stands below the checkpoint, with its newline. */
  @Column({ type: 'text' })
  line!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;
}
