import type { Action, Subject } from '@app/access';
import { SetMetadata } from '@nestjs/common';

/** What a route demands of whoever calls it. A route that does not say so does not start. */
export type Permission =
  | { readonly kind: 'may'; readonly action: Action; readonly on: Subject }
  | { readonly kind: 'signed-in'; readonly why: string }
  | { readonly kind: 'public'; readonly why: string };

export const PERMISSION = 'daylight:permission';

/** For people whose roles let them do that to some thing of the kind; to which ones, the service asks. */
export const May = (action: Action, on: Subject): MethodDecorator =>
  SetMetadata(PERMISSION, { kind: 'may', action, on } satisfies Permission);

/** For everyone who is signed in. */
export const SignedIn = (why: string): MethodDecorator =>
  SetMetadata(PERMISSION, { kind: 'signed-in', why } satisfies Permission);

/** For everyone. */
export const Public = (why: string): MethodDecorator =>
  SetMetadata(PERMISSION, { kind: 'public', why } satisfies Permission);
