import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect, createServer, type OnReadOpts, type Socket } from 'node:net';
import { join } from 'node:path';

/** Two ends of a socket that has no name any more. */
export interface SocketPair {
  /** Reads, as `onread` says. */
  readonly here: Socket;
  /** For a program to write to; nothing reads it. */
  readonly there: Socket;
}

/**
 * Connects two sockets, the way `socketpair(2)` does, which Node has not. For a moment it has a name in `folder`, where
 * only this user may connect; through a descriptor of the folder, because a socket's address may be 107 bytes long.
 */
export async function socketPair(folder: string, name: string, onread: OnReadOpts): Promise<SocketPair> {
  const directory = openSync(folder, 'r');
  const server = createServer({ pauseOnConnect: true });
  try {
    const path = `/proc/self/fd/${directory}/${name}`;
    server.listen(path);
    await once(server, 'listening');
    const here = connect({ path, onread });
    const [[there]] = (await Promise.all([once(server, 'connection'), once(here, 'connect')])) as [[Socket], unknown];
    return { here, there };
  } finally {
    server.close();
    closeSync(directory);
    await rm(join(folder, name), { force: true });
  }
}
