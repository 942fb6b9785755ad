/** A primitive that the compiler keeps apart from others of the same shape: a clip id is not an incident id. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type ClipId = Brand<string, 'ClipId'>;
export type IncidentId = Brand<string, 'IncidentId'>;
export type StaffId = Brand<string, 'StaffId'>;

/** Index of a presented frame in its clip's frame index, from 0. Never a time multiplied by a frame rate. */
export type FrameNumber = Brand<number, 'FrameNumber'>;

/** Marks a value that has just been checked as what it is. */
export const brand = <B extends string | number>(value: B extends string ? string : number): B => value as unknown as B;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Lower-case canonical form only: one thing has one spelling. */
export const isUuid = (text: unknown): text is string => typeof text === 'string' && UUID.test(text);
