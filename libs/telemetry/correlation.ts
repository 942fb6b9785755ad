import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` under a correlation id: every log line and ledger entry that it causes carries it. */
export const inRequest = <T>(id: string, work: () => T): T => storage.run(id, work);

/** The correlation id of whatever is being done now; null outside. */
export const currentRequest = (): string | null => storage.getStore() ?? null;
