import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The latest run that was started on a subject. Only its result counts. */
@Entity('job_fence')
export class JobFence {
  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @Column({ type: 'bigint' })
  token!: number;
}
