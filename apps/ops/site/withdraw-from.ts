import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, isUuid } from '@app/kernel';
import { ExportFolder } from '@app/static-site';
import type { Withdrawal } from '@app/static-site/domain';

export function withdrawFrom(root: string, release: string): Promise<Withdrawal> {
  return folderAt(root).withdraw(idIn(release), { emergency: true });
}

/** The release comes back with the next export. */
export async function liftFrom(root: string, release: string): Promise<Withdrawal> {
  const [folder, id] = [folderAt(root), idIn(release)];
  const known = (await folder.withdrawals()).find((one) => one.release === id);
  if (!known) throw new AppError('not-found', 'That release was not withdrawn from this export.');
  await folder.forget(id);
  return known;
}

function folderAt(root: string): ExportFolder {
  if (existsSync(join(root, 'site'))) return new ExportFolder(root);
  throw new AppError('invalid-input', `${root} is no exported site: there is no folder site in it.`);
}

/** The id, from itself or from the address of a page of the release. */
function idIn(release: string): string {
  const id = release.split(/[/?#]/).find(isUuid);
  if (id) return id;
  throw new AppError('invalid-input', 'Name the release by its id, or by the address of its page.');
}
