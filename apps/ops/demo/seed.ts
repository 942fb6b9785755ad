import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { done } from '@app/api-client';
import { opsConfig } from '@app/config';
import { AppError } from '@app/kernel';
import { synthesiseClip } from '@app/media';
import { signIn } from '../client/staff-session';
import { upload } from '../client/upload';
import { openBench } from '../media';
import { projectRoot } from '../project';
import { openDataFolder } from '../up/data-folder';
import { DEMO_INCIDENT, demoAccounts } from '../up/demonstration';
import { addresses } from '../up/services';

/** Receives `count` clips: one second each, the same picture, but no two with the same bytes. Returns the incident. */
export async function seed(count: number, onClip: (done: number) => void): Promise<string> {
  const config = opsConfig(process.env);
  const data = openDataFolder(resolve(projectRoot(), config.data));
  const account = (role: string) => {
    const found = demoAccounts(data).find((one) => one.role === role);
    if (!found)
      throw new AppError(
        'invalid-input',
        'Seeding needs a development installation with its demonstration accounts: start it with npm start.',
      );
    return found;
  };
  const { api } = addresses(config);
  const [officer, technician] = [account('case-officer'), account('evidence-technician')];
  const incident = await done(
    (await signIn(api, officer.userName, officer.password)).api.POST('/incidents', {
      body: { ...DEMO_INCIDENT, agencies: [...DEMO_INCIDENT.agencies], occurredAt: new Date().toISOString() },
    }),
  );
  const session = await signIn(api, technician.userName, technician.password);
  const folder = await mkdtemp(join(tmpdir(), 'daylight-seed-'));
  try {
    const model = join(folder, 'model.mp4');
    await synthesiseClip(await openBench(), model, 1);
    for (let i = 1; i <= count; i++) {
      const path = join(folder, `clip-${i}.mp4`);
      await copyFile(model, path);
      await makeDistinct(path);
      await upload(session, {
        path,
        incidentId: incident.id,
        sidecar: { source: 'city-camera', deviceId: `SEED-${i}` },
        memory: join(folder, 'uploads.json'),
      });
      await rm(path);
      onClip(i);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return incident.id;
}

/** Adds a free box (ISO 14496-12 § 8.1.2) with random bytes: still the same recording, but not the same file. */
async function makeDistinct(path: string): Promise<void> {
  const file = await open(path, 'a');
  await file.write(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('free'), randomBytes(16)]));
  await file.close();
}
