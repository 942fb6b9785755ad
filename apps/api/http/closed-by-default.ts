import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PERMISSION, type Permission } from './permission';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly permission: Permission | undefined;
}

/** Refuses to start while a route does not say who may call it. */
@Injectable()
export class ClosedByDefault implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.routes().filter((route) => route.permission === undefined);
    if (open.length === 0) return;
    const names = open.map(({ method, path, handler }) => `${method} ${path} (${handler})`).join(', ');
    throw new Error(
      `These routes do not declare who may call them, so the api does not start: ${names}. Add @May, @SignedIn or @Public.`,
    );
  }

  /** Every route there is, with what it demands. */
  routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!metatype || typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      const base = String(Reflect.getMetadata('path', metatype) ?? '');
      return this.scanner.getAllMethodNames(prototype).flatMap((name): Route[] => {
        const handler = prototype[name] as (...args: unknown[]) => unknown;
        const path = Reflect.getMetadata('path', handler) as string | string[] | undefined;
        if (path === undefined) return [];
        const method = RequestMethod[Reflect.getMetadata('method', handler) as number] ?? 'ALL';
        const full = `/${[base, String(path)]
          .map((part) => part.replace(/^\/|\/$/g, ''))
          .filter(Boolean)
          .join('/')}`;
        return [
          {
            method,
            path: full,
            handler: `${metatype.name}.${name}`,
            permission: this.reflector.get<Permission | undefined>(PERMISSION, handler),
          },
        ];
      });
    });
  }
}
