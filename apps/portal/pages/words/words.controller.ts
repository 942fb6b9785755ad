import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { howWeDecide } from './how-we-decide.view';
import { verify } from './verify.view';
import { accessibility, contact, privacy } from './words';

/** Pages that are only words. */
@Controller()
export class WordsController {
  @Get('how-we-decide')
  howWeDecide(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, howWeDecide);
  }

  @Get('verify')
  verify(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, verify);
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
    sendPage(request, response, contact);
  }
}
