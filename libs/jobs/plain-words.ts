/** What the system says in codes, as a person would say it. */
const KNOWN: readonly (readonly [pattern: RegExp, says: string])[] = [
  [/\b(ENOSPC|disk_full)\b|no space left/i, 'There was no room left to keep the result.'],
  [/\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE)\b/, 'Another part of Daylight could not be reached.'],
  [/\bETIMEDOUT\b|job timed out|handler execution exceeded/i, 'It took longer than it may.'],
  [/job heartbeat timeout/i, 'The worker stopped before it was done.'],
  [/\bENOENT\b/, 'A file that it needs was not there.'],
  [/\b(EACCES|EPERM)\b|access denied/i, 'It was not allowed to read or write what it needs.'],
  [/\bENOMEM\b|out of memory/i, 'There was not enough memory.'],
];

/** What nobody at a screen has to see: addresses, places on the disk, credentials, keys. */
const HIDDEN: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '[address]'],
  [
    /[\w-]*(?:password|passwd|secret|token|credentials?|key|signature|authorization)\s*[=:]\s*(?:bearer |basic )?\S+/gi,
    '[hidden]',
  ],
  [/(?:[a-z]:)?(?:[\\/][\w.@%+-]+){2,}[\\/]?/gi, '[file]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '[address]'],
  [/\b[A-Za-z0-9+/_=-]{32,}\b/g, '[hidden]'],
];

const MOST = 300;

/** Why a job failed, in words and without anything to keep secret; the worker's log has it in full. */
export function inPlainWords(message: string): string {
  const known = KNOWN.find(([pattern]) => pattern.test(message));
  if (known) return known[1];
  const [first = ''] = message.trim().split('\n');
  const told = HIDDEN.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), first);
  return told === '' ? 'No reason was recorded.' : told.slice(0, MOST);
}
