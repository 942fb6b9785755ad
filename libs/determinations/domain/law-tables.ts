import { CATALOGUE, CATALOGUE_VERSION } from '@app/redactions/domain';
import { CLOCKS, CLOCKS_VERSION } from './clock-definitions';

/** A table of law as it ships with Daylight. That the City goes by it is the City Solicitor’s to approve, by its content. */
interface LawTable {
  readonly version: number;
  readonly effective: string;
  /** All that is approved with it. */
  readonly rows: Readonly<Record<string, unknown>>;
}

export const LAW_TABLES = {
  'redaction-catalogue': { ...CATALOGUE_VERSION, rows: CATALOGUE },
  clocks: { ...CLOCKS_VERSION, rows: CLOCKS },
} as const satisfies Record<string, LawTable>;

export type LawTableName = keyof typeof LAW_TABLES;
