/** What the global set-up started, for the test files: they run in processes of their own. */
export interface TestCluster {
  /** A superuser's URL, for the database `postgres`. */
  readonly superuser: string;
  /** Migrated, with queues and roles; every test's database is a copy of it. */
  readonly template: string;
  /** What the run makes, and the tear-down removes. */
  readonly folder: string;
  readonly passwords: { readonly app: string; readonly portal: string };
}

const VARIABLE = 'DAYLIGHT_TEST_CLUSTER';

export const announceCluster = (cluster: TestCluster): void => {
  process.env[VARIABLE] = JSON.stringify(cluster);
};

export const testCluster = (): TestCluster => JSON.parse(process.env[VARIABLE] ?? '{}') as TestCluster;
