/** Environment → validated, frozen, typed objects. Each process gets only its slice. */
export { apiConfig, opsConfig, portalConfig, witnessConfig, workerConfig } from './slices';
export type {
  ApiConfig,
  DatabaseConfig,
  FaceDetectionConfig,
  KeysConfig,
  MediaConfig,
  OpsConfig,
  PortalConfig,
  ProvenanceConfig,
  RecordsOfficeConfig,
  StorageConfig,
  WitnessConfig,
  WorkerConfig,
} from './slices';
export { ConfigError, type Env } from './load';
export { DEVELOPMENT_MARK } from './development';
export { environmentExample } from './example';
