import type { Views } from '@app/api-client';

/** What an incident is called: its title, its case number, or its place. */
export function nameOf({ facts, id }: Views['IncidentView']): string {
  const names = [facts['publicTitle'], facts['caseNumber'], facts['location']];
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? `Incident ${id.slice(0, 8)}`;
}
