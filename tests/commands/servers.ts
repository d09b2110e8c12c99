import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodies } from '../faults/planting.js';
import { type Running, startReference } from '../reference/server.js';
import { attacks } from '../report/hostile.js';

/** What a server is like, by its name. */
export const servers = {
  /** Keeps every contract. */
  honest: () => startReference(),
  /** Keeps them but for the status of one log entry. */
  broken: () =>
    startReference({
      fault: {
        plant: ({ ListOperationLogsByVaultName: service }) =>
          bodies(service, (body) => {
            const [first] = body.data_list as Record<string, unknown>[];
            if (first !== undefined) first.status = 'odd';
          }),
      },
    }),
  /** Has no records. */
  poor: () =>
    startReference({
      fault: { plant: ({ ListOperationLogsByVaultName: service }) => service.rows.splice(0, service.rows.length) },
    }),
  /** Answers everything with what it was sent, and with texts that try to be more than text. */
  hostile: () =>
    listen((request, response) => {
      receive(request).then((body) => {
        const echo = JSON.stringify([request.method, request.url, request.headers, body]);
        const encoded = Buffer.from(echo).toString('base64');
        const log = Object.fromEntries(
          attacks.map((attack) => [attack, [attack, echo, encoded, encodeURIComponent(echo)]]),
        );
        const total = 1_000_000_000;
        response.writeHead(200, { 'content-type': 'application/json', 'x-echo': encodeURIComponent(echo) });
        response.end(JSON.stringify({ total_num: total, data_list: [log], [echo]: echo }));
      });
    }),
  /** Says nothing for ever. */
  silent: () => listen(() => {}),
} as const satisfies Record<string, () => Promise<Running>>;

/** Name of a server. */
export type ServerName = keyof typeof servers;

async function receive(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

async function listen(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
