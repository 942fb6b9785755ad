import type { Person } from '@app/access';
import { PoliciesService } from '@app/determinations';
import { POLICIES, type PolicyKey } from '@app/determinations/domain';
import { Body, Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { PolicyDto, PolicyView } from './policies.dto';

@Controller('policies')
export class PoliciesController {
  constructor(@Inject(PoliciesService) private readonly policies: PoliciesService) {}

  @Get()
  @May('read', 'Policy')
  async list(@By() by: Person): Promise<PolicyView[]> {
    const { policies, history } = await this.policies.inForce(by);
    return (Object.keys(POLICIES) as PolicyKey[]).map((key) => ({
      ...questionOf(key),
      value: policies[key],
      history: history
        .filter((one) => one.key === key)
        .map(({ version, value, approvedBy, reason, effectiveAt }) => ({
          version,
          value,
          approvedBy,
          reason,
          effectiveAt: effectiveAt.toISOString(),
        })),
    }));
  }

  @Put(':key')
  @HttpCode(204)
  @May('edit', 'Policy')
  decide(@Param('key') key: string, @Body() body: PolicyDto, @By() by: Person): Promise<void> {
    return this.policies.decide({ key, ...body }, by);
  }
}

function questionOf(key: PolicyKey): Omit<PolicyView, 'value' | 'history'> {
  const { choices, ...question } = POLICIES[key];
  return { key, ...question, ...(choices && { choices: [...choices] }) };
}
