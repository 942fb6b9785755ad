import { AppError } from '@app/kernel';

/** 0: done. 1: done, and the answer is no. 2: used wrongly. 3: could not be done. */
export const EXIT = { done: 0, negative: 1, usage: 2, failed: 3 } as const;

/** Tells a person what went wrong and what to do; returns the exit code. */
export function report(error: unknown): number {
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    for (const { field, says } of error.fields) process.stderr.write(`  ${field} ${says}\n`);
    for (const { says } of error.reasons) process.stderr.write(`  ${says}\n`);
    if (error.code === 'gone') return EXIT.negative;
    return error.status < 500 ? EXIT.usage : EXIT.failed;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return EXIT.failed;
}

/** The answer for programs: one line of JSON, on standard output and nothing else there. */
export const answer = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
