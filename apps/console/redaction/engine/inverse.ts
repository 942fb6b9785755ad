import { OperationRefused, type Operation, type RedactionPlan } from '@app/redactions/domain';

/** The operation that takes an operation back, from the plan as it was before it. */
export function inverseOf(plan: RedactionPlan, operation: Operation): Operation {
  switch (operation.op) {
    case 'add-track':
      return { op: 'remove-track', id: operation.track.id };
    case 'replace-track':
      return { op: 'replace-track', track: trackOf(plan, operation.track.id) };
    case 'lock-track':
      return { ...operation, locked: trackOf(plan, operation.id).locked === true };
    case 'set-keyframe':
    case 'remove-keyframe':
      return { op: 'replace-track', track: trackOf(plan, operation.id) };
    case 'remove-track':
      return { op: 'add-track', track: trackOf(plan, operation.id) };
    case 'add-audio':
      return { op: 'remove-audio', id: operation.interval.id };
    case 'replace-audio':
      return { op: 'replace-audio', interval: intervalOf(plan, operation.interval.id) };
    case 'remove-audio':
      return { op: 'add-audio', interval: intervalOf(plan, operation.id) };
  }
}

function trackOf(plan: RedactionPlan, id: string): RedactionPlan['video'][number] {
  const track = plan.video.find((one) => one.id === id);
  if (!track) throw new OperationRefused(`There is no track ${id}.`);
  return track;
}

function intervalOf(plan: RedactionPlan, id: string): RedactionPlan['audio'][number] & { readonly id: string } {
  const interval = plan.audio.find((one) => one.id === id);
  if (!interval) throw new OperationRefused(`There is no audio interval ${id}.`);
  return { ...interval, id };
}
