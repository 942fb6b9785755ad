import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiModule, CONTROLLERS } from '../../../apps/api/api.module';
import { ClosedByDefault } from '../../../apps/api/http/closed-by-default';
import { Public } from '../../../apps/api/http/permission';

@Controller('doors')
class DoorsController {
  @Get('guarded')
  @Public('This one says so')
  guarded(): string {
    return 'open, and says so';
  }

  @Get('forgotten')
  forgotten(): string {
    return 'open by mistake';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [DoorsController], providers: [ClosedByDefault] })
class ForgetfulModule {}

it('does not start with a route that does not say who may call it, and says which one', async () => {
  const app = await NestFactory.create<NestExpressApplication>(ForgetfulModule, { logger: false, abortOnError: false });
  const started = app.listen(0, '127.0.0.1');
  await expect(started).rejects.toThrow(
    'These routes do not declare who may call them, so the api does not start: GET /doors/forgotten (DoorsController.forgotten). Add @May, @SignedIn or @Public.',
  );
  expect(app.getHttpServer().listening).toBe(false);
  await app.close();
});

it('is part of the api, with every controller of it', () => {
  const { providers, controllers } = ApiModule.forRoot({ keys: {}, database: {} } as never, {} as never, {} as never);
  expect(providers).toContain(ClosedByDefault);
  expect(controllers).toBe(CONTROLLERS);
});
