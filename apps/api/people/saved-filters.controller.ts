import type { Person } from '@app/access';
import { SavedFiltersService } from '@app/staff';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { SignedIn } from '../http/permission';
import { By } from '../http/request';
import { IdPipe } from '../http/validation';
import { SavedFilterDto, SavedFilterView } from './saved-filters.dto';

@Controller('saved-filters')
export class SavedFiltersController {
  constructor(@Inject(SavedFiltersService) private readonly filters: SavedFiltersService) {}

  @Get()
  @SignedIn('Everyone keeps filters of their own')
  async list(@By() by: Person): Promise<SavedFilterView[]> {
    return (await this.filters.of(by)).map(view);
  }

  @Post()
  @HttpCode(200)
  @SignedIn('Everyone keeps filters of their own')
  async save(@Body() body: SavedFilterDto, @By() by: Person): Promise<SavedFilterView[]> {
    return (await this.filters.save({ name: body.name, query: body.query }, by)).map(view);
  }

  @Delete(':id')
  @HttpCode(204)
  @SignedIn('Everyone keeps filters of their own')
  async forget(@Param('id', IdPipe) id: string, @By() by: Person): Promise<void> {
    await this.filters.forget(id, by);
  }
}

const view = ({ id, name, query }: SavedFilterView): SavedFilterView => ({ id, name, query });
