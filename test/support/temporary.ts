import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test's own; the caller removes it with `discard`. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'daylight-test-'));

export const discard = (folder: string): void => rmSync(folder, { recursive: true, force: true });
