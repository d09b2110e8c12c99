import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { contentOf, responseFor, successBody, successResponse } from '../contract/responses.js';
import { type Complaint, complain } from './complaint.js';
import type { Operation } from './operation.js';
import type { Answer, Reply } from './transport/answer.js';

/** The reply to a valid request, or what there is to complain about instead. */
export type Success = { readonly reply: Reply; readonly body: Json } | { readonly complaint: Complaint };

/** Whether a valid request was answered as one. */
export function successOf(contract: Contract, answer: Answer): Success {
  if (answer.kind === 'no-reply') return { complaint: noReply(answer) };
  if (!isSuccess(contract, answer.status)) {
    const message = `a valid request is answered with status ${answer.status}`;
    return { complaint: complain(answer, message, successBody(contract).status, answer.status) };
  }
  if (answer.body === undefined) {
    return {
      complaint: complain(answer, 'the body is not JSON', successBody(contract).mediaType, answer.text.slice(0, 200)),
    };
  }
  return { reply: answer, body: answer.body };
}

/** Whether a status is the contract's successful one; any of 2xx where it leaves the status open. */
export function isSuccess(contract: Contract, status: number): boolean {
  return status >= 200 && status <= 299 && responseFor(contract, status) === successResponse(contract);
}

/** The complaint that there is no response. */
export function noReply(answer: Answer & { kind: 'no-reply' }): Complaint {
  return complain(answer, `no response: ${answer.message}`, 'a response', answer.reason);
}

/** Whether a status is one that a client is to blame for. */
export function isClientError(status: number): boolean {
  return status >= 400 && status < 500;
}

/** Judges status, content type and body of any answer by the response that the contract declares for its status. */
export function judgeDeclared(operation: Operation, answer: Answer): Complaint[] {
  if (answer.kind === 'no-reply') return [noReply(answer)];
  const { contract } = operation;
  const declared = responseFor(contract, answer.status);
  if (declared === undefined) {
    const known = Object.keys(contract.responses);
    return [complain(answer, `status ${answer.status} is not documented`, known, answer.status)];
  }
  const wanted = contentOf(declared).mediaType;
  if (wanted === '') return [];
  const type = mediaType(answer.headers['content-type'] ?? '');
  const complaints: Complaint[] = [];
  if (type !== wanted.toLowerCase()) {
    complaints.push(complain(answer, `the content type is "${type}"`, wanted, type));
  }
  if (!/json/i.test(wanted)) return complaints;
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
