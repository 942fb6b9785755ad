import type { Person } from '@app/access';
import { TranslationsService } from '@app/determinations';
import type { ClipId } from '@app/kernel';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { IdPipe } from '../http/validation';
import { TranslationDto, TranslationsView } from './translations.dto';

/** The words of a clip’s public release in other languages. */
@Controller('clips/:id/translations')
export class TranslationsController {
  constructor(@Inject(TranslationsService) private readonly translations: TranslationsService) {}

  @Get()
  @May('read', 'Determination')
  async list(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<TranslationsView> {
    const { record, translations } = await this.translations.of(id, by);
    return {
      english: record && {
        title: record.title,
        summary: record.summary,
        lines: record.transcript.map(({ text }) => text),
      },
      translations: translations.map((one) => ({ ...one, lines: [...one.lines] })),
    };
  }

  @Post()
  @HttpCode(204)
  @May('create', 'DocketNote')
  record(@Param('id', IdPipe) id: ClipId, @Body() body: TranslationDto, @By() by: Person): Promise<void> {
    return this.translations.record(id, { ...body }, by);
  }
}
