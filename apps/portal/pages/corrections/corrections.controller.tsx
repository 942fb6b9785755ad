import { PublicSite } from '@app/publications';
import { TAKEDOWN_CLASSES } from '@app/publications/domain';
import { moment } from '@app/public-pages';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendPage } from '../../http/answer';

const NEWEST = 200;

/** Everything that was changed after it was published. */
@Controller('corrections')
export class CorrectionsController {
  constructor(@Inject(PublicSite) private readonly site: PublicSite) {}

  @Get()
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const changed = (await this.site.changes(NEWEST)).filter((one) => one.state !== 'published');
    sendPage(request, response, {
      title: 'Corrections',
      description: 'Releases that were replaced or taken down, and why.',
      body: (
        <>
          <h1>Corrections</h1>
          <p>Releases that were replaced by a newer version, or taken down. Their addresses stay, and say so.</p>
          {changed.length === 0 ? (
            <p>None so far.</p>
          ) : (
            <ul className="cards">
              {changed.map((one) => (
                <li key={`${one.releaseId}-${one.version}`}>
                  <h2>
                    <a href={`/releases/${one.releaseId}/v/${one.version}`}>
                      Release {one.releaseId.slice(0, 8)}, version {one.version}
                    </a>
                  </h2>
                  <p>
                    Published {moment(one.publishedAt)}.{' '}
                    {one.tombstone
                      ? `Taken down ${moment(one.tombstone.takenDownAt)}: ${TAKEDOWN_CLASSES[one.tombstone.reasonClass].toLowerCase()}.`
                      : 'Replaced by a newer version.'}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </>
      ),
    });
  }
}
