import * as fc from 'fast-check';
import { type LogProof, parseTlogProof, tlogProof, toBase64 } from '.';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(toBase64);
const proofs: fc.Arbitrary<LogProof> = fc.record({
  index: fc.maxSafeNat(),
  body: fc.uint8Array({ minLength: 1, maxLength: 40 }).map(toBase64),
  proof: fc.array(bytes(32), { maxLength: 6 }),
  checkpoint: bytes(32).map((root) => `log.example\n7\n${root}\n\n— log.example AAAAAAAA\n`),
});

it('a proof is read as what was written', () => {
  fc.assert(fc.property(proofs, (proof) => expect(parseTlogProof(tlogProof(proof))).toEqual(proof)));
});

const HASH = toBase64(new Uint8Array(32));
const GOOD = `c2sp.org/tlog-proof@v1\nextra AAAA\nindex 73894\n${HASH}\n\nexample.com/log\n109482\n${HASH}\n\n— example.com/log AAAA\n`;

it('has the form of C2SP tlog-proof, with the leaf as its extra data', () => {
  const checkpoint = `example.com/log\n109482\n${HASH}\n\n— example.com/log AAAA\n`;
  const proof = { index: 73894, body: 'AAAA', proof: [HASH], checkpoint };
  expect(tlogProof(proof)).toBe(GOOD);
  expect(parseTlogProof(GOOD)).toEqual(proof);
});

it.each([
  ['another version', GOOD.replace('@v1', '@v2')],
  ['no leaf', GOOD.replace('extra AAAA\n', '')],
  ['a leaf that is not base64', GOOD.replace('AAAA', 'AA*A')],
  ['an index with a leading zero', GOOD.replace('index 7', 'index 07')],
  ['a negative index', GOOD.replace('index 7', 'index -7')],
  ['an index that no number holds exactly', GOOD.replace('index 7', 'index 73894738947389473894')],
  ['a hash that is too short', GOOD.replace(HASH, 'AAAA')],
  ['no checkpoint', 'c2sp.org/tlog-proof@v1\nextra AAAA\nindex 1'],
  ['nothing', ''],
])('refuses %s', (_, text) => expect(parseTlogProof(text)).toBeNull());
