import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ExportFolder } from './export-folder';

const ID = '0b0e3ad2-0f0e-4c5e-9f3a-1f2d3c4b5a69';
const HASH = 'a'.repeat(64);
const BUNDLE = 'b'.repeat(64);
const PAGE = `/ar/releases/${ID}`;

let root: string;
let folder: ExportFolder;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'daylight-export-'));
  folder = new ExportFolder(root);
  await keep('/', 'text/html', `<a href="/releases/${ID}">`);
  await keep(PAGE, 'text/html', `<source src="/media/${HASH}.mp4">`);
  await keep(`/media/${HASH}.mp4`, 'video/mp4', 'film');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const keep = (path: string, type: string, text: string, status = 200, language = 'en'): Promise<boolean> =>
  folder.keep({
    path,
    status,
    headers: { 'content-type': type, 'content-language': language, 'cross-origin-resource-policy': 'cross-origin' },
    body: Readable.from([Buffer.from(text)]),
  });

const marks = (): string[] =>
  [`${PAGE}.410`, `/media/${HASH}.mp4.410`, '/.503', '/.410', `${PAGE}.503`].filter((mark) => existsSync(join(root, 'marks', mark))); // prettier-ignore

it('marks what is withdrawn and what names it, until it is shown again', async () => {
  expect(marks()).toEqual([]);
  await folder.withdraw(ID, { emergency: true });
  expect(marks()).toEqual([`${PAGE}.410`, `/media/${HASH}.mp4.410`, '/.503']);
  await folder.forget(ID);
  await keep('/', 'text/html', 'anew');
  await keep(PAGE, 'text/html', 'anew');
  await folder.remove(`/media/${HASH}.mp4`);
  expect([marks(), existsSync(join(root, 'marks'))]).toEqual([[], true]);
});

it('says it with the page of the error in the language of the address, and in English where there is none', async () => {
  await folder.withdraw(ID, { emergency: true });
  expect((await folder.answer(PAGE))!.headers).toEqual({ 'cache-control': 'no-store', 'content-language': 'en', 'content-type': 'text/html; charset=utf-8' }); // prettier-ignore
  expect(await textAt(PAGE)).toContain('This is not public any more');
  await folder.forget(ID);
  await keep(PAGE, 'text/html', 'anew');
  await keep('/ar/410.html', 'text/html', 'ليس متاحًا', 410, 'ar');
  await folder.withdraw(ID, { emergency: false });
  expect([await textAt(PAGE), (await folder.answer(PAGE))!.headers['content-language']]).toEqual(['ليس متاحًا', 'ar']);
});

it('keeps a file of a release once, also where its folder names it again, and withdraws both', async () => {
  const hash = createHash('sha256').update('film').digest('hex');
  const [media, named] = [`/media/${hash}.mp4`, `/bundles/${BUNDLE}/video.mp4`];
  await keep(PAGE, 'text/html', `<source src="${media}"><a href="/bundles/${BUNDLE}">`);
  await keep(media, 'video/mp4', 'film');
  for (const [path, type] of [[named, 'video/mp4'], [`/bundles/${BUNDLE}`, 'text/html'], [`/so/bundles/${BUNDLE}`, 'text/html'], ['/copy.mp4', 'video/mp4']] as const)
    await keep(path, type, 'film');
  const inode = async (path: string): Promise<number> => statSync((await folder.find(path))!.from).ino;
  expect([await inode(named), statSync((await folder.find(media))!.from).nlink]).toEqual([await inode(media), 3]);
  expect(await keep(named, 'video/mp4', 'film')).toBe(false);
  await folder.withdraw(ID, { emergency: false });
  for (const path of [media, named, `/bundles/${BUNDLE}`, `/so/bundles/${BUNDLE}`, '/copy.mp4'])
    expect([path, (await folder.answer(path))!.status, (await textAt(path)).includes('film')]).toEqual([path, 410, false]);
}); // prettier-ignore

it('does not touch what is withdrawn when its page or file comes late', async () => {
  await folder.withdraw(ID, { emergency: true });
  const late = [[PAGE, 'text/html'], [`/media/${HASH}.mp4`, 'video/mp4'], ['/', 'text/html']] as const; // prettier-ignore
  const written = (): Promise<number[]> => Promise.all(late.map(async ([path]) => statSync((await folder.find(path))!.from).ino)); // prettier-ignore
  const before = await written();
  for (const [path, type] of late) expect(await keep(path, type, `as it was, with ${ID}`)).toBe(false);
  expect(await written()).toEqual(before);
  expect(await keep(`/es/releases/${ID}`, 'text/html', 'nobody had asked for it')).toBe(true);
  expect(await textAt(`/es/releases/${ID}`)).toContain('not public');
});

const textAt = async (path: string): Promise<string> => readFileSync((await folder.find(path))!.from, 'utf8');
