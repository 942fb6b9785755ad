/** The only place that opens Postgres. */
export { Database, type EntityList, type Transaction } from './database';
export { type DatabaseNames, migrate, type RolePasswords } from './migrate';
export { DatabaseModule } from './database.module';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
export { asUnavailable, isViolationOf } from './errors';
