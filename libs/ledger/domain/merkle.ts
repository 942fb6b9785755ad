/**
 * The Merkle tree of RFC 6962 § 2.1 (and RFC 9162 § 2.1, which proves the same tree). Hashes are 32 bytes; the
 * hash function is passed in, so that this file needs neither Node nor a browser.
 */
export type Hash = Uint8Array;
export type Sha256 = (...parts: readonly Uint8Array[]) => Hash;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** RFC 6962 § 2.1: MTH({d(0)}) = SHA-256(0x00 || d(0)). */
export const leafHash = (sha256: Sha256, data: Uint8Array): Hash => sha256(LEAF, data);

const nodeHash = (sha256: Sha256, left: Hash, right: Hash): Hash => sha256(NODE, left, right);

/** The largest power of two smaller than n, for n > 1. */
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** RFC 6962 § 2.1: the root over these leaf hashes; the empty tree's root is SHA-256 of nothing. */
export function treeRoot(sha256: Sha256, leaves: readonly Hash[]): Hash {
  const range = new CompactRange(sha256);
  for (const leaf of leaves) range.append(leaf);
  return range.root();
}

/** The roots of the perfect subtrees that make up a tree: what must be kept to append to it. At most log2(size) hashes. */
export class CompactRange {
  private readonly stack: { readonly hash: Hash; readonly leaves: number }[] = [];
  private count = 0;

  constructor(private readonly sha256: Sha256) {}

  /** Continues from `size` leaves whose perfect subtrees, largest first, have these roots. */
  static from(sha256: Sha256, size: number, roots: readonly Hash[]): CompactRange {
    const range = new CompactRange(sha256);
    let left = size;
    for (const hash of roots) {
      const leaves = 2 ** Math.floor(Math.log2(left));
      range.stack.push({ hash, leaves });
      left -= leaves;
    }
    if (left !== 0 || size < 0) throw new Error('these are not the subtree roots of a tree of that size');
    range.count = size;
    return range;
  }

  get size(): number {
    return this.count;
  }

  append(leaf: Hash): void {
    let hash = leaf;
    let leaves = 1;
    for (let last = this.stack.at(-1); last?.leaves === leaves; last = this.stack.at(-1)) {
      this.stack.pop();
      hash = nodeHash(this.sha256, last.hash, hash);
      leaves *= 2;
    }
    this.stack.push({ hash, leaves });
    this.count++;
  }

  root(): Hash {
    const [last, ...rest] = this.stack.map((part) => part.hash).reverse();
    if (!last) return this.sha256();
    return rest.reduce((right, left) => nodeHash(this.sha256, left, right), last);
  }

  roots(): Hash[] {
    return this.stack.map((part) => part.hash);
  }
}

/** RFC 6962 § 2.1.1: PATH(m, D[n]), from the leaf upwards. */
export function inclusionProof(sha256: Sha256, leaves: readonly Hash[], index: number): Hash[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...inclusionProof(sha256, leaves.slice(0, k), index), treeRoot(sha256, leaves.slice(k))]
    : [...inclusionProof(sha256, leaves.slice(k), index - k), treeRoot(sha256, leaves.slice(0, k))];
}

/** RFC 9162 § 2.1.3.2. */
export function verifyInclusion(
  sha256: Sha256,
  claim: { readonly leaf: Hash; readonly index: number; readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  const { leaf, index, size, root } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sha256, step, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = nodeHash(sha256, hash, step);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equal(hash, root);
}

/** RFC 6962 § 2.1.2: PROOF(m, D[n]), that the tree of the first `older` leaves is a prefix of the whole. */
export function consistencyProof(sha256: Sha256, leaves: readonly Hash[], older: number): Hash[] {
  if (!Number.isInteger(older) || older < 1 || older > leaves.length) throw new RangeError('no such earlier tree');
  return older === leaves.length ? [] : subProof(sha256, leaves, older, true);
}

function subProof(sha256: Sha256, leaves: readonly Hash[], m: number, whole: boolean): Hash[] {
  if (m === leaves.length) return whole ? [] : [treeRoot(sha256, leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subProof(sha256, leaves.slice(0, k), m, whole), treeRoot(sha256, leaves.slice(k))]
    : [...subProof(sha256, leaves.slice(k), m - k, false), treeRoot(sha256, leaves.slice(0, k))];
}

interface Tree {
  readonly size: number;
  readonly root: Hash;
}

/** RFC 9162 § 2.1.4.2. */
export function verifyConsistency(sha256: Sha256, older: Tree, newer: Tree, proof: readonly Hash[]): boolean {
  if (older.size > newer.size || older.size < 1) return false;
  if (older.size === newer.size) return proof.length === 0 && equal(older.root, newer.root);
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof];
  let fn = older.size - 1;
  let sn = newer.size - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  const first = path.shift();
  if (!first) return false;
  let fr = first;
  let sr = first;
  for (const step of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha256, step, fr);
      sr = nodeHash(sha256, step, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = nodeHash(sha256, sr, step);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equal(fr, older.root) && equal(sr, newer.root);
}

const isPowerOfTwo = (n: number): boolean => n > 0 && 2 ** Math.floor(Math.log2(n)) === n;

const equal = (a: Hash, b: Hash): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
