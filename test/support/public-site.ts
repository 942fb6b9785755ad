import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { mediaPath } from '@app/public-pages';
import { BESIDE, type ManifestFile, type ReleaseBundle, type TranslationLanguage } from '@app/publications/domain';
import { until } from '../../apps/ops/client/wait';
import { CONTENT } from '../../apps/ops/demo/content';
import type { StaffSession } from '../../apps/ops/client/staff-session';
import * as steps from '../../apps/ops/demo/steps';
import { walk } from '../../apps/ops/demo/walk';
import { type ClipRecipe, aClip } from '../fixtures/clips';
import { join } from 'node:path';
import type { TestDaylight } from './daylight';
import { withClient } from './fresh-database';

export interface Released {
  readonly release: string;
  readonly clip: string;
  /** The number under which the public knows it. */
  readonly incident: string;
  /** Of its decision, in the docket. */
  readonly entry: string;
  /** Address of the folder of its first version. */
  readonly folder: string;
}

/** A release on the public site, with its proof from the log. */
export async function aRelease(daylight: TestDaylight, recipe: ClipRecipe = {}): Promise<Released> {
  const { api, portal, accounts, data } = daylight;
  const walked = await walk(aClip(data.root, recipe), {
    api,
    portal,
    accounts,
    memory: join(data.root, 'uploads.json'),
    say: () => undefined,
  });
  await proved(walked.release);
  const page = await (await fetch(walked.release)).text();
  return {
    release: walked.release.split('/').pop() ?? '',
    clip: walked.clip,
    incident: must(/href="\/incidents\/([^"]+)"/.exec(page)?.[1], 'the link to the incident'),
    entry: must(/href="\/docket\/([^"]+)"/.exec(page)?.[1], 'the link to the docket'),
    folder: must(/href="(\/bundles\/[0-9a-f]{64})"/.exec(page)?.[1], 'the link to its folder'),
  };
}

/** Waits for the proof from the log of the first version of a release, whose page that is. */
export const proved = (page: string): Promise<boolean> =>
  until('the proof from the log', 90, async () => (await fetch(`${page}/v/1/${BESIDE.logProof}`)).ok);

/** A signed file, and where the site has it under its hash. */
export type SignedFile = ManifestFile & { readonly url: string };

/** The files of the version of a release that stands. */
export async function filesOf(portal: string, release: string): Promise<SignedFile[]> {
  const { manifest } = (await (await fetch(`${portal}/releases/${release}/release.json`)).json()) as ReleaseBundle;
  return manifest.files.map((file) => ({ ...file, url: `${portal}${mediaPath(file)}` }));
}

export const TAKEDOWN = {
  reasonClass: 'privacy-error',
  explanation: 'A house number could be read for two seconds.',
} as const;

/** Takes a release down and waits until the public sees it. */
export async function takenDown(
  daylight: Pick<TestDaylight, 'as' | 'portal'>,
  { clip, release }: Pick<Released, 'clip' | 'release'>,
): Promise<void> {
  await takeDown(await daylight.as('solicitor'), clip);
  await until('the tombstone', 30, async () => (await fetch(`${daylight.portal}/releases/${release}`)).status === 410);
}

/** Takes a release down: done when Daylight says that it is. */
export async function takeDown(solicitor: StaffSession, clip: string): Promise<void> {
  const path = { id: clip };
  const { sha256 } = await done(
    solicitor.api.GET('/clips/{id}/signing-text', { params: { path, query: { move: 'unpublish', ...TAKEDOWN } } }),
  );
  await done(
    solicitor.api.POST('/clips/{id}/moves/{move}', {
      params: { path: { id: clip, move: 'unpublish' } },
      body: { password: solicitor.password, textSha256: sha256, takedown: TAKEDOWN },
    }),
  );
}

/** Publishes the words of a release in another language, its transcript line by line. Returns the lines as they are kept. */
export async function translated(
  daylight: Pick<TestDaylight, 'as'>,
  clip: string,
  language: TranslationLanguage,
  say: (line: number) => string = (line) => `Línea ${line}.`,
): Promise<string[]> {
  const { api } = await daylight.as('solicitor');
  const params = { path: { id: clip } };
  const asked = () => done(api.GET('/clips/{id}/translations', { params }));
  const { english } = await asked();
  const lines = must(english, 'a release').lines.map((_, i) => say(i));
  const body = {
    language,
    title: 'Una grabación',
    summary: 'Lo que se ve en ella.',
    lines,
    translatedBy: 'Rosa Silva',
  };
  await done(api.POST('/clips/{id}/translations', { params, body }));
  return must(
    (await asked()).translations.find((one) => one.language === language),
    language,
  ).lines;
}

