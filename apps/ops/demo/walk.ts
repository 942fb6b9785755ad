import { basename } from 'node:path';
import { until } from '../client/wait';
import type { DemoAccount } from '../up/demonstration';
import {
  awaitPublication,
  awaitStaffCopies,
  determine,
  gatherFacts,
  makeAccessible,
  receive,
  redact,
  sign,
  signInAll,
} from './steps';
import type { ReleaseBundle } from '@app/publications/domain';

export interface WalkOptions {
  readonly api: string;
  readonly portal: string;
  readonly accounts: readonly DemoAccount[];
  readonly memory: string;
  readonly say: (step: string) => void;
}

export interface Walked {
  readonly release: string;
  readonly sha256: string;
  readonly clip: string;
  readonly source: string;
  readonly seconds: {
    readonly ingest: number;
    readonly render: number;
    readonly verify: number;
    readonly publish: number;
    readonly total: number;
  };
}

/** Takes one file through the whole path over HTTP, each step by the person whose step it is. */
export async function walk(source: string, { api, portal, accounts, memory, say }: WalkOptions): Promise<Walked> {
  const began = Date.now();
  const since = (from: number): number => Math.round(Date.now() - from) / 1000;
  const staff = await signInAll(api, accounts);
  say('Everyone has signed in.');
  const { clipId: clip, size, sha256: original, ledgerIndex } = await receive(source, staff, memory);
  say(`Received ${basename(source)}: ${size} bytes, SHA-256 ${original.slice(0, 16)}…, ledger entry ${ledgerIndex}.`);
  await awaitStaffCopies(clip, staff);
  const ingest = since(began);
  say(`Examined and accepted; frame index, proxy, waveform and keyframes are made (${ingest} s).`);
  await gatherFacts(clip, staff);
  say('The facts are complete and with the Solicitor.');
  await determine(clip, staff);
  say('The Solicitor has signed the determination: release with parts hidden.');
  const { operations, render, verify } = await redact(clip, staff);
  say(
    `Redacted: ${operations.length} parts to hide. Rendered (${render} s), verified against the original (${verify} s), checked by somebody else.`,
  );
  await makeAccessible(clip, staff);
  say('Captions, transcript, description and warnings are made.');
  const publishing = Date.now();
  await sign(clip, 'signOff', staff.solicitor);
  say('The Solicitor has signed off these exact files.');
  const release = `${portal}/releases/${await awaitPublication(clip, staff.solicitor)}`;
  const sha256 = await until('the public page', 60, () => publishedHash(`${release}/release.json`));
  const publish = since(publishing);
  say(`Published: ${release}`);
  return { release, sha256, clip, source, seconds: { ingest, render, verify, publish, total: since(began) } };
}

async function publishedHash(url: string): Promise<string | null> {
  const answered = await fetch(url);
  if (!answered.ok) return null;
  const { manifest } = (await answered.json()) as ReleaseBundle;
  return manifest.files.find((file) => file.role === 'video')?.sha256 ?? null;
}
