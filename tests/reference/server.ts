import { createServer, type IncomingMessage } from 'node:http';
import { type Running, runServer } from '../support/running.js';
import { type RpcOperation, rpcNamed, rpcSuccess } from './alibaba.js';
import { type Arrived, createGateway, type Gateway } from './gateway.js';
import { isOperationLogs, restSuccess } from './huawei.js';
import { type Answer, type Incoming, type Query, Refused, type Seen, type Service } from './service.js';
import { createServices, type Services } from './services/index.js';

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
 * @param options.difference what to plant
 */
export async function startReference({ difference }: { difference?: Difference } = {}): Promise<Running> {
  const services = createServices(Date.now());
  const gateway = createGateway();
  difference?.plant(services, gateway);
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
  return runServer(server);
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
