import type { Answer, Incoming, Params } from './service.js';

const TYPE = 'application/json';

/** An error as the services and the API gateway send it. */
export function restError(status: number, code: string, message: string, requestId: string): Answer {
  return {
    status,
    headers: { 'content-type': TYPE, 'x-request-id': requestId },
    body: { error_code: code, error_msg: message },
  };
}

/** A successful answer. */
export function restSuccess(body: unknown, requestId: string): Answer {
  return { status: 200, headers: { 'content-type': TYPE, 'x-request-id': requestId }, body };
}

const path = /^\/v5\/([^/]+)\/ransomware\/backup\/operation-logs$/;

/** Whether the path is that of the operation. */
export function isOperationLogs(incoming: Pick<Incoming, 'path'>): boolean {
  return path.test(incoming.path);
}

/** The parameters of path and query. */
export function restParams(incoming: Incoming): Params {
  const params: Params = new Map(new URLSearchParams(incoming.query));
  const project = path.exec(incoming.path)?.[1] ?? '';
  try {
    params.set('project_id', decodeURIComponent(project));
  } catch {
    // Not percent-encoded text: too short a name, so that it is refused.
    params.set('project_id', '');
  }
  return params;
}
