import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '@app/kernel';

/** A path as the operator meant it: npm runs scripts in the project's folder, not where the operator stands. */
export const given = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

export function existingFile(path: string): string {
  const real = given(path);
  if (!existsSync(real) || !statSync(real).isFile()) throw new AppError('invalid-input', `There is no file ${path}.`);
  return real;
}

/** Where something new is to be written. */
export function newFile(path: string): string {
  const real = given(path);
  if (!existsSync(dirname(real)))
    throw new AppError('invalid-input', `There is no folder ${dirname(path)}; make it first.`);
  return real;
}

export function jsonFile(path: string): unknown {
  const text = readFileSync(existingFile(path), 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('invalid-input', `${path} is not JSON.`);
  }
}
