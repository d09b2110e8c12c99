import { jsonText } from '../reference/json-text.js';

/** Parameters of a request, as an application means them. */
export type Question = Readonly<Record<string, unknown>>;
/** An answer: its status, and its body if it is a JSON object. */
export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The project of the sample requests. */
export const project = '4154501ffc6f4bba8ff5de2fed6f0001';

/** An application's client of one server: writes requests out by hand, as the vendors' SDKs do. */
export class Client {
  readonly #url: string;
  #count = 0;

  constructor(url: string) {
    this.#url = url;
  }

  /** Asks; where the server is busy, a second time. Every fourth request to an RPC operation is a POST with a form. */
  async ask(operation: string, question: Question): Promise<Reply> {
    const isForm = ++this.#count % 4 === 0;
    const reply = await this.#send(operation, question, isForm);
    const isBusy = [429, 503].includes(reply.status) || /^Throttling/.test(String(reply.body.Code));
    return isBusy ? this.#send(operation, question, isForm) : reply;
  }

  async #send(operation: string, question: Question, isForm: boolean): Promise<Reply> {
    const { path, headers, form } = wireOf(operation, question, isForm);
    const response = await fetch(
      this.#url + path,
      form === undefined ? { headers } : { headers, method: 'POST', body: form },
    );
    const text = await response.text();
    try {
      const body = JSON.parse(text);
      return { status: response.status, body: typeof body === 'object' && body !== null ? body : {} };
    } catch {
      return { status: response.status, body: {} };
    }
  }
}

function wireOf(operation: string, question: Question, isForm: boolean) {
  const list = {
    ListOperationLogsByVaultName: 'ransomware/backup/operation-logs',
    ListQuarantinedFiles: 'quarantined-files',
  }[operation];
  if (list !== undefined) {
    const { project_id = project, ...rest } = question;
    const query = new URLSearchParams(
      Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const path = `/v5/${encodeURIComponent(String(project_id))}/${list}?${query}`;
    return { path, headers: { 'x-auth-token': 'token' }, form: undefined };
  }
  const isProcess = operation === 'DescribeProcessTasks';
  const fields = new URLSearchParams(
    Object.entries(question).flatMap(([name, value]): [string, string][] =>
      isProcess && Array.isArray(value) ? [[name, jsonText(value.map(String))]] : flattened(name, value),
    ),
  );
  const headers = { 'x-acs-action': operation, 'x-acs-version': isProcess ? '2022-07-28' : '2018-12-03' };
  return isForm ? { path: '/', headers, form: fields } : { path: `/?${fields}`, headers, form: undefined };
}

function flattened(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((part, index) => flattened(`${name}.${index + 1}`, part));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, part]) => flattened(`${name}.${key}`, part));
  return [[name, String(value)]];
}
