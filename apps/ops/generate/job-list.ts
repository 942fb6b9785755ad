import type { JobDefinition } from '@app/jobs';

/** `docs/jobs.md`: every job there is, and how it is tried again. */
export function jobList(jobs: readonly Omit<JobDefinition<string, object>, 'subject'>[]): string {
  return [
    '# Jobs',
    '',
    'Generated from the definitions by `npm run generate`; do not edit.',
    '',
    'A run is given up after the longest time and tried again after the wait, which doubles each time; after the last try it is',
    'a dead letter, which `npm run ops -- jobs` shows and puts back.',
    '',
    '| job | what it does | tries | first wait (s) | longest run (s) |',
    '|---|---|---|---|---|',
    ...jobs.map(
      ({ name, says, policy }) =>
        `| ${name} | ${says} | ${policy.retries + 1} | ${policy.retryDelay} | ${policy.timeout} |`,
    ),
    '',
  ].join('\n');
}
