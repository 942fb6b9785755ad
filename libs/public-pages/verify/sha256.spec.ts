import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceTextModule } from 'node:vm';
import * as fc from 'fast-check';

interface Hasher {
  update(bytes: Uint8Array): this;
  hex(): string;
}

let Sha256: new () => Hasher;
beforeAll(async () => {
  const script = new SourceTextModule(readFileSync(join(__dirname, 'sha256.mjs'), 'utf8'));
  await script.link(() => Promise.reject(new Error('it imports nothing')));
  await script.evaluate();
  ({ Sha256 } = script.namespace as { Sha256: typeof Sha256 });
});

const hashOf = (...pieces: readonly Uint8Array[]): string =>
  pieces.reduce((hash, piece) => hash.update(piece), new Sha256()).hex();
const wanted = (...pieces: readonly Uint8Array[]): string =>
  pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest('hex');

it('hashes any bytes, in any pieces, as Node does', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 });
  fc.assert(fc.property(pieces, (all) => expect(hashOf(...all)).toBe(wanted(...all))));
});

it('hashes every length around the ends of blocks', () => {
  for (let length = 0; length <= 260; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect([length, hashOf(bytes)]).toEqual([length, wanted(bytes)]);
  }
});
