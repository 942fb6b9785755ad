import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Person } from '@app/access';
import type { ApiConfig } from '@app/config';
import { type UploadsService } from '@app/footage';
import { AppError, type ErrorCode, isSha256Hex, nothingThere } from '@app/kernel';
import { currentRequest } from '@app/telemetry';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { problemOf } from '../http/problem.filter';
import { parseMetadata } from './upload-metadata';

/** Room that must stay free besides what an upload announces, for the database and the next step of everything. */
const RESERVE_BYTES = 256 * 1024 ** 2;
const ID = /^[0-9a-f]{32}$/;

const plain = (status_code: number, body: string): { status_code: number; body: string } => ({
  status_code,
  body: `${body}\n`,
});

/** tus's own store, with the disk's refusals told apart from faults. */
class Store extends FileStore {
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    readable.once('error', () => undefined);
    try {
      return await super.write(readable, id, offset);
    } catch (error) {
      const { bavail, bsize } = await statfs(this.directory);
      throw bavail * bsize < RESERVE_BYTES
        ? plain(507, 'There is no room left. What has arrived is kept; go on later.')
        : error;
    }
  }
}

/** tus's protocol, with its refusals as problem documents like every other answer of the api. */
class ProblemServer extends Server {
  override async write(
    context: Parameters<Server['write']>[0],
    headers: Headers,
    status: number,
    says = '',
  ): Promise<Response> {
    if (status < 400) return super.write(context, headers, status, says);
    headers.set('Content-Type', 'application/problem+json');
    headers.set('Cache-Control', 'no-store');
    const error = new AppError(CODES[status] ?? 'invalid-input', says.trim() || 'The upload cannot go on like this.');
    return super.write(context, headers, error.status, JSON.stringify(problemOf(error, currentRequest() ?? '')));
  }
}

/** What a status of tus is in our table. 410 is an upload that is no longer there: the answer of one that never was. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  412: 'other-protocol',
  413: 'too-large',
  415: 'wrong-type',
  500: 'internal',
  503: 'unavailable',
  507: 'out-of-space',
};

/** Resumable uploads (tus 1.0). It takes bytes and nothing more: what counts is the receipt, asked for afterwards. */
export class TusServer {
  private readonly people = new AsyncLocalStorage<Person>();
  private readonly server: Server;

  constructor(
    private readonly config: ApiConfig,
    private readonly uploads: UploadsService,
    /** Whether the store passed its admission test: nothing is entrusted to one that did not. */
    private readonly admitted: () => boolean,
  ) {
    mkdirSync(config.uploadsDir, { recursive: true, mode: 0o700 });
    this.server = new ProblemServer({
      path: '/uploads',
      datastore: new Store({ directory: config.uploadsDir }),
      maxSize: config.maxUploadBytes,
      respectForwardedHeaders: false,
      relativeLocation: true,
      allowedOrigins: () => false,
      namingFunction: () => randomBytes(16).toString('hex'),
      onUploadCreate: async (_request, upload) => {
        await this.begin(upload);
        return {};
      },
      onIncomingRequest: (request, id) => this.assertOwn(request.method, id),
      onResponseError: (_request, error) => inPlainWords(error),
    });
  }

  /** Where the bytes of an upload are while they arrive. */
  pathOf(id: string): string {
    if (!ID.test(id)) throw nothingThere();
    return join(this.config.uploadsDir, id);
  }

  handle(person: Person, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Tus-Resumable', TUS_VERSION);
    assertProtocol(request, response);
    return this.people.run(person, () => this.server.handle(request, response));
  }

  private async begin(upload: {
    id: string;
    size?: number | undefined;
    metadata?: Record<string, string | null> | undefined;
  }): Promise<void> {
    if (!this.admitted())
      throw asTus(
        new AppError(
          'unavailable',
          'The object store failed its admission test, so no footage is taken in. Tell an operator.',
        ),
      );
    const size = upload.size ?? 0;
    if (!Number.isSafeInteger(size) || size <= 0)
      throw asTus(
        new AppError('invalid-input', 'Upload-Length is the size of the file in bytes; an empty file is no recording.'),
      );
    const { bavail, bsize } = await statfs(this.config.uploadsDir);
    if (bavail * bsize < size + RESERVE_BYTES)
      throw asTus(new AppError('out-of-space', 'There is no room for a file of this size. Tell an operator.'));
    try {
      const described = parseMetadata(upload.metadata ?? {});
      if (!isSha256Hex(described.sha256))
        throw new AppError('invalid-input', 'The metadata sha256 is the hash of the file, 64 lower-case hex digits.');
      const { sha256, ...rest } = described;
      await this.uploads.begin({ id: upload.id, declaredSize: size, declaredSha256: sha256, ...rest }, this.person());
    } catch (error) {
      throw error instanceof AppError ? asTus(error) : error;
    }
  }

  private async assertOwn(method: string, id: string): Promise<void> {
    if (method === 'POST' || method === 'OPTIONS') return;
    try {
      this.pathOf(id);
      await this.uploads.own(id, this.person());
    } catch (error) {
      throw error instanceof AppError ? asTus(error) : error;
    }
  }

  private person(): Person {
    const person = this.people.getStore();
    if (!person) throw asTus(new AppError('not-signed-in', 'Sign in first.'));
    return person;
  }
}

const TUS_VERSION = '1.0.0';
const CHUNK_TYPE = 'application/offset+octet-stream';

/** What tus 1.0 demands of every request and the library answers with another status. */
function assertProtocol({ method, headers }: IncomingMessage, response: ServerResponse): void {
  if (method === 'OPTIONS') return;
  if (headers['tus-resumable'] !== TUS_VERSION) {
    response.setHeader('Tus-Version', TUS_VERSION);
    throw new AppError('other-protocol', `Send Tus-Resumable: ${TUS_VERSION}; no other version is spoken here.`);
  }
  if (method === 'PATCH' && headers['content-type'] !== CHUNK_TYPE)
    throw new AppError('wrong-type', `Send the bytes with Content-Type: ${CHUNK_TYPE}.`);
}

const asTus = (error: AppError): Error & { status_code: number; body: string } =>
  Object.assign(
    new Error(error.message),
    plain(error.status, [error.message, ...error.fields.map((f) => `${f.field} ${f.says}`)].join(' ')),
  );

/** What tus says of its own errors, without what a program's inside looks like. */
function inPlainWords(error: Error | { status_code: number; body: string }): { status_code: number; body: string } {
  if ('status_code' in error && typeof error.status_code === 'number')
    return { status_code: error.status_code, body: error.body };
  return plain(500, 'Something failed on our side. What has arrived is kept; go on from where HEAD says.');
}
