import { randomBytes } from 'node:crypto';
import { Database, isViolationOf } from '@app/database';
import { nothingThere } from '@app/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { insertAsk } from './data/asks.repository';
import { type NewAsk, receiptOf } from './domain';

/** The one thing that the public site writes: what a reader asks for. It can read nothing of it afterwards. */
@Injectable()
export class PublicAsks {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Keeps it and returns its receipt. What is not public cannot be asked about, and looks as if it did not exist. */
  async put(ask: Omit<NewAsk, 'receipt'>): Promise<string> {
    const receipt = receiptOf(randomBytes(12));
    try {
      await this.database.inTransaction((tx) => insertAsk(tx, { ...ask, receipt }));
    } catch (error) {
      throw isViolationOf(error, 'public_ask_is_of_a_release') ? nothingThere() : error;
    }
    return receipt;
  }
}
