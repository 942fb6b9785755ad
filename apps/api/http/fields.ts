import { isDay } from '@app/calendar';
import { Type } from 'class-transformer';
import {
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  registerDecorator,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** A field that may be left out, and is not null when it is there. `IsOptional` lets null through. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A text of so many characters at most. Left out it stays as it is; null sets it back to "not known". */
export const Text =
  (most: number): PropertyDecorator =>
  (target, key) => {
    IsOptional()(target, key);
    IsString({ message: 'is a text' })(target, key);
    MaxLength(most, { message: `has at most ${most} characters` })(target, key);
  };

/** An object of that kind. `ValidateNested` alone also takes a list of them, an empty one without looking. */
export const Nested =
  (type: () => new () => object): PropertyDecorator =>
  (target, key) => {
    IsObject({ message: 'is an object' })(target, key);
    ValidateNested()(target, key);
    Type(type)(target, key);
  };

/** A list of objects of that kind, none of them null. */
export const NestedList =
  (type: () => new () => object): PropertyDecorator =>
  (target, key) => {
    IsObject({ each: true, message: 'is a list of objects' })(target, key);
    ValidateNested({ each: true })(target, key);
    Type(type)(target, key);
  };

/** Nothing here happened before or is due after: and Postgres, JavaScript and ISO 8601 agree on every day between. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
const inRange = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

export const isDate = (value: unknown): boolean => isDay(value) && inRange(Number(value.slice(0, 4)));

/** A moment with its zone, on a day that exists. */
export const isInstant = (value: unknown): boolean =>
  typeof value === 'string' &&
  INSTANT.test(value) &&
  isDate(value.slice(0, 10)) &&
  inRange(new Date(value).getUTCFullYear());

const field =
  (name: string, validate: (value: unknown) => boolean, says: string) => (): PropertyDecorator => (target, key) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(key),
      validator: { validate, defaultMessage: () => says },
    });

export const IsDate = field('isDate', isDate, 'is a date that exists, YYYY-MM-DD');
export const IsInstant = field(
  'isInstant',
  isInstant,
  'is a time with its zone, for instance 2026-11-02T14:30:00-05:00',
);
