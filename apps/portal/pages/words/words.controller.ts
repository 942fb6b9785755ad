import type { RecordsOfficeConfig } from '@app/config';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { howWeDecide } from './how-we-decide.view';
import { RECORDS_OFFICE } from './records-office.view';
import { accessibility, contact, privacy } from './words';

/** Pages that are only words. */
@Controller()
export class WordsController {
  constructor(@Inject(RECORDS_OFFICE) private readonly office: RecordsOfficeConfig) {}

  @Get('how-we-decide')
  howWeDecide(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, howWeDecide);
  }

  @Get('accessibility')
  accessibility(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, accessibility);
  }

  @Get('privacy')
  privacy(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, privacy);
  }

  @Get('contact')
  contact(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, contact(this.office));
  }
}
