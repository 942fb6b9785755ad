import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { api } from '../shell/api';

/** A table of law that ships with Daylight, and that the City Solicitor approves. */
export interface LawTable {
  readonly title: string;
  readonly page: string;
  readonly queryKey: readonly string[];
  readonly version: () => Promise<Views['TableVersionView']>;
  readonly approve: (sha256: string) => Promise<unknown>;
}

export const CATALOGUE_TABLE: LawTable = {
  title: 'Redaction catalogue',
  page: '/administration/catalogue',
  queryKey: ['redaction-catalogue', 'version'],
  version: () => done(api.GET('/redaction-catalogue/version')),
  approve: (sha256) => done(api.POST('/redaction-catalogue/approval', { body: { sha256 } })),
};

export const CLOCKS_TABLE: LawTable = {
  title: 'Clocks',
  page: '/administration/clocks',
  queryKey: ['clocks'],
  version: async () => (await done(api.GET('/clocks'))).table,
  approve: (sha256) => done(api.POST('/clocks/approval', { body: { sha256 } })),
};
