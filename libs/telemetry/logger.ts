import pino, { type DestinationStream, type Logger as Pino, type LoggerOptions } from 'pino';
import { currentRequest } from './correlation';

export type Logger = Pino;

/** Fields that must never reach a log, wherever somebody puts them. */
const SECRET = ['password', 'authorization', 'cookie', 'secret', 'secretKey', 'accessKey', 'sessionSecret'];

/** One JSON object a line, on standard output if nothing else is said. Control characters in values are escaped by JSON itself. */
export function createLogger(name: string, level: string, to: DestinationStream = pino.destination(1)): Logger {
  const options: LoggerOptions = {
    name,
    level,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: [...SECRET, ...SECRET.map((field) => `*.${field}`)], censor: '[removed]' },
    mixin: () => {
      const request = currentRequest();
      return request === null ? {} : { request };
    },
    serializers: { error: describe },
  };
  return pino(options, to);
}

/** An error for operators: what and where, but not the values that a driver puts into its messages' details. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = 'code' in error ? String(error.code) : undefined;
  return {
    name,
    message,
    ...(code && { code }),
    stack,
    ...(error.cause !== undefined && { cause: describe(error.cause) }),
  };
}
