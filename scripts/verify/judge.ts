import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Contract, Response } from '../contract/contract.js';
import type { Answer, Reply } from './answer.js';
import { type Complaint, complain } from './complaint.js';
import type { Operation } from './operation.js';

/** The reply to a valid request, or what there is to complain about instead. */
export type Success = { readonly reply: Reply; readonly body: Json } | { readonly complaint: Complaint };

/** Whether a valid request was answered as one. */
export function successOf(contract: Contract, answer: Answer): Success {
  if (answer.kind === 'no-reply') return { complaint: noReply(answer) };
  const wanted = contract.response.status;
  if (wanted === 0 ? answer.status < 200 || answer.status > 299 : answer.status !== wanted) {
    const message = `a valid request is answered with status ${answer.status}`;
    return { complaint: complain(answer, message, wanted || 200, answer.status) };
  }
  if (answer.body === undefined) {
    return {
      complaint: complain(answer, 'the body is not JSON', contract.response.mediaType, answer.text.slice(0, 200)),
    };
  }
  return { reply: answer, body: answer.body };
}

/** The complaint that there is no response. */
export function noReply(answer: Answer & { kind: 'no-reply' }): Complaint {
  return complain(answer, `no response: ${answer.message}`, 'a response', answer.reason);
}

/** Whether a status is one that a client is to blame for. */
export function isClientError(status: number): boolean {
  return status >= 400 && status < 500;
}

/** The declared response of a status; undefined where the contract declares none. */
export function declaredFor(contract: Contract, status: number): Response | undefined {
  const all = [contract.response, ...contract.errors];
  return (
    all.find((response) => response.status === status) ??
    // OpenAPI writes 4XX for a whole class; the loader reads that as 400.
    all.find((response) => response.status === 0)
  );
}

/** Judges status, content type and body of any answer by the response that the contract declares for its status. */
export function judgeDeclared(operation: Operation, answer: Answer): Complaint[] {
  if (answer.kind === 'no-reply') return [noReply(answer)];
  const { contract } = operation;
  const declared = declaredFor(contract, answer.status);
  if (declared === undefined) {
    const known = [contract.response, ...contract.errors].map((response) => response.status);
    return [complain(answer, `status ${answer.status} is not documented`, known, answer.status)];
  }
  if (declared.mediaType === '') return [];
  const type = mediaType(answer.headers['content-type'] ?? '');
  const complaints: Complaint[] = [];
  if (type !== declared.mediaType.toLowerCase()) {
    complaints.push(complain(answer, `the content type is "${type}"`, declared.mediaType, type));
  }
  if (!/json/i.test(declared.mediaType)) return complaints;
  if (answer.body === undefined) {
    return [...complaints, complain(answer, 'the body is not JSON', 'JSON', answer.text.slice(0, 200))];
  }
  const validate = operation.validators.of(declared);
  if (validate(answer.body) === true) return complaints;
  for (const error of (validate.errors ?? []).slice(0, 5)) {
    const path = error.instancePath;
    const what = `${path === '' ? 'the body ' : ''}${error.message ?? 'violates its schema'}`;
    complaints.push(complain(answer, what, expectedOf(error.params), at(answer.body, path), path));
  }
  return complaints;
}

function mediaType(header: string): string {
  return (header.split(';')[0] as string).trim().toLowerCase();
}

/** What AJV says would have been right. */
function expectedOf(params: Record<string, unknown>): Json {
  const { allowedValues, type, missingProperty, format, limit, pattern, allowedValue } = params;
  return (allowedValues ?? allowedValue ?? type ?? missingProperty ?? format ?? limit ?? pattern ?? null) as Json;
}

/** The body without what names the call, which differs from answer to answer. */
export function withoutRequestId(operation: Operation, body: Json): Json {
  const { property } = operation.protocol.requestId;
  if (property === undefined || own(body, property) === undefined) return body;
  const { [property]: _, ...rest } = body as Record<string, Json>;
  return rest;
}
