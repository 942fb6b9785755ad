import { isUuid } from '@app/kernel';
import { type PublicRelease, PublicSite } from '@app/publications';
import type { HiddenSpan, ReleaseRecord } from '@app/publications/domain';
import { PublicAsks } from '@app/requests';
import { readAsk } from '@app/requests/domain';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { nothingHere, sendPage } from '../../http/answer';
import { text } from '../../http/query';
import { type AskedAbout, askPage, receiptPage } from './ask.view';

const NO_STORE = 'no-store';

/** The only place where the public site takes anything in: no account, no cookie, nothing read back. */
@Controller('releases/:id/ask')
export class AskController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PublicAsks) private readonly asks: PublicAsks,
  ) {}

  @Get()
  async form(
    @Param('id') id: string,
    @Query() given: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sendPage(request, response, askPage({ about: await this.about(id, given) }));
  }

  /** Its form is bounded and its sender limited before it gets here: see ../../http/intake.ts. */
  @Post()
  async put(
    @Param('id') id: string,
    @Query() given: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const about = await this.about(id, given);
    const typed = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    const read = readAsk(typed);
    response.setHeader('Cache-Control', NO_STORE);
    if ('wrong' in read) {
      sendPage(request, response, askPage({ about, typed, wrong: read.wrong }), 400);
      return;
    }
    const receipt = await this.asks.put({
      ...read.ask,
      releaseId: about.release,
      version: about.version,
      span: about.span?.number ?? null,
    });
    sendPage(request, response, receiptPage({ about, receipt }), 201);
  }

  private async about(id: string, given: Record<string, unknown>): Promise<AskedAbout> {
    const versions = isUuid(id) ? await this.site.versions(id) : [];
    const shown = versions.find((one): one is PublicRelease & { record: ReleaseRecord } => one.record !== null);
    if (!shown) throw nothingHere();
    const { releaseId, version, record } = shown;
    return { release: releaseId, version, title: record.title, span: spanOf(record.hidden, text(given, 'span')) };
  }
}

/** The hidden part of that number, as the release's table counts them from 1. */
function spanOf(hidden: readonly HiddenSpan[], given: string | undefined): AskedAbout['span'] {
  if (given === undefined) return null;
  const number = /^[1-9]\d{0,4}$/.test(given) ? Number(given) : 0;
  const span = hidden[number - 1];
  if (!span) throw nothingHere();
  return { number, span };
}
