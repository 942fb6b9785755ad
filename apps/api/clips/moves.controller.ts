import type { Person } from '@app/access';
import { DeterminationsService, type OfferedMove, type Signing } from '@app/determinations';
import { type DeterminationMove, determinationWorkflow } from '@app/determinations/domain';
import { AppError, type ClipId } from '@app/kernel';
import { type Asked, PasskeysService } from '@app/staff';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { May } from '../http/permission';
import { AskedFrom, By } from '../http/request';
import { IdPipe } from '../http/validation';
import { proofOf } from '../people/passkeys.dto';
import { MoveDto, TextQueryDto, VersionQueryDto } from './clips.dto';
import { MoveView, MovedView, MovesView, SigningTextView } from './moves.dto';

@Controller('clips/:id')
export class MovesController {
  constructor(
    @Inject(DeterminationsService) private readonly determinations: DeterminationsService,
    @Inject(PasskeysService) private readonly passkeys: PasskeysService,
  ) {}

  @Get('moves')
  @May('read', 'Clip')
  async moves(@Param('id', IdPipe) id: ClipId, @Query() query: VersionQueryDto, @By() by: Person): Promise<MovesView> {
    const { state, version, moves } = await this.determinations.moves(id, by, query.version);
    return {
      state,
      says: determinationWorkflow.states[state as keyof typeof determinationWorkflow.states],
      version,
      moves: moves.map(moveView),
    };
  }

  @Get('signing-text')
  @May('read', 'Determination')
  textToSign(
    @Param('id', IdPipe) id: ClipId,
    @Query() query: TextQueryDto,
    @By() by: Person,
  ): Promise<SigningTextView> {
    const { reasonClass, explanation, version } = query;
    const takedown = reasonClass && explanation ? { takedown: { reasonClass, explanation } } : {};
    return this.determinations.textToSign(id, nameOfMove(query.move), by, {
      ...takedown,
      ...(version !== undefined && { version }),
    });
  }

  @Post('moves/:move')
  @HttpCode(200)
  @May('move', 'Clip')
  async move(
    @Param('id', IdPipe) id: ClipId,
    @Param('move') name: string,
    @Body() body: MoveDto,
    @By() by: Person,
    @AskedFrom() asked: Asked,
  ): Promise<MovedView> {
    const move = nameOfMove(name);
    const { reason, takedown, version } = body;
    const signing = determinationWorkflow.moves[move].signed ? await this.proveAgain(body, by, asked) : undefined;
    const { state, version: moved } = await this.determinations.move(
      {
        clipId: id,
        move,
        reason: reason ?? takedown?.explanation ?? null,
        request: asked.request,
        ...(takedown && { takedown }),
        ...(version !== undefined && { version }),
        ...(signing && { signing }),
      },
      by,
    );
    return { state, version: moved };
  }

  /**
   * Step-up, in the request that carries the hash of the text that is signed: the password again, or a signature of the
   * person's passkey over that very hash.
   */
  private async proveAgain(body: MoveDto, by: Person, asked: Asked): Promise<Signing> {
    const { password, passkey, textSha256 } = body;
    const isProved = passkey !== undefined || (password !== undefined && password !== '');
    if (!isProved || !textSha256) {
      throw new AppError(
        'invalid-input',
        'This is signed: send your password again, and the hash of the text from signing-text.',
        {
          fields: [
            ...(isProved ? [] : [{ field: 'password', says: 'is your password' }]),
            ...(textSha256 ? [] : [{ field: 'textSha256', says: 'is the SHA-256 of the text that you sign' }]),
          ],
        },
      );
    }
    const act = { act: 'sign', of: textSha256 } as const;
    return { textSha256, passkey: await this.passkeys.proveAgain(by, proofOf(body), act, asked) };
  }
}

function nameOfMove(name: string): DeterminationMove {
  if (Object.hasOwn(determinationWorkflow.moves, name)) return name as DeterminationMove;
  throw new AppError('not-found', 'There is no such step.');
}

const moveView = ({ decision, by, ...rest }: OfferedMove): MoveView => ({
  ...rest,
  by: [...by],
  permitted: decision.permitted,
  because: decision.permitted ? [] : [...decision.because],
});
