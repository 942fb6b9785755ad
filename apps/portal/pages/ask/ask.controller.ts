import { isUuid } from '@app/kernel';
import { type PublicRelease, PublicSite } from '@app/publications';
import type { HiddenSpan, ReleaseRecord } from '@app/publications/domain';
import { PublicAsks } from '@app/requests';
import { readAsk } from '@app/requests/domain';
import { FOR_COPY } from '@app/static-site/domain';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ROOM_TO_ASK, type RoomToAsk } from '../../front/ask-limit';
import { networkOfReader, TRUSTED_PROXIES } from '../../front/request-limit';
import { nothingHere, sendPage } from '../../http/answer';
import { text } from '../../http/query';
import { type AskedAbout, askPage, type NotSent, receiptPage } from './ask.view';

const NO_STORE = 'no-store';

/** The only place where the public site takes anything in: no account, no cookie, nothing read back. */
@Controller('releases/:id/ask')
export class AskController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PublicAsks) private readonly asks: PublicAsks,
    @Inject(ROOM_TO_ASK) private readonly roomToAsk: RoomToAsk,
    @Inject(TRUSTED_PROXIES) private readonly trustedProxies: number,
  ) {}

  @Get()
  async form(
    @Param('id') id: string,
    @Query() given: Record<string, unknown>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const isCopy = request.get(FOR_COPY) !== undefined;
    sendPage(request, response, askPage({ about: await this.about(id, given), isCopy }));
  }

  /** Its form is bounded before it gets here: see ../../http/intake.ts. Only what could be taken in is counted. */
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
    const again = (wrong: NotSent, status: number): void =>
      sendPage(request, response, askPage({ about, typed, wrong }), status);
    if ('wrong' in read) {
      again(read.wrong, 400);
      return;
    }
    if (!(await this.roomToAsk(networkOfReader(request, this.trustedProxies)))) {
      again('too-many', 429);
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
