import type { Person } from '@app/access';
import { CasesService, type Determination, type SignedText } from '@app/determinations';
import { type DeterminationContent, EMPTY_CONTENT } from '@app/determinations/domain';
import type { ClipId } from '@app/kernel';
import { Body, Controller, Get, Inject, Param, Put, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, ChecksRevision, IfMatch, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import { ContentDto, DeterminationView, SignedTextView } from './determinations.dto';

@Controller('clips/:id')
export class DeterminationsController {
  constructor(@Inject(CasesService) private readonly cases: CasesService) {}

  @Get('determination')
  @May('read', 'Determination')
  async read(
    @Param('id', IdPipe) id: ClipId,
    @By() by: Person,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DeterminationView> {
    return view((await this.cases.open(id, by, 'read', 'Determination')).determination, response);
  }

  @Put('determination')
  @ChecksRevision()
  @May('edit', 'Determination')
  async draft(
    @Param('id', IdPipe) id: ClipId,
    @IfMatch() revision: number,
    @Body() body: ContentDto,
    @By() by: Person,
    @RequestId() request: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DeterminationView> {
    return view(await this.cases.draft(id, contentOf(body), revision, by, request), response);
  }

  @Get('signed-texts')
  @May('read', 'Determination')
  async signedTexts(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<SignedTextView[]> {
    return (await this.cases.signedTexts(id, by)).map(signedView);
  }
}

const signedView = ({ move, text, textSha256, signedBy, signedAt, credentialId }: SignedText): SignedTextView => ({
  move,
  text,
  sha256: textSha256,
  signedBy,
  signedAt: signedAt.toISOString(),
  passkey: credentialId,
});

/** Plain values of the known fields: what is stored is what is hashed and signed. */
const contentOf = (body: ContentDto): DeterminationContent => ({
  ...EMPTY_CONTENT,
  ...(JSON.parse(JSON.stringify(body)) as Partial<DeterminationContent>),
});

function view(
  { version, state, revision, outcome, decidedAt, content }: Determination,
  response: Response,
): DeterminationView {
  response.setHeader('ETag', `"${revision}"`);
  return { version, state, revision, outcome, decidedAt: decidedAt?.toISOString() ?? null, content: { ...content } };
}
