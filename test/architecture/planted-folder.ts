import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const projectRoot = join(__dirname, '..', '..');

/** Files by path. */
export type Planted = Readonly<Record<string, string>>;

/** A folder with the project's own configuration, for files that its checks must refuse. The caller removes it. */
export function plantedFolder(configuration: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'daylight-planted-'));
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  for (const name of configuration) cpSync(join(projectRoot, name), join(folder, name));
  return folder;
}

export function plant(folder: string, files: Planted): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
