import { createRequire } from 'node:module';
import type * as OpenCv from '@techstark/opencv-js';

/** Numbers that the package's own types leave open. */
type Constants = Readonly<
  Record<
    | 'BORDER_REPLICATE'
    | 'COLOR_RGB2BGR'
    | 'FILLED'
    | 'INTER_AREA'
    | 'INTER_LINEAR'
    | 'TM_CCOEFF_NORMED'
    | 'TermCriteria_COUNT'
    | 'TermCriteria_EPS'
    | 'WARP_INVERSE_MAP',
    number
  >
>;

/** OpenCV as WebAssembly. It knows no network and no file of this machine, and one thread only. */
export type Cv = Omit<typeof OpenCv, keyof Constants> & Constants;
export type Mat = OpenCv.Mat;

interface Deletable {
  delete(): void;
}

/** Keeps whatever of OpenCV's it is given until its scope ends. */
export type Own = <T extends Deletable>(it: T) => T;

interface Loading {
  onRuntimeInitialized?: () => void;
  readonly Mat?: unknown;
}

let loaded: Promise<{ readonly cv: Cv }> | null = null;

/**
 * Loads OpenCV when it is first needed: ten megabytes, half a second. In an object of its own, because the module
 * has a `then` that resolves to the module again: a promise of it would never settle.
 */
export const openCv = (): Promise<{ readonly cv: Cv }> => (loaded ??= load());

async function load(): Promise<{ readonly cv: Cv }> {
  const restore = rememberHandlers();
  const module = createRequire(__filename)('@techstark/opencv-js') as Loading;
  restore();
  if (!module.Mat) await new Promise<void>((resolve) => (module.onRuntimeInitialized = resolve));
  return { cv: module as unknown as Cv };
}

/** Emscripten takes over the whole process's answer to an uncaught error. Afterwards it is as it was. */
function rememberHandlers(): () => void {
  const uncaught = process.listeners('uncaughtException');
  const unhandled = process.listeners('unhandledRejection');
  return () => {
    for (const listener of process.listeners('uncaughtException'))
      if (!uncaught.includes(listener)) process.off('uncaughtException', listener);
    for (const listener of process.listeners('unhandledRejection'))
      if (!unhandled.includes(listener)) process.off('unhandledRejection', listener);
  };
}

/**
 * Runs `work` and gives back to OpenCV's heap everything that it was made to own, whatever happened: nothing there is
 * ever collected. OpenCV throws bare numbers; they come out as errors.
 */
export function owning<T>(cv: Cv, work: (own: Own) => T): T {
  const owned: Deletable[] = [];
  try {
    return work((it) => {
      owned.push(it);
      return it;
    });
  } catch (error) {
    throw typeof error === 'number' ? new Error(`OpenCV: ${messageOf(cv, error)}`) : error;
  } finally {
    for (const it of owned.reverse()) it.delete();
  }
}

const messageOf = (cv: Cv, pointer: number): string =>
  (cv as unknown as { exceptionFromPtr(at: number): { msg: string } }).exceptionFromPtr(pointer).msg.trim();
