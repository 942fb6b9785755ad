import type { Person } from '@app/access';
import { AppError } from '@app/kernel';
import { StaffService } from '@app/staff';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { May, Public, SignedIn } from '../http/permission';
import { By, type DaylightRequest, RequestId } from '../http/request';
import { EnrolDto, PersonView, SessionView, SignInDto } from './people.dto';

/** Address of the public site, for links to what was released. */
export const PUBLIC_SITE = Symbol('the public site');

const IDLE_SECONDS = 1800;

@Controller()
export class PeopleController {
  constructor(
    @Inject(StaffService) private readonly staff: StaffService,
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

  @Post('session/enrolment')
  @HttpCode(204)
  @Public('Somebody who chooses their first password cannot sign in before')
  enrol(@Body() { userName, code, password }: EnrolDto, @RequestId() id: string): Promise<void> {
    return this.staff.enrol(userName, code, password, id);
  }

  @Get('session')
  @SignedIn('Everyone may know who they are')
  current(@By() by: Person): SessionView {
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

  private sessionOf(person: Person): SessionView {
    return { person: view(person), idleSeconds: IDLE_SECONDS, publicSite: this.publicSite };
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
