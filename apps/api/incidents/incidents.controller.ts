import type { Person } from '@app/access';
import { type Incident, IncidentsService } from '@app/incidents';
import { type IncidentFacts, incidentFaults } from '@app/incidents/domain';
import type { IncidentId } from '@app/kernel';
import { Body, Controller, Get, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, ChecksRevision, IfMatch, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import { IncidentFactsDto, IncidentView } from './incidents.dto';

@Controller('incidents')
export class IncidentsController {
  constructor(@Inject(IncidentsService) private readonly incidents: IncidentsService) {}

  @Get()
  @May('read', 'Incident')
  async list(@By() by: Person): Promise<IncidentView[]> {
    return (await this.incidents.list(by)).map(view);
  }

  @Post()
  @May('create', 'Incident')
  async open(@Body() body: IncidentFactsDto, @By() by: Person, @RequestId() request: string): Promise<IncidentView> {
    return view(await this.incidents.open(factsOf(body), by, request));
  }

  @Get(':id')
  @May('read', 'Incident')
  async read(
    @Param('id', IdPipe) id: IncidentId,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<IncidentView> {
    const incident = await this.incidents.read(id, by);
    response.setHeader('ETag', `"${incident.revision}"`);
    return view(incident);
  }

  @Patch(':id')
  @ChecksRevision()
  @May('edit', 'Incident')
  async edit(
    @Param('id', IdPipe) id: IncidentId,
    @IfMatch() revision: number,
    @Body() body: IncidentFactsDto,
    @By() by: Person,
    @RequestId() request: string,
  ): Promise<IncidentView> {
    return view(await this.incidents.edit(id, { facts: factsOf(body), revision }, by, request));
  }
}

const factsOf = ({ occurredAt, ...rest }: IncidentFactsDto): Partial<IncidentFacts> => ({
  ...rest,
  ...(occurredAt !== undefined && { occurredAt: occurredAt === null ? null : new Date(occurredAt) }),
});

function view(incident: Incident): IncidentView {
  const { id, revision, openedAt, publicId: _public, openedBy: _by, ledgerIndex: _index, ...facts } = incident;
  return { id, revision, openedAt: openedAt.toISOString(), facts, missing: incidentFaults(incident) };
}
