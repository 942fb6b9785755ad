import type { Person } from '@app/access';
import { type Consultation, ContactsService, type Notice } from '@app/determinations';
import type { Day } from '@app/calendar';
import type { ClipId } from '@app/kernel';
import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { IdPipe } from '../http/validation';
import { ConsultDto, ConsultationView, NoticeDto, NoticeView, ReplyDto } from './contacts.dto';

/** Consultations with the District Attorney or the Attorney General, and notices to people shown. */
@Controller()
export class ContactsController {
  constructor(@Inject(ContactsService) private readonly contacts: ContactsService) {}

  @Post('clips/:id/consultations')
  @May('create', 'Consultation')
  async consult(
    @Param('id', IdPipe) id: ClipId,
    @Body() body: ConsultDto,
    @By() by: Person,
  ): Promise<ConsultationView> {
    return consultationView(
      await this.contacts.consult(id, { party: body.party, sentOn: (body.sentOn ?? null) as Day | null }, by),
    );
  }

  @Get('clips/:id/consultations')
  @May('read', 'Consultation')
  async consultations(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<ConsultationView[]> {
    return (await this.contacts.consultations(id, by)).map(consultationView);
  }

  @Post('consultations/:id/reply')
  @May('edit', 'Consultation')
  async reply(@Param('id', IdPipe) id: string, @Body() body: ReplyDto, @By() by: Person): Promise<ConsultationView> {
    const { repliedOn, position, reason = null } = body;
    return consultationView(await this.contacts.reply(id, { repliedOn: repliedOn as Day, position, reason }, by));
  }

  @Post('clips/:id/notices')
  @May('create', 'Notice')
  async give(@Param('id', IdPipe) id: ClipId, @Body() body: NoticeDto, @By() by: Person): Promise<NoticeView> {
    return noticeView(await this.contacts.give(id, { ...body, givenAt: new Date(body.givenAt) }, by));
  }

  @Get('clips/:id/notices')
  @May('read', 'Notice')
  async notices(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<NoticeView[]> {
    return (await this.contacts.notices(id, by)).map(noticeView);
  }
}

const consultationView = ({ id, party, sentOn, repliedOn, position, reason }: Consultation): ConsultationView => ({
  id,
  party,
  sentOn,
  repliedOn,
  position,
  reason,
});

const noticeView = ({ id, personClass, channel, language, result, consent, givenAt }: Notice): NoticeView => ({
  id,
  personClass,
  channel,
  language,
  result,
  consent,
  givenAt: givenAt.toISOString(),
});
