import type { Handler } from '@app/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { Sealing } from '../sealing';

/** Signs the log as it stands, publishes it, gives new publications their proof, and asks the witnesses. */
@Injectable()
export class SealLedger {
  constructor(@Inject(Sealing) private readonly sealing: Sealing) {}

  readonly handle: Handler<Record<string, never>> = async () => {
    await this.sealing.seal();
    return 'done';
  };
}
