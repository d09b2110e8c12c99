import http from 'node:http';
import { type Difference, startReference } from '../../reference/server.js';
import { forward } from '../../support/forward.js';
import { closeLater, serve } from '../transport/serve.js';

/** A correct server for an account in which nothing ever happened. */
export async function startPoor(): Promise<string> {
  const { url, close } = await startReference({
    difference: {
      plant: ({ DescribeSecurityEventOperationStatus, ...lists }) => {
        for (const service of Object.values(lists)) service.rows = [];
        DescribeSecurityEventOperationStatus.tasks = [];
      },
    },
  });
  closeLater(() => void close());
  return url;
}

/** Texts that want to be more than text, wherever they are shown. */
const ATTACKS = [
  '\u001b[2J\u001b]0;forged\u0007',
  '\n::error file=a.ts,line=1::forged',
  '</script><script>alert("forged")</script><img src=x onerror=alert(1)>',
  ']]></failure></testcase><testcase name="forged"/>',
];

/**
 * Answers everything with success, and with texts that want to be more than text, in keys, values and headers; repeats
 * what it was sent, credentials included.
 */
export function startHostile(): Promise<string> {
  return serve((request, response) => {
    const echo = JSON.stringify(request.headers);
    const attack = ATTACKS.join('');
    const task = { TaskId: attack, Status: attack, Type: echo, [attack]: echo, CheckId: 'x' };
    const body = { RequestId: echo, PageInfo: { Count: attack }, OperationTasks: [task, task], [echo]: attack };
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-echo': String(request.headers.authorization ?? ''),
      'set-cookie': `session=${request.headers['x-key'] ?? 'none'}`,
    });
    response.end(JSON.stringify(body));
  });
}

/** Takes requests, and answers none. */
export function startSilent(): Promise<string> {
  return serve(() => {});
}

/** Counts the requests to another server, and hands them on. */
export async function startCounting(url: string): Promise<{
  url: string;
  count: () => number;
  onRequest: (listener: (count: number, request: http.IncomingMessage) => void) => void;
}> {
  let count = 0;
  let told: (count: number, request: http.IncomingMessage) => void = () => {};
  const agent = new http.Agent({ keepAlive: true });
  closeLater(() => agent.destroy());
  const counting = await serve((request, response) => {
    told(++count, request);
    forward(request, response, `${url}${request.url}`, { agent });
  });
  return {
    url: counting,
    count: () => count,
    onRequest: (listener) => {
      told = listener;
    },
  };
}

/**
 * The correct server with few records, so that a run that asks everything of it is short.
 *
 * @param difference what to plant, into the operations with their few records
 */
export async function startSmall(difference?: Difference, records = 6): Promise<string> {
  const { url, close } = await startReference({
    difference: {
      plant: (services, gateway) => {
        const { DescribeSecurityEventOperationStatus: lookup, ...lists } = services;
        for (const list of Object.values(lists)) list.rows = list.rows.slice(0, records);
        lookup.tasks = lookup.tasks.slice(0, 3);
        difference?.plant(services, gateway);
      },
    },
  });
  closeLater(() => void close());
  return url;
}

/** The same with one defect: a task type that the page does not list. */
export const startSmallBroken = (): Promise<string> =>
  startSmall(
    {
      plant: ({ ListOperationTask: { rows } }) => {
        rows[2] = { ...rows[2], Type: 'CHECK' };
      },
    },
    3,
  );
