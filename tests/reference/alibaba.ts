import type { Answer, Cause, Incoming, Params, Refused, Service } from './service.js';

/** What the RPC gateway knows of an operation. */
export interface RpcOperation {
  readonly action: string;
  readonly version: string;
  readonly service: Service;
}

const TYPE = 'application/json;charset=utf-8';

/** An error as the RPC gateway sends it. */
export function rpcError(status: number, code: string, message: string, requestId: string): Answer {
  const body = { RequestId: requestId, HostId: 'tds.aliyuncs.com', Code: code, Message: message };
  return { status, headers: { 'content-type': TYPE, 'x-acs-request-id': requestId }, body };
}

/** A successful answer as the RPC gateway sends it. */
export function rpcSuccess(body: unknown, requestId: string): Answer {
  return { status: 200, headers: { 'content-type': TYPE, 'x-acs-request-id': requestId }, body };
}

/** Query string and form body together, as the RPC gateway takes them. */
export function rpcParams(incoming: Incoming): Params {
  const params: Params = new Map(new URLSearchParams(incoming.query));
  for (const [name, value] of formOf(incoming)) params.set(name, value);
  return params;
}

/** How an operation reports the causes of a refusal. */
export function rpcRefusals(codes: Record<Cause, readonly [number, string, string]>): Service['refuse'] {
  return (refused: Refused, requestId) => {
    const [status, code, message] = codes[refused.why];
    return rpcError(status, code, message.replace('%p', refused.parameter), requestId);
  };
}

/** The fields of a form body; none if the body is of another type. */
function formOf({ headers, body }: Pick<Incoming, 'headers' | 'body'>): URLSearchParams {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(String(headers['content-type'] ?? ''));
  return new URLSearchParams(isForm ? body : '');
}

/** Where an RPC request names its operation: headers first, then the query, then the form. */
export function rpcNamed(
  incoming: Omit<Incoming, 'named'>,
): { action: string; version: string; named: Incoming['named'] } | undefined {
  const query = new URLSearchParams(incoming.query);
  const form = formOf(incoming);
  const read = {
    header: (name: string) => incoming.headers[`x-acs-${name.toLowerCase()}`],
    query: (name: string) => query.get(name),
    form: (name: string) => form.get(name),
  };
  for (const named of ['header', 'query', 'form'] as const) {
    const action = read[named]('Action');
    const version = read.header('Version') ?? read.query('Version') ?? read.form('Version');
    if (typeof action === 'string' && typeof version === 'string') return { action, version, named };
  }
  return undefined;
}
