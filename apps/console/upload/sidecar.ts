import { SOURCES } from '@app/footage/domain';

/** What is said of a file beside its bytes; the api's names. */
export interface Sidecar {
  readonly incident: string;
  readonly source: string;
  readonly deviceId: string;
  readonly wearer: string;
  readonly custodian: string;
  readonly acquisitionMethod: string;
}

export const NO_SIDECAR: Sidecar = {
  incident: '',
  source: SOURCES[0],
  deviceId: '',
  wearer: '',
  custodian: '',
  acquisitionMethod: '',
};
