import { AppError } from '@app/kernel';
import type { RenderMode } from '@app/media';
import { parsePlan, type RedactionPlan } from '@app/redactions/domain';

export function planFrom(json: unknown): RedactionPlan {
  const parsed = parsePlan(json);
  if (!parsed.ok) throw new AppError('invalid-input', 'The plan cannot be used:', { fields: parsed.faults });
  return parsed.plan;
}

export function renderMode(text: string): RenderMode {
  if (text === 'auto' || text === 'full') return text;
  throw new AppError('invalid-input', `--mode is auto or full, not ${JSON.stringify(text)}.`);
}

const MOST_WORKERS = 64;

export function workerCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_WORKERS) return count;
  throw new AppError(
    'invalid-input',
    `--workers is a whole number from 1 to ${MOST_WORKERS}, not ${JSON.stringify(text)}.`,
  );
}
