export { asWords } from '@app/kernel';

/** 1 clip, 2 clips. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
