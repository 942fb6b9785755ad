import { AppError, type FieldFault, isSha256Hex, isUuid, nothingThere } from '@app/kernel';
import { Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** Bodies and queries: only what the DTO names, of the kind it names, or a list of what is wrong and where. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) =>
      new AppError('invalid-input', 'Some fields are missing or wrong; each is named below.', {
        fields: errors.flatMap((error) => faultsOf(error, '')),
      }),
  });

function faultsOf(error: ValidationError, parent: string): FieldFault[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([kind, says]) => ({
    field,
    says: kind === 'whitelistValidation' ? 'is not a field of this request' : says,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
}

/** The number of a frame in an address. */
@Injectable()
export class FramePipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^\d{1,9}$/.test(value)) throw nothingThere();
    return Number(value);
  }
}

/** An id in an address. What is no id at all gets the answer of one that does not exist. */
@Injectable()
export class IdPipe<T extends string> implements PipeTransform<string, T> {
  transform(value: string): T {
    if (!isUuid(value)) throw nothingThere();
    return value as T;
  }
}

/** The SHA-256 of a file in an address. */
@Injectable()
export class HashPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isSha256Hex(value)) throw nothingThere();
    return value;
  }
}
