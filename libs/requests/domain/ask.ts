/** What a reader of the public site can ask for, without an account. */
export const ASK_KINDS = {
  'less-redaction': 'Less should be hidden here',
  privacy: 'Something is shown that should be hidden',
  translation: 'A translation of what is written or said',
} as const;

export type AskKind = keyof typeof ASK_KINDS;

/** How it ends. */
export const ASK_ENDS = {
  answered: 'Answered',
  closed: 'Closed without an answer',
} as const;

export type AskEnd = keyof typeof ASK_ENDS;

export interface NewAsk {
  readonly receipt: string;
  readonly releaseId: string;
  readonly version: number;
  /** Number of the hidden part in the table of the release, from 1; null: the release as a whole. */
  readonly span: number | null;
  readonly kind: AskKind;
  readonly says: string;
  /** Where an answer reaches whoever asks; null: they did not say. */
  readonly replyTo: string | null;
}

export const MOST_SAID = 4000;
const SHORTEST_REPLY_TO = 3;
export const LONGEST_REPLY_TO = 254;

/** Crockford’s base 32: nothing in it is mistaken for anything else when it is read out. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;
const LENGTH = 12;

/** `XXXX-XXXX-XXXX`, of twelve random bytes: 60 bits, so that nobody guesses another’s. */
export const receiptOf = (random: Uint8Array): string =>
  Array.from(random.subarray(0, LENGTH), (byte) => DIGITS[byte % DIGITS.length])
    .join('')
    .replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');

/** What can be wrong with what was typed. */
export type AskFault = 'choose-kind' | 'say-something' | 'too-long' | 'bad-reply-to';

/** What somebody typed into the form, or what is wrong with it. */
export function readAsk(
  form: Readonly<Record<string, unknown>>,
): { readonly ask: Pick<NewAsk, 'kind' | 'says' | 'replyTo'> } | { readonly wrong: AskFault } {
  const text = (name: string): string => {
    const value = form[name];
    return typeof value === 'string' ? value.replaceAll('\0', '').trim() : '';
  };
  const [kind, says, replyTo] = [text('kind'), text('says'), text('reply_to')];
  if (!Object.hasOwn(ASK_KINDS, kind)) return { wrong: 'choose-kind' };
  if (says === '') return { wrong: 'say-something' };
  if (says.length > MOST_SAID) return { wrong: 'too-long' };
  if (replyTo !== '' && (replyTo.length < SHORTEST_REPLY_TO || replyTo.length > LONGEST_REPLY_TO))
    return { wrong: 'bad-reply-to' };
  return { ask: { kind: kind as AskKind, says, replyTo: replyTo === '' ? null : replyTo } };
}
