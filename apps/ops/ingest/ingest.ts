import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { done } from '@app/api-client';
import { opsConfig } from '@app/config';
import { AppError } from '@app/kernel';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { signIn, type StaffSession } from '../client/staff-session';
import { type Receipt, upload } from '../client/upload';
import { until } from '../client/wait';
import { projectRoot } from '../project';
import { readSidecar, SIDECAR } from './sidecar';

export interface IngestRequest {
  readonly path: string;
  /** Without it: the only incident there is. */
  readonly incident: string | null;
  readonly api: string;
  readonly user: string;
  /** Where no sidecar says. */
  readonly source: string;
  readonly receipts: string | null;
  readonly wait: boolean;
  readonly quiet: boolean;
}

export interface Ingested {
  readonly file: string;
  readonly outcome: 'received' | 'accepted' | 'quarantined' | 'failed';
  readonly says: string | null;
  readonly clipId: string | null;
  readonly sha256: string | null;
}

/** Quarantined footage was received, and is kept: that is no failure of the ingest. */
export const isGood = ({ outcome }: Ingested): boolean => outcome !== 'failed';

const EXAMINATION_SECONDS = 6 * 3600;

/** Uploads every file, one after the other; one that fails does not keep the others back. */
export async function ingest(request: IngestRequest): Promise<Ingested[]> {
  const files = filesAt(request.path);
  if (files.length === 0) throw new AppError('invalid-input', `There is no file at ${request.path}.`);
  const session = await signIn(request.api, request.user, passwordOf(request.user));
  const incident = request.incident ?? (await onlyIncident(session));
  if (request.receipts) mkdirSync(request.receipts, { recursive: true });
  const bars =
    request.quiet || !process.stderr.isTTY
      ? null
      : new MultiBar(
          { format: '{bar} {percentage} % {step} {file}', hideCursor: true, stream: process.stderr },
          Presets.shades_classic,
        );
  const results: Ingested[] = [];
  for (const file of files) results.push(await one(file, { ...request, incident }, session, bars));
  bars?.stop();
  return results;
}

async function one(
  path: string,
  request: IngestRequest & { readonly incident: string },
  session: StaffSession,
  bars: MultiBar | null,
): Promise<Ingested> {
  const file = relative(statSync(request.path).isDirectory() ? request.path : join(request.path, '..'), path);
  const bar = bars?.create(statSync(path).size * 2, 0, { file, step: 'hashing' }) ?? null;
  try {
    const receipt = await upload(session, {
      path,
      incidentId: request.incident,
      sidecar: readSidecar(path, request.source),
      memory: join(homedir(), '.daylight-uploads.json'),
      onHash: (bytes) => bar?.increment(bytes, { step: 'hashing' }),
      onSent: (bytes) => bar?.update(statSync(path).size + bytes, { step: 'sending' }),
    });
    bar?.update({ step: 'received' });
    if (request.receipts)
      writeFileSync(
        join(request.receipts, `${basename(path)}.receipt.json`),
        `${JSON.stringify(receipt.receipt, null, 2)}\n`,
      );
    return await outcomeOf(file, receipt, request, session, bar);
  } catch (error) {
    const fields = error instanceof AppError ? error.fields.map((fault) => `${fault.field} ${fault.says}`) : [];
    return {
      file,
      outcome: 'failed',
      says: [error instanceof Error ? error.message : String(error), ...fields].join(' '),
      clipId: null,
      sha256: null,
    };
  }
}

async function onlyIncident({ api }: StaffSession): Promise<string> {
  const items = await done(api.GET('/incidents'));
  const [only, ...others] = items;
  if (only && others.length === 0) return only.id;
  const list = items
    .map(({ id, facts }) => `\n  ${id}  ${(facts['publicTitle'] as string | null) ?? 'not described yet'}`)
    .join('');
  throw new AppError(
    'invalid-input',
    items.length === 0
      ? 'There is no incident yet: a case officer opens one first.'
      : `Say with --incident to which one the footage belongs:${list}`,
  );
}

async function outcomeOf(
  file: string,
  { clipId, sha256 }: Receipt,
  { wait }: IngestRequest,
  { api }: StaffSession,
  bar: SingleBar | null,
): Promise<Ingested> {
  if (!wait) return { file, outcome: 'received', says: null, clipId, sha256 };
  bar?.update({ step: 'examining' });
  const clip = await until('the examination', EXAMINATION_SECONDS, async () => {
    const view = await done(api.GET('/clips/{id}', { params: { path: { id: clipId } } }));
    return view.verdict !== 'pending' && view;
  });
  bar?.update({ step: clip.verdict });
  return {
    file,
    outcome: clip.verdict === 'accepted' ? 'accepted' : 'quarantined',
    says: clip.verdictSays,
    clipId,
    sha256,
  };
}

function filesAt(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !isSidecar(join(entry.parentPath, entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const isSidecar = (path: string): boolean => path.endsWith(SIDECAR) && existsSync(path.slice(0, -SIDECAR.length));

/** From the environment; on a development installation from the demonstration's accounts. Never from an argument, which others can read. */
function passwordOf(user: string): string {
  const given = process.env['DAYLIGHT_PASSWORD'];
  if (given) return given;
  const demonstration = join(resolve(projectRoot(), opsConfig(process.env).data), 'demonstration-staff.json');
  const accounts = existsSync(demonstration)
    ? (JSON.parse(readFileSync(demonstration, 'utf8')) as { userName: string; password: string }[])
    : [];
  const password = accounts.find((account) => account.userName === user)?.password;
  if (!password) throw new AppError('invalid-input', `Set DAYLIGHT_PASSWORD to the password of ${user}.`);
  return password;
}
