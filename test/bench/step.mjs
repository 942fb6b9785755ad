// One step of the product as the worker does it, in a process of its own, to be measured from outside. Uses the build.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'libs');
const require = createRequire(import.meta.url);
const media = () => require(join(dist, 'media', 'index.js'));
const bench = () => media().MediaBench.open({ scratch: join(tmpdir(), 'daylight-bench'), sandbox: 'required' });
const CHUNK = 1 << 20;

/** Through one buffer: a stream would allocate each chunk anew. */
async function copy(from, to, see) {
  const [source, file] = [await open(from, 'r'), await open(to, 'wx')];
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let bytes = await read(); bytes > 0; bytes = await read()) {
    const chunk = buffer.subarray(0, bytes);
    see(chunk);
    await file.write(chunk);
  }
  await source.close();
  return file;

  async function read() {
    return (await source.read(buffer, 0, CHUNK)).bytesRead;
  }
}

const STEPS = {
  /** The least that can be done with a file that comes in: read once, hash, write, make durable. */
  async 'one-pass'(from, to) {
    const hash = createHash('sha256');
    const file = await copy(from, to, (chunk) => hash.update(chunk));
    await file.sync();
    await file.close();
    hash.digest('hex');
  },
  /** As the api and the vault do it: write, make durable, read back and hash, give it its name; probe and index. */
  async intake(from, folder) {
    const { openBuckets } = require(join(dist, 'storage', 'open.js'));
    const { openFootage } = require(join(dist, 'media', 'probe', 'examine.js'));
    const { listPackets } = require(join(dist, 'media', 'probe', 'packets.js'));
    mkdirSync(folder);
    const arrived = join(folder, 'arrived');
    await (await copy(from, arrived, () => undefined)).close();
    const { originals } = openBuckets({ kind: 'filesystem', root: join(folder, 'vault') });
    await originals.putFile('sha256/00/original', arrived);
    const tools = await bench();
    await tools.job(async (job) => {
      const footage = await openFootage(tools, job, await originals.localFile('sha256/00/original', folder));
      await listPackets(tools, job, footage);
    });
  },
  /** A worker that has started and has nothing to do yet. */
  async ready() {
    require(join(dist, 'storage', 'open.js'));
    await bench();
  },
  async render(source, plan, output) {
    await media().render(await bench(), { source, plan: JSON.parse(readFileSync(plan, 'utf8')), mode: 'auto', output });
  },
  async verify(source, plan, output) {
    const asked = { source, plan: JSON.parse(readFileSync(plan, 'utf8')), output };
    const { passed } = await media().verify(await bench(), asked);
    if (!passed) throw new Error('the render is not what it should be');
  },
  async examine(source, facts) {
    writeFileSync(facts, JSON.stringify(await media().examine(await bench(), source)));
  },
  async proxy(source, facts, output) {
    await media().makeProxy(await bench(), { source, output, ...JSON.parse(readFileSync(facts, 'utf8')) });
  },
};

const [, , name, ...words] = process.argv;
await STEPS[name](...words);
