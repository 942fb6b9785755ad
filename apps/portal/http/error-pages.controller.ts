import { AppError } from '@app/kernel';
import { Controller, Get, Req } from '@nestjs/common';
import type { Request } from 'express';
import { nothingHere } from './answer';
import { placeOf } from './language';

/**
 * Pages of errors at an address, so that the export has them in every language: `/es/410.html` for what was taken down,
 * `/es/503.html` for what cannot be shown. `/es/404.html` needs no route.
 */
@Controller()
export class ErrorPagesController {
  @Get(['410.html', ':language/410.html'])
  gone(@Req() request: Request): never {
    throw inLanguageOf(request) ? new AppError('gone', 'The page of what was taken down.') : nothingHere();
  }

  @Get(['503.html', ':language/503.html'])
  unavailable(@Req() request: Request): never {
    throw inLanguageOf(request) ? new AppError('unavailable', 'The page of what cannot be shown.') : nothingHere();
  }
}

/** Whether the address says no other language than the one it is read in. */
function inLanguageOf(request: Request): boolean {
  const { language } = placeOf(request);
  return (request.params['language'] ?? 'en') === language.code && !request.path.startsWith('/en/');
}
