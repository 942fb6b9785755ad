import { ageByState } from './age';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const received = (state: string, daysAgo: number): { state: string; receivedAt: string } => ({
  state,
  receivedAt: new Date(NOW - daysAgo * 86_400_000).toISOString(),
});

it('tells the median and the most of each state, the oldest state first', () => {
  const clips = [received('triage', 1), received('redacting', 10), received('triage', 3), received('redacting', 2), received('redacting', 4)]; // prettier-ignore
  expect(ageByState(clips, NOW)).toEqual([
    { state: 'redacting', clips: 3, medianDays: 4, mostDays: 10 },
    { state: 'triage', clips: 2, medianDays: 2, mostDays: 3 },
  ]);
  expect(ageByState([], NOW)).toEqual([]);
});
