import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that runs. */
export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** Lets a server listen on a free port of 127.0.0.1. Closing it ends its connections. */
export async function runServer(server: Server): Promise<Running> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
