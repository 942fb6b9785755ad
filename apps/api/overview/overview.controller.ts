import { OverviewService } from '@app/determinations';
import { ELEMENTS_OF_F } from '@app/determinations/domain';
import { Controller, Get, Inject } from '@nestjs/common';
import { May } from '../http/permission';
import { CountView, OverviewView } from './overview.dto';

@Controller('overview')
export class OverviewController {
  constructor(@Inject(OverviewService) private readonly overview: OverviewService) {}

  /** For those who may know of every incident: figures tell of clips that others may not see. */
  @Get()
  @May('read', 'Incident')
  async read(): Promise<OverviewView> {
    const { ages, stages, punctuality, published, withheld } = await this.overview.read();
    const { decided, withheld: refused, elements, exemptions } = withheld;
    return {
      ages: [...ages],
      stages: [...stages],
      punctuality: [...punctuality],
      published,
      withheld: {
        decided,
        withheld: refused,
        elements: counts(elements, ELEMENTS_OF_F),
        exemptions: counts(exemptions, {}),
      },
    };
  }
}

/** By name, in the order of the names where there is one. */
const counts = (found: Readonly<Record<string, number>>, titles: Readonly<Record<string, string>>): CountView[] =>
  [...new Set([...Object.keys(titles), ...Object.keys(found).sort()])].map((key) => ({
    name: titles[key] ?? key,
    count: found[key] ?? 0,
  }));
