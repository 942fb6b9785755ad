import type { DatabaseConfig } from '@app/config';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type EntityList } from './database';

/** Opens the database when the process starts and closes it, after everything else, when it stops. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static forRoot(config: DatabaseConfig, entities: EntityList): DynamicModule {
    return moduleOf(() => Database.connect(config, entities));
  }

  /** For a process that has something to do while Postgres is down: it starts all the same. */
  static forRootNowOrLater(config: DatabaseConfig, entities: EntityList): DynamicModule {
    return moduleOf(() => Database.connectNowOrLater(config, entities));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

const moduleOf = (connect: () => Promise<Database>): DynamicModule => ({
  module: DatabaseModule,
  global: true,
  providers: [{ provide: Database, useFactory: connect }],
  exports: [Database],
});
