import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import 'reflect-metadata';
import { join } from 'node:path';
import type { ApiConfig } from '@app/config';
import { createLogger } from '@app/telemetry';
import { ApiModule } from '../../api/api.module';

// Prints the OpenAPI document of the api. Started by openapi.ts on a build that holds the metadata of its types.

/** In preview nothing is made, so nothing of it is read. */
const NOTHING = { keys: { releaseKey: '' } } as unknown as ApiConfig;

async function main(): Promise<void> {
  const { default: metadata } = (await import(join(__dirname, '..', '..', 'api', 'metadata.js'))) as { default: () => Promise<Record<string, unknown>> };
  await SwaggerModule.loadPluginMetadata(metadata as never);
  const app = await NestFactory.create(ApiModule.forRoot(NOTHING, createLogger('describe-api', 'silent'), { current: { admitted: false, checks: [] } }), { preview: true, logger: false, abortOnError: false });
  const description = 'Everything staff do in Daylight. Errors are problem documents (RFC 9457).';
  const config = new DocumentBuilder().setTitle('Daylight staff api').setDescription(description).setVersion('1').addCookieAuth('daylight.sid').build();
  process.stdout.write(JSON.stringify(SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}.${method}` })));
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
