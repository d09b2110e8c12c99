import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RpcOperation, rpcNamed, rpcSuccess } from './alibaba.js';
import { type Arrived, createGateway, type Gateway } from './gateway.js';
import { isOperationLogs, restSuccess } from './huawei.js';
import { type Answer, type Incoming, type Query, Refused, type Seen, type Service } from './service.js';
import { createServices, type Services } from './services/index.js';

/** A server that runs. */
export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** One difference, allowed or not, to plant into the otherwise correct server. */
export interface Difference {
  plant(services: Services, gateway: Gateway): void;
}

/** The largest request body, in bytes. */
const MAX_BODY = 1 << 20;

/**
 * Starts a correct server for the five operations, written by hand after the vendors' pages and wire protocols. It
 * shares no code with the mock: what both agree on is what the contracts say.
 *
 * @param options.port 0, the default, takes any free port of 127.0.0.1
 * @param options.difference what to plant
 * @param options.now the moment that the records are dated back from, in milliseconds; the clock's by default
 */
export async function startReference(
  options: { port?: number; difference?: Difference; now?: number } = {},
): Promise<Running> {
  const services = createServices(options.now ?? Date.now());
  const gateway = createGateway();
  options.difference?.plant(services, gateway);
  const respond = router(services, gateway);
  // Long values are legal: the default of 16 KiB would refuse them before they are read.
  const server = createServer({ maxHeaderSize: 1 << 20, keepAlive: true }, (request, response) => {
    receive(request).then(
      (arrived) => {
        const answer = respond(arrived);
        const text = typeof answer.body === 'string' ? answer.body : gateway.text(answer.body);
        gateway.send(response, answer, text, arrived);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
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

async function receive(request: IncomingMessage): Promise<Arrived> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MAX_BODY) throw new Error('too large');
    parts.push(part as Buffer);
  }
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const body = Buffer.concat(parts).toString('utf8');
  return { method: request.method ?? 'GET', path, query, headers: request.headers, body };
}

function router(services: Services, gateway: Gateway): (arrived: Arrived) => Answer {
  const { ListOperationTask, ListOperationProcessDetail, DescribeSecurityEventOperationStatus } = services;
  const rpc: RpcOperation[] = [
    ...[ListOperationTask, ListOperationProcessDetail, DescribeSecurityEventOperationStatus].map((service) => ({
      action: service.id,
      version: '2018-12-03',
      service,
    })),
    { action: 'DescribeProcessTasks', version: '2022-07-28', service: services.DescribeProcessTasks },
  ];
  let number = 0;

  return (arrived) => {
    number++;
    const requestId = gateway.requestId(number);
    const early = gateway.admit(arrived, number, requestId);
    if (early !== undefined) return early;
    if (arrived.path !== '/') {
      if (!isOperationLogs(arrived) || arrived.method !== 'GET') return gateway.unknown('path', requestId);
      const service = services.ListOperationLogsByVaultName;
      return serve(service, { ...arrived, named: 'path' }, number, requestId, restSuccess);
    }
    const named = rpcNamed(arrived);
    if (named === undefined) return gateway.unknown('unnamed', requestId);
    const operation = rpc.find(({ action, version }) => action === named.action && version === named.version);
    if (operation === undefined || !['GET', 'POST'].includes(arrived.method)) {
      return gateway.unknown('action', requestId);
    }
    return serve(operation.service, { ...arrived, named: named.named }, number, requestId, rpcSuccess);
  };
}

function serve(
  service: Service,
  incoming: Incoming,
  number: number,
  requestId: string,
  success: (body: unknown, requestId: string) => Answer,
): Answer {
  const refused = service.admit(incoming, requestId);
  if (refused !== undefined) return refused;
  const params = service.collect(incoming);
  const query: Query = {};
  const seen: Seen = { incoming, params, query, number, requestId };
  try {
    for (const [name, reader] of Object.entries(service.readers)) {
      const value = reader(params, name);
      if (value !== undefined) query[name] = value;
    }
    service.check(query);
    return service.after(success(service.answer(seen), requestId), seen);
  } catch (error) {
    if (error instanceof Refused) return service.after(service.refuse(error, requestId), seen);
    // A crash of a planted defect. The reference itself never comes here.
    return service.after(
      { status: 500, headers: { 'content-type': 'text/plain' }, body: `internal error: ${(error as Error).message}` },
      seen,
    );
  }
}
