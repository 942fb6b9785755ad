import { OpenData } from '@app/publications';
import {
  cellsOf,
  type Column,
  csvLine,
  DOCKET_COLUMNS,
  objectOf,
  RELEASE_COLUMNS,
  schemaOf,
} from '@app/publications/domain';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendJson, sendPage, sendRows } from '../../http/answer';
import { SITE_URL } from '../../http/site-url';
import { dataPage } from './data.view';

/** A data set: what it is called, its columns, its rows, and the number of its form. */
interface DataSet<Row> {
  readonly name: 'releases' | 'docket';
  /** Goes up when a column changes. */
  readonly form: number;
  readonly says: string;
  readonly columns: readonly Column<Row>[];
}

const RELEASES = {
  name: 'releases',
  form: 2,
  says: 'Every version of every release',
  columns: RELEASE_COLUMNS,
} as const;
const DOCKET = {
  name: 'docket',
  form: 2,
  says: 'Every determination, released or not',
  columns: DOCKET_COLUMNS,
} as const;

const schemaPath = ({ name, form }: Pick<DataSet<never>, 'name' | 'form'>): string => `schemas/${name}-${form}.json`;

/** Everything that is public, for programs. Rows are sent as they are read: any number of them takes the same memory. */
@Controller()
export class DataController {
  constructor(
    @Inject(OpenData) private readonly data: OpenData,
    @Inject(SITE_URL) private readonly siteUrl: string,
  ) {}

  @Get('data')
  page(@Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, dataPage([RELEASES, DOCKET]));
  }

  @Get('data/releases.csv')
  releasesCsv(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.csv(RELEASES, this.data.releases(), request, response);
  }

  @Get('data/releases.json')
  releasesJson(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.json(RELEASES, this.data.releases(), request, response);
  }

  @Get('data/docket.csv')
  docketCsv(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.csv(DOCKET, this.data.docket(), request, response);
  }

  @Get('data/docket.json')
  docketJson(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.json(DOCKET, this.data.docket(), request, response);
  }

  @Get([RELEASES, DOCKET].map(schemaPath))
  schema(@Req() request: Request, @Res() response: Response): void {
    const set = request.path.includes('docket') ? DOCKET : RELEASES;
    sendJson(request, response, schemaOf<never>(set.name, set.says, set.columns, this.schemaOf(set)));
  }

  private async csv<Row>(
    set: DataSet<Row>,
    rows: AsyncIterable<Row>,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { siteUrl } = this;
    async function* lines(): AsyncGenerator<string> {
      yield csvLine(set.columns.map((column) => column.name));
      for await (const row of rows) yield csvLine(cellsOf(set.columns, row, siteUrl));
    }
    await this.send(
      `${set.name}-csv-${set.form}`,
      'text/csv; charset=utf-8; header=present',
      lines(),
      request,
      response,
    );
  }

  private async json<Row>(
    set: DataSet<Row>,
    rows: AsyncIterable<Row>,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { siteUrl } = this;
    const schema = this.schemaOf(set);
    async function* lines(): AsyncGenerator<string> {
      yield `{"schema":${JSON.stringify(schema)},"${set.name}":[`;
      let before = '\n';
      for await (const row of rows) {
        yield `${before}${JSON.stringify(objectOf(set.columns, row, siteUrl))}`;
        before = ',\n';
      }
      yield '\n]}\n';
    }
    await this.send(`${set.name}-json-${set.form}`, 'application/json; charset=utf-8', lines(), request, response);
  }

  /** The number is read before the rows: what changes in between makes the answer newer than its name, never older. */
  private async send(
    name: string,
    type: string,
    lines: AsyncGenerator<string>,
    request: Request,
    response: Response,
  ): Promise<void> {
    const etag = `"${name}-${await this.data.revision()}"`;
    await sendRows(request, response, { type, etag, lines });
  }

  private readonly schemaOf = (set: Pick<DataSet<never>, 'name' | 'form'>): string =>
    `${this.siteUrl}/${schemaPath(set)}`;
}
