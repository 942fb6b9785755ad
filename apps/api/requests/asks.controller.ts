import type { Person } from '@app/access';
import { AsksService, type ListedAsk } from '@app/requests';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { AskView, EndAskDto } from './asks.dto';

/** What readers of the public site ask for: less to be hidden, or more. */
@Controller('asks')
export class AsksController {
  constructor(@Inject(AsksService) private readonly asks: AsksService) {}

  @Get()
  @May('read', 'Ask')
  async list(@By() by: Person): Promise<AskView[]> {
    return (await this.asks.list(by)).map(view);
  }

  @Post(':receipt/end')
  @HttpCode(204)
  @May('edit', 'Ask')
  end(@Param('receipt') receipt: string, @Body() body: EndAskDto, @By() by: Person): Promise<void> {
    return this.asks.end(receipt, body.end, body.outcome, by);
  }
}

const view = ({ askedAt, endedAt, ...ask }: ListedAsk): AskView => ({
  receipt: ask.receipt,
  clipId: ask.clipId,
  releaseId: ask.releaseId,
  version: ask.version,
  span: ask.span,
  kind: ask.kind,
  says: ask.says,
  replyTo: ask.replyTo,
  askedAt: askedAt.toISOString(),
  state: ask.state,
  outcome: ask.outcome,
  endedAt: endedAt?.toISOString() ?? null,
});
