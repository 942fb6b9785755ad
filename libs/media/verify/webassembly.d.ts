/** TypeScript knows WebAssembly as a part of the browser only; this is what the verifier uses of it. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number });
    readonly buffer: ArrayBuffer;
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  type Module = object;
  const Module: new (bytes: Uint8Array) => Module;
}
