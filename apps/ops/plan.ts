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
