import { PublicSearch, PublicSite } from '@app/publications';
import { count } from '@app/public-pages';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';
import { ReleaseCards } from '../releases/cards.view';

const NEWEST = 5;

@Controller()
export class HomeController {
  constructor(
    @Inject(PublicSite) private readonly site: PublicSite,
    @Inject(PublicSearch) private readonly search: PublicSearch,
  ) {}

  @Get()
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const [releases, counts] = await Promise.all([this.search.recent(NEWEST), this.site.counts()]);
    const figures = [
      { name: 'clips received', value: counts.received },
      { name: 'in review', value: counts.inReview },
      { name: 'released', value: counts.released },
      { name: 'deferred', value: counts.deferred },
      { name: 'withheld', value: counts.withheld },
      { name: 'taken down', value: counts.takenDown },
      { name: 'outside the order', value: counts.outside },
    ];
    sendPage(request, response, {
      title: 'Video of federal officials in Cambridge',
      description:
        'Video of violence or property damage by federal officials, recorded by Cambridge police and City cameras, and every decision about it.',
      body: (
        <>
          <h1>Video of federal officials in Cambridge</h1>
          <p>
            When Cambridge police or City cameras record violence or property damage by federal officials, the City
            releases the video after a determination by the City Solicitor. Every hidden second is listed with its
            reason in law, every decision is in a public log, and every file can be checked by anyone.
          </p>
          <h2>So far</h2>
          <ul className="counts">
            {figures.map(({ name, value }) => (
              <li key={name}>
                <strong>{count(value)}</strong>
                {name}
              </li>
            ))}
          </ul>
          <h2>Newest releases</h2>
          {releases.length === 0 ? <p>Nothing has been released yet.</p> : <ReleaseCards releases={releases} />}
          <p>
            <a href="/releases">All releases</a> · <a href="/docket">Every decision, also those to withhold</a> ·{' '}
            <a href="/statistics">Figures and map</a>
          </p>
        </>
      ),
    });
  }
}
