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

interface Operation {
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
}

/** Ids are branded texts, whose type the compiler does not emit: every placeholder of a path is a text. */
function withPathParameters<D extends { paths: object }>(document: D): D {
  for (const [path, operations] of Object.entries<Record<string, Operation>>(document.paths as never)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    for (const operation of Object.values(operations)) {
      const known = operation.parameters ?? [];
      const missing = names.filter((name) => !known.some((one) => one.in === 'path' && one.name === name));
      operation.parameters = [
        ...missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
        ...known,
      ];
    }
  }
  return document;
}

async function main(): Promise<void> {
  const { default: metadata } = (await import(join(__dirname, '..', '..', 'api', 'metadata.js'))) as {
    default: () => Promise<Record<string, unknown>>;
  };
  await SwaggerModule.loadPluginMetadata(metadata as never);
  const app = await NestFactory.create(
    ApiModule.forRoot(NOTHING, createLogger('describe-api', 'silent'), { current: { admitted: false, checks: [] } }),
    { preview: true, logger: false, abortOnError: false },
  );
  const description = 'Everything staff do in Daylight. Errors are problem documents (RFC 9457).';
  const config = new DocumentBuilder()
    .setTitle('Daylight staff api')
    .setDescription(description)
    .setVersion('1')
    .addCookieAuth('daylight.sid')
    .build();
  const operationIdFactory = (controller: string, method: string): string =>
    `${controller.replace('Controller', '').toLowerCase()}.${method}`;
  process.stdout.write(
    JSON.stringify(withPathParameters(SwaggerModule.createDocument(app, config, { operationIdFactory }))),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
