import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Starts a server on a free port of 127.0.0.1 for the current test. Returns `host:port`. */
export async function listen(server: net.Server): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeLater(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts an HTTP server for the current test. */
export async function serve(handler: http.RequestListener): Promise<string> {
  return `http://${await listen(http.createServer(handler))}`;
}

/** Starts a server that writes what it likes to every connection that sends something. */
export async function serveBytes(talk: (socket: net.Socket) => void): Promise<string> {
  return `http://${await listen(net.createServer((socket) => socket.once('data', () => talk(socket))))}`;
}

/** Ends something with the current test. */
export function closeLater(close: () => void): void {
  onTestFinished(close);
}
