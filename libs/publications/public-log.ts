import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Database } from '@app/database';
import { AppError } from '@app/kernel';
import { type LogFiles, writeTiles } from '@app/ledger';
import { BUCKETS, type Buckets } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';

/** Where the public bucket keeps a file of the log. */
export const logFileKey = (path: string): string => `log/${path}`;

/** The log as anyone can copy it: C2SP tlog-tiles, in the public bucket beside the files of releases. */
@Injectable()
export class PublicLog {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  /** Writes what is new up to the newest checkpoint, which is public from then on. */
  async write(): Promise<void> {
    const replaced = await this.database.inTransaction((tx) => writeTiles(this.files, tx));
    for (const path of replaced) await this.buckets.published.remove(logFileKey(path));
  }

  private readonly files: LogFiles = {
    write: async (path, bytes) => {
      try {
        await this.buckets.published.put(logFileKey(path), Readable.from([Buffer.from(bytes)]));
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'conflict')) throw error; // written by an earlier try
      }
    },
    read: async (path) => buffer(await this.buckets.published.read(logFileKey(path))),
  };
}
