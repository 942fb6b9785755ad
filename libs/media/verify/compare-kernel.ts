import { COMPARE_KERNEL } from './compare-kernel.wasm';

/** Room for the sums of a line's blocks, at the beginning of the memory; frames lie behind it. */
const SUMS_BYTES = 1 << 16;
const PAGE = 1 << 16;
const ALIGNMENT = 16;

/** The innermost loops of the verifier (compare-kernel.wat), and the memory in which they find their frames. */
interface Kernel {
  /** Pairs of numbers, one for each block of a line: sum of absolute differences, samples compared. */
  readonly sums: Uint32Array;
  /**
   * The sum of squared differences of the samples `from` to `to` of the lines that begin at `row` of two frames.
   * Blocks of 2^`shift` samples are added to `sums`.
   */
  readonly difference: (a: Buffer, b: Buffer, row: number, span: readonly [number, number], shift: number) => number;
}

interface Exports {
  readonly difference: (a: number, b: number, from: number, to: number, shift: number, sums: number) => number;
}

const compiled = new WebAssembly.Module(Buffer.from(COMPARE_KERNEL, 'base64'));
const kernels = new WeakMap<ArrayBufferLike, Kernel>();

/** Buffers for frames that can be compared with one another. */
export function frameBuffers(count: number, bytes: number): Buffer[] {
  const each = Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((SUMS_BYTES + count * each) / PAGE) });
  const { difference } = new WebAssembly.Instance(compiled, { daylight: { memory } }).exports as unknown as Exports;
  kernels.set(memory.buffer, {
    sums: new Uint32Array(memory.buffer, 0, SUMS_BYTES / 4),
    difference: (a, b, row, [from, to], shift) =>
      difference(a.byteOffset + row, b.byteOffset + row, from, to, shift, 0),
  });
  return Array.from({ length: count }, (_, i) => Buffer.from(memory.buffer, SUMS_BYTES + i * each, bytes));
}

/** The kernel of two frames from the same `frameBuffers`. */
export function kernelOf(a: Buffer, b: Buffer): Kernel {
  const kernel = kernels.get(a.buffer);
  if (!kernel || a.buffer !== b.buffer) throw new Error('only frames from the same frameBuffers can be compared');
  return kernel;
}
