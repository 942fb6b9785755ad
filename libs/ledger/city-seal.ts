import { type DynamicModule, Module } from '@nestjs/common';
import { sha256, signerFrom } from './crypto';
import { type SignedStatement, type Signer, signStatement, type StatementKind } from './domain';

/** Name under which the City signs receipts, determinations and releases. */
const NAME = 'cambridgema.gov/daylight';

/** The City's hand under a statement. The key never leaves this object. */
export class CitySeal {
  private readonly signer: Signer;

  constructor(pem: string) {
    this.signer = signerFrom(pem, NAME);
  }

  sign(kind: StatementKind, statement: object): SignedStatement {
    return signStatement(sha256, this.signer, kind, statement);
  }

  /** What anyone needs to check a signature. */
  get publicKey(): { readonly name: string; readonly publicKey: Uint8Array } {
    return { name: this.signer.name, publicKey: this.signer.publicKey };
  }
}

/** Public key of the City's log, as C2SP signed-note writes it: what is signed now can name it. Null where it is not known. */
export const LOG_KEY = Symbol('public key of the log');

@Module({})
export class SealModule {
  static forRoot(releaseKey: string, logKey: string | null): DynamicModule {
    return {
      module: SealModule,
      global: true,
      providers: [
        { provide: CitySeal, useFactory: () => new CitySeal(releaseKey) },
        { provide: LOG_KEY, useValue: logKey },
      ],
      exports: [CitySeal, LOG_KEY],
    };
  }
}
