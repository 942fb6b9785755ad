import type { StorageConfig } from '@app/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { openBuckets } from './open';

export const BUCKETS = Symbol('the three buckets');

@Module({})
export class StorageModule {
  static forRoot(config: StorageConfig): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      providers: [{ provide: BUCKETS, useFactory: () => openBuckets(config) }],
      exports: [BUCKETS],
    };
  }
}