/** The log has been sealed after everything that happened, and its newest checkpoint is public. */
export const sealed = (owner: string): Promise<boolean> =>
  until('the seal', 60, () =>
    withClient(owner, async (client) => {
      const sql = `SELECT (SELECT max(size) FROM public_checkpoint) = (SELECT count(*) FROM ledger_entry) AS whole`;
      return (await client.query<{ whole: boolean }>(sql)).rows[0]?.whole === true;
    }),
  );

/** As if the version that stands had been published with audio description: its own video, under another name. */
export const withDescription = (owner: string, release: string): Promise<void> =>
  withClient(owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `UPDATE publication SET manifest = jsonb_set(manifest, '{files}', (manifest->'files') || jsonb_build_array(
         jsonb_path_query_first(manifest, '$.files[*] ? (@.role == "video")') || '{"role":"video-described","name":"video-described.mp4"}'))
        WHERE release_id = $1 AND state = 'published'`,
      [release],
    );
    await client.query('UPDATE public_revision SET revision = revision + 1');
  });

/** A clip whose release was put off, with its reasons on the docket. */
export async function aDeferral(daylight: TestDaylight): Promise<void> {
  const staff = await steps.signInAll(daylight.api, daylight.accounts);
  const { clipId } = await steps.receive(
    aClip(daylight.data.root, { seconds: 1, name: 'deferred.mp4' }),
    staff,
    join(daylight.data.root, 'uploads.json'),
  );
  await steps.awaitStaffCopies(clipId, staff);
  await steps.gatherFacts(clipId, staff);
  const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
  const deferral = {
    basis: 'Two witnesses have not been interviewed.',
    facts: 'Demonstration: the interviews are set for next week.',
    estimatedOn: day(14),
    nextReviewOn: day(7),
  };
  await steps.determine(clipId, staff, 'defer', { ...CONTENT, orders: [], deferral } as never);
}

type ShownAndGone = Readonly<Record<'shown' | 'gone', Released>>;

interface SomePage {
  readonly name: string;
  readonly path: string;
  readonly status: number;
}

/** Every kind of page of the site, with the status it is answered with. */
export const everyPage = ({ shown, gone }: ShownAndGone): SomePage[] => [
  { name: 'home', path: '/', status: 200 },
  { name: 'releases', path: '/releases', status: 200 },
  { name: 'found', path: '/releases?q=detained&camera=city-camera&neighbourhood=The+Port', status: 200 },
  { name: 'nothing-found', path: '/releases?q=zeppelin', status: 200 },
  { name: 'release', path: `/releases/${shown.release}`, status: 200 },
  { name: 'release-at-a-moment', path: `/releases/${shown.release}?t=1.5`, status: 200 },
  { name: 'folder', path: shown.folder, status: 200 },
  { name: 'embed', path: `/embed/${shown.release}`, status: 200 },
  { name: 'incident', path: `/incidents/${shown.incident}`, status: 200 },
  { name: 'docket', path: '/docket', status: 200 },
  { name: 'docket-filtered', path: '/docket?outcome=deferred&year=2026', status: 200 },
  { name: 'docket-entry', path: `/docket/${shown.entry}`, status: 200 },
  { name: 'statistics', path: '/statistics', status: 200 },
  { name: 'data', path: '/data', status: 200 },
  { name: 'ask', path: `/releases/${shown.release}/ask?span=1`, status: 200 },
  { name: 'tombstone', path: `/releases/${gone.release}`, status: 410 },
  { name: 'corrections', path: '/corrections', status: 200 },
  { name: 'how-we-decide', path: '/how-we-decide', status: 200 },
  { name: 'verify', path: '/verify', status: 200 },
  { name: 'accessibility', path: '/accessibility', status: 200 },
  { name: 'privacy', path: '/privacy', status: 200 },
  { name: 'contact', path: '/contact', status: 200 },
  { name: 'nothing-there', path: '/no-such-page', status: 404 },
];

/** The kinds of page that a reader meets first, and those with the widest parts. */
const MAIN = [
  ...['home', 'releases', 'found', 'nothing-found', 'release', 'folder', 'embed', 'incident'],
  ...['docket', 'tombstone', 'how-we-decide', 'verify', 'nothing-there'],
];

export const mainPages = (released: ShownAndGone): SomePage[] =>
  everyPage(released).filter(({ name }) => MAIN.includes(name));

/** Where they are in a language: all of them in English. */
export const pagesIn = (code: string, released: ShownAndGone): (SomePage & { readonly there: string })[] =>
  code === 'en'
    ? everyPage(released).map((page) => ({ ...page, there: page.path }))
    : mainPages(released).map((page) => ({ ...page, there: `/${code}${page.path === '/' ? '' : page.path}` }));
