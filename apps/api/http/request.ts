import type { Person } from '@app/access';
import { AppError, type StaffId } from '@app/kernel';
import type { Asked } from '@app/staff';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';

declare module 'express-session' {
  interface SessionData {
    staffId: StaffId;
    signedInAt: string;
    /** Somebody who is not signed in has asked what a passkey is to sign: the answer belongs to this browser. */
    askedAt: string;
  }
}

/** A request with who sends it, as found in the database a moment ago. */
export interface DaylightRequest extends Request {
  person: Person | null;
  correlationId: string;
}

export const requestOf = (context: ExecutionContext): DaylightRequest =>
  context.switchToHttp().getRequest<DaylightRequest>();

/** The signed-in person. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { person } = requestOf(context);
  if (!person) throw new AppError('not-signed-in', 'Sign in with POST /session.');
  return person;
});

/** The correlation id, for the ledger. */
export const RequestId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => requestOf(context).correlationId,
);

/** The browser's session and the request: a passkey's signature is good only in the session that asked for it. */
export const AskedFrom = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const { sessionID, correlationId } = requestOf(context);
  return { session: sessionID, request: correlationId };
});

/** Documents that a route asks for the revision that was read; the parameter `IfMatch` reads it. */
export const ChecksRevision = (): MethodDecorator =>
  ApiHeader({ name: 'If-Match', required: true, description: 'The revision that was read, in quotation marks.' });

/** The revision that the writer has read, from If-Match (RFC 9110 § 13.1.1). */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = requestOf(context).headers['if-match'];
  if (header === undefined) {
    throw new AppError(
      'revision-required',
      'Send the revision that you have read in If-Match, for instance If-Match: "3".',
    );
  }
  const revision = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (revision === undefined)
    throw new AppError('invalid-input', 'If-Match is a revision in quotation marks, for instance "3".');
  return Number(revision);
});
