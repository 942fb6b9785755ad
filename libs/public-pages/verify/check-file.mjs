// Says of a file on the reader's device whether it is one that the City published. The file is read here and goes
// nowhere; of its hash, at most the first three digits are sent, where the list that came with the page does not have it.
import { Sha256 } from './sha256.mjs';

const PIECE = 1 << 20;
/** How much of a hash is asked for: so many files share it that the question says nothing. */
const ASKED_DIGITS = 3;

const form = document.querySelector('#check-file');
const progress = form.querySelector('progress');
const verdicts = form.querySelector('[role=status]');

/** Where the files are listed: `{ versions: [{ release, version, state, title, files: [[hash, name]] }] }`. */
const ask = async (address) => {
  const answer = await fetch(address);
  if (answer.status === 404) return { versions: [] };
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

/** Fetched with the page, so that it is there when the network is not. */
const newest = ask(form.dataset.known).catch(() => null);

async function hashOf(file) {
  const hash = new Sha256();
  progress.hidden = false;
  for (let at = 0; at < file.size; at += PIECE) {
    progress.value = at / file.size;
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
  }
  progress.hidden = true;
  return hash.hex();
}

/** The version of a release that has such a file; one that stands is preferred to one that does not. */
function find({ versions }, hash) {
  const found = versions.flatMap((version) =>
    version.files.filter(([known]) => known === hash).map(([, name]) => ({ ...version, name })),
  );
  return found.find(({ state }) => state === 'published') ?? found[0];
}

async function verdictOn(hash) {
  const known = await newest;
  const near = known && find(known, hash);
  if (near) return { says: near.state, ...near };
  if (known?.complete) return { says: 'unknown' };
  try {
    const others = await ask(form.dataset.others.replace('HASH', hash.slice(0, ASKED_DIGITS)));
    const far = find(others, hash);
    return far ? { says: far.state, ...far } : { says: 'unknown' };
  } catch {
    return { says: 'unreachable' };
  }
}

function show(says, facts) {
  const template = form.querySelector(`template[data-says="${says}"]`);
  const said = template.content.cloneNode(true);
  for (const place of said.querySelectorAll('[data-fill]')) place.textContent = facts[place.dataset.fill] ?? '';
  for (const link of said.querySelectorAll('a[data-release]'))
    link.href = link.dataset.release.replace('RELEASE', facts.release);
  verdicts.prepend(said);
}

async function check(file) {
  try {
    const hash = await hashOf(file);
    const verdict = await verdictOn(hash);
    show(verdict.says, { ...verdict, hash, yours: file.name });
  } catch {
    progress.hidden = true;
    show('unreadable', { yours: file.name });
  }
}

/** One after the other: each has the whole progress bar. */
let working = Promise.resolve();
const checkAll = (files) => {
  for (const file of files) working = working.then(() => check(file));
};

form.hidden = false;
form.querySelector('input').addEventListener('change', ({ target }) => checkAll(target.files));
for (const name of ['dragover', 'drop'])
  document.addEventListener(name, (event) => {
    event.preventDefault(); // else the browser would leave the page and open the file
    if (name === 'drop') checkAll(event.dataTransfer.files);
  });
