import { inPlainWords } from './plain-words';

it.each([
  ["ENOSPC: no space left on device, write '/var/lib/x'", 'There was no room left to keep the result.'],
  ['connect ECONNREFUSED 10.0.0.7:5432', 'Another part of Daylight could not be reached.'],
  ['job heartbeat timeout', 'The worker stopped before it was done.'],
  ['handler execution exceeded 600s', 'It took longer than it may.'],
  ["ENOENT: no such file or directory, open '/data/working/ab/cd'", 'A file that it needs was not there.'],
  ['the disk is full', 'the disk is full'],
  ['', 'No reason was recorded.'],
])('says %j as %j', (message, says) => {
  expect(inPlainWords(message)).toBe(says);
});

it('tells no path, address, credential or key', () => {
  const told = inPlainWords(
    [
      'cannot read /srv/daylight/originals/ab12 from https://store.city.example/bucket?X-Amz-Signature=deadbeef',
      'as postgres://app:hunter2@db:5432/daylight at 10.1.2.3:9000 with password=swordfish, key=short and Authorization: Bearer abc',
      'and c2VjcmV0LWtleS1zZWNyZXQta2V5LXNlY3JldA',
    ].join(' '),
  );
  expect(told).not.toMatch(/srv|originals|city\.example|hunter2|10\.1\.2\.3|swordfish|c2Vj|deadbeef|short|Bearer|abc/);
  expect(told).toMatch(/^cannot read \[file\] from \[address\]/);
});

it('keeps to the first line, and to what can be read at a glance', () => {
  expect(inPlainWords('It failed.\n    at handler (/srv/app.js:1:1)')).toBe('It failed.');
  expect(inPlainWords('word '.repeat(200)).length).toBeLessThanOrEqual(300);
});
