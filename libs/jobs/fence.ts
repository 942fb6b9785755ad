import type { Database, Transaction } from '@app/database';
import { AppError } from '@app/kernel';

/**
 * Keeps a late worker's result out. A queue may hand a job to a second worker while the first still runs (missed
 * heartbeat): each run takes the next number on its subject, and commits only while that number is the latest.
 */
export class Fence {
  private constructor(
    readonly subject: string,
    readonly token: number,
  ) {}

  static async take(database: Database, subject: string): Promise<Fence> {
    return database.inTransaction(async (tx) => {
      const [row] = await tx.sql<{ token: number }>(
        `INSERT INTO job_fence (subject, token) VALUES ($1, 1)
         ON CONFLICT (subject) DO UPDATE SET token = job_fence.token + 1 RETURNING token`,
        [subject],
      );
      return new Fence(subject, Number(row?.token));
    });
  }

  /** Throws AppError `conflict` when another run has started since; holds others off until the transaction ends. */
  async hold(tx: Transaction): Promise<void> {
    const rows = await tx.sql<{ token: number }>('SELECT token FROM job_fence WHERE subject = $1 FOR UPDATE', [
      this.subject,
    ]);
    if (Number(rows[0]?.token) === this.token) return;
    throw new AppError('conflict', `A later run has taken over ${this.subject}; this result is not used.`);
  }
}
