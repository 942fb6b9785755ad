import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { StreamLimit, streamsWithin } from './stream-limit';

const KB = 1024;

class Reader extends EventEmitter {
  readonly socket = { bytesWritten: 0, writableLength: 0 };
  readonly destroy = jest.fn();
}

const enters = (limit: StreamLimit, reader: Reader, network = 'network'): boolean =>
  limit.enter(network, reader as unknown as ServerResponse);

it('parts from who has taken almost nothing between two looks, and from nobody who has just begun', () => {
  const limit = new StreamLimit(400, 1);
  const [slow, quick, late] = [new Reader(), new Reader(), new Reader()];
  expect([enters(limit, slow), enters(limit, quick)]).toEqual([true, true]);
  limit.look();
  expect(slow.destroy).not.toHaveBeenCalled(); // it may have begun this very moment
  slow.socket.bytesWritten += 63 * KB;
  quick.socket.bytesWritten += 64 * KB;
  expect(enters(limit, late)).toBe(true);
  limit.look();
  for (const [reader, times] of [[slow, 1], [quick, 0], [late, 0]] as const) expect(reader.destroy).toHaveBeenCalledTimes(times); // prettier-ignore
  limit.stop();
});

it('has room for so many from one network, until they are gone', () => {
  const limit = new StreamLimit(400, 4);
  const readers = Array.from({ length: 25 }, () => new Reader());
  for (const reader of readers) expect(enters(limit, reader)).toBe(true);
  expect(enters(limit, new Reader())).toBe(false);
  readers[0]!.emit('close');
  expect(enters(limit, new Reader())).toBe(true);
  limit.stop();
});

it('has room for so many of all networks, and holds nothing of those that are gone', () => {
  const limit = new StreamLimit(40, 4);
  const readers = Array.from({ length: 10 }, () => new Reader());
  readers.forEach((reader, i) => expect(enters(limit, reader, `network ${i}`)).toBe(true));
  expect(enters(limit, new Reader(), 'another')).toBe(false);
  for (const reader of readers) reader.emit('close');
  for (let i = 0; i < 10; i++) expect(enters(limit, new Reader(), 'network 1')).toBe(true);
  limit.stop();
});

it('has more room where there is more memory: two buffers a reader, within a quarter of it', () => {
  const GB = 2 ** 30;
  expect([1, 2, 4, 8].map((memory) => streamsWithin(memory * GB))).toEqual([512, 1024, 2048, 4096]);
  expect(streamsWithin(1024 * GB)).toBe(10_000);
});
