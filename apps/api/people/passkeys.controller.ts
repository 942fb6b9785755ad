import type { Person } from '@app/access';
import { type Asked, type Passkey, PasskeysService } from '@app/staff';
import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { SignedIn } from '../http/permission';
import { AskedFrom, By } from '../http/request';
import { IdPipe } from '../http/validation';
import { CeremonyView, NewPasskeyDto, PasskeyNameDto, PasskeyView, proofOf, ProofDto, StepUpDto } from './passkeys.dto';

const WHY = 'Everyone keeps passkeys of their own';

/** A person's own passkeys; nobody sees or touches those of somebody else. */
@Controller('passkeys')
export class PasskeysController {
  constructor(@Inject(PasskeysService) private readonly passkeys: PasskeysService) {}

  @Get()
  @SignedIn(WHY)
  async list(@By() by: Person): Promise<PasskeyView[]> {
    return (await this.passkeys.of(by)).map(view);
  }

  /** What the browser asks a passkey to sign before an act that is signed or stepped up to. */
  @Post('step-up')
  @HttpCode(200)
  @SignedIn(WHY)
  async stepUp(@Body() { act, of }: StepUpDto, @By() by: Person, @AskedFrom() asked: Asked): Promise<CeremonyView> {
    return { options: { ...(await this.passkeys.askToStepUp(by, { act, of }, asked.session)) } };
  }

  /** What the browser makes a new passkey from, for somebody who proves once more who they are. */
  @Post('challenge')
  @HttpCode(200)
  @SignedIn(WHY)
  async challenge(@Body() body: ProofDto, @By() by: Person, @AskedFrom() asked: Asked): Promise<CeremonyView> {
    return { options: { ...(await this.passkeys.askToAdd(by, proofOf(body), asked)) } };
  }

  @Post()
  @HttpCode(204)
  @SignedIn(WHY)
  add(
    @Body() { name, transports = [], ...made }: NewPasskeyDto,
    @By() by: Person,
    @AskedFrom() asked: Asked,
  ): Promise<void> {
    return this.passkeys.add(by, name.trim(), { ...made, transports }, asked);
  }

  @Patch(':id')
  @HttpCode(204)
  @SignedIn(WHY)
  rename(
    @Param('id', IdPipe) id: string,
    @Body() { name }: PasskeyNameDto,
    @By() by: Person,
    @AskedFrom() asked: Asked,
  ): Promise<void> {
    return this.passkeys.rename(id, by, name.trim(), asked);
  }

  @Post(':id/removal')
  @HttpCode(204)
  @SignedIn(WHY)
  remove(
    @Param('id', IdPipe) id: string,
    @Body() body: ProofDto,
    @By() by: Person,
    @AskedFrom() asked: Asked,
  ): Promise<void> {
    return this.passkeys.remove(id, by, proofOf(body), asked);
  }
}

const view = ({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView => ({
  id,
  name,
  addedAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
