import type { Person } from '@app/access';
import { AppError } from '@app/kernel';
import { type Asked, PasskeysService, StaffService } from '@app/staff';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { May, Public, SignedIn } from '../http/permission';
import { AskedFrom, By, type DaylightRequest, RequestId } from '../http/request';
import { AssertionDto, CeremonyView } from './passkeys.dto';
import { EnrolDto, PersonView, SessionView, SignInDto } from './people.dto';

/** Address of the public site, for links to what was released. */
export const PUBLIC_SITE = Symbol('the public site');

const IDLE_SECONDS = 1800;

@Controller()
export class PeopleController {
  constructor(
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(PasskeysService) private readonly passkeys: PasskeysService,
    @Inject(PUBLIC_SITE) private readonly publicSite: string,
  ) {}

  @Post('session')
  @Public('Signing in is how one stops being nobody')
  async signIn(
    @Body() body: SignInDto,
    @Req() request: DaylightRequest,
    @RequestId() id: string,
  ): Promise<SessionView> {
    const person = await this.staff.signIn(body.userName, body.password, id);
    await newSession(request, person);
    return this.sessionOf(person);
  }

  /** What the browser asks a passkey to sign, whoever's it is. */
  @Post('session/passkey/challenge')
  @HttpCode(200)
  @Public('Signing in is how one stops being nobody')
  async challenge(@Req() { session }: DaylightRequest, @AskedFrom() asked: Asked): Promise<CeremonyView> {
    session.askedAt = new Date().toISOString(); // a session that holds nothing would not be kept
    return { options: { ...(await this.passkeys.askToSignIn(asked.session)) } };
  }

  @Post('session/passkey')
  @Public('Signing in is how one stops being nobody')
  async signInWithPasskey(
    @Body() body: AssertionDto,
    @Req() request: DaylightRequest,
    @AskedFrom() asked: Asked,
  ): Promise<SessionView> {
    const person = await this.passkeys.signIn(body, asked);
    await newSession(request, person);
    return this.sessionOf(person);
  }

  @Post('session/enrolment')
  @HttpCode(204)
  @Public('Somebody who chooses their first password cannot sign in before')
  enrol(@Body() { userName, code, password }: EnrolDto, @RequestId() id: string): Promise<void> {
    return this.staff.enrol(userName, code, password, id);
  }

  @Get('session')
  @SignedIn('Everyone may know who they are')
  current(@By() by: Person): Promise<SessionView> {
    return this.sessionOf(by);
  }

  @Delete('session')
  @HttpCode(204)
  @SignedIn('Everyone may sign out')
  async signOut(@Req() request: DaylightRequest): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      request.session.destroy((error?: Error) => (error ? reject(error) : resolve())),
    );
  }

  private async sessionOf(person: Person): Promise<SessionView> {
    return {
      person: view(person),
      idleSeconds: IDLE_SECONDS,
      publicSite: this.publicSite,
      offersPasskeys: this.passkeys.areOffered,
      hasPasskey: (await this.passkeys.of(person)).length > 0,
    };
  }

  @Get('staff')
  @May('read', 'Staff')
  async everyone(): Promise<PersonView[]> {
    return (await this.staff.everyone()).map(view);
  }
}

/** A new id at every sign-in: one that somebody planted before is worth nothing (session fixation). */
function newSession(request: DaylightRequest, person: Person): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((failed: unknown) => {
      if (failed) {
        reject(
          new AppError('unavailable', 'You could not be signed in just now. Try again shortly.', { cause: failed }),
        );
        return;
      }
      request.session.staffId = person.id;
      request.session.signedInAt = new Date().toISOString();
      request.session.save((error?: Error) => (error ? reject(error) : resolve()));
    });
  });
}

const view = ({ id, name, roles }: Person): PersonView => ({ id, name, roles: [...roles] });
