import { asWords } from '@app/kernel';

export { asWords };

/** A code of the api in words; what is a name already, as that of a neighbourhood, as it is. */
export const named = (option: string): string => (/^[A-Z]| /.test(option) ? option : asWords(option));

/** 1 clip, 2 clips. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
