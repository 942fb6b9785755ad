import { may } from '@app/access';
import { Database } from '@app/database';
import { AppError } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PERMISSION, type Permission } from './permission';
import { type DaylightRequest, requestOf } from './request';

/** Lets nobody through whom the route does not name. The service asks once more, about the very thing. */
@Injectable()
export class MayGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<Permission | undefined>(PERMISSION, context.getHandler());
    const request = requestOf(context);
    if (permission?.kind === 'public') return true;
    const { person } = request;
    if (!person) throw new AppError('not-signed-in', 'Sign in with POST /session.');
    if (permission?.kind === 'signed-in') return true;
    if (permission && may(person, permission.action, permission.on)) return true;
    await this.recordRefusal(request, permission);
    throw new AppError('not-permitted', `None of your roles (${person.roles.join(', ') || 'none'}) includes this.`);
  }

  private async recordRefusal(
    { person, params, correlationId }: DaylightRequest,
    permission: Permission | undefined,
  ): Promise<void> {
    if (!person) return;
    await this.database.inTransaction((tx) =>
      this.ledger.append(
        {
          actor: person.id,
          roles: person.roles,
          action: permission?.kind === 'may' ? permission.action : 'unknown',
          object: {
            type: permission?.kind === 'may' ? permission.on : 'route',
            id: String(params['id'] ?? '-').slice(0, 64),
          },
          outcome: 'refused',
          with: { codes: ['not-permitted'] },
          request: correlationId,
        },
        tx,
      ),
    );
  }
}
