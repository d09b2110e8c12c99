import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import type { Cause, Contract } from '../contract/contract.js';
import { errorBodies } from '../contract/responses.js';
import type { BadRequest } from './bad-requests.js';
import { type Complaint, complain } from './complaint.js';
import { isClientError, judgeDeclared, noReply } from './judge.js';
import type { Operation } from './operation.js';
import type { Answer } from './transport/answer.js';

/** Judges the answer to a request that has to be refused: a client error in the vendor's envelope, with a fitting code. */
export function judgeRefusal(operation: Operation, answer: Answer, bad: BadRequest): Complaint[] {
  const { contract } = operation;
  if (answer.kind === 'no-reply') return [noReply(answer)];
  if (!isClientError(answer.status)) {
    const message = `${bad.label} is answered with status ${answer.status}`;
    return [complain(answer, message, 'a client error (4xx)', answer.status)];
  }
  if (answer.body === undefined || !isObject(answer.body)) {
    return [
      complain(
        answer,
        `${bad.label} is refused without the vendor's envelope`,
        'a JSON object',
        answer.text.slice(0, 200),
      ),
    ];
  }
  const envelope = judgeDeclared(operation, answer);
  if (envelope.length > 0) return envelope.slice(0, 1);
  const fitting = documentedCodes(contract, bad);
  if (fitting.length === 0) return [];
  const found = fitting.some(({ field, code, status }) => answer.status === status && own(answer.body, field) === code);
  const field = fitting[0]?.field ?? '';
  return found
    ? []
    : [
        complain(
          answer,
          `${bad.label} is refused with another code than the documented one`,
          fitting.map(({ code, status }) => `${status} ${code}`),
          `${answer.status} ${String(own(answer.body, field))}`,
          `/${field}`,
        ),
      ];
}

/** A code that reports a cause: where in the body it stands, and with which status. */
interface Code {
  readonly field: string;
  readonly code: string;
  readonly status: number;
}

/**
 * The codes that may report what is wrong with a request. None where the page documents none for the cause: then the
 * vendor's common ones apply, which come in many spellings.
 */
function documentedCodes(contract: Contract, { cause, parameter }: BadRequest): Code[] {
  const causes: Cause[] = cause === 'not-found' ? ['not-found'] : ['invalid-parameter', 'missing-parameter'];
  // A key of the wrong shape is also the key of nothing.
  if (cause === 'invalid-parameter' && parameter === contract.lookup?.key) causes.push('not-found');
  const examples = errorBodies(contract).flatMap(({ status, examples }) =>
    Object.entries(examples)
      .filter(([, example]) => example.raisedWhen.some((one) => causes.includes(one)))
      .map(([name, example]) => ({ name, status, example })),
  );
  if (!examples.some(({ example }) => example.source === 'documented' && example.raisedWhen.includes(cause))) return [];
  return examples.flatMap(({ name, status, example }) => {
    const field = fieldOf(example.value, name);
    return field === undefined ? [] : [{ field, code: name, status }];
  });
}

/** An example is named after its code, so the code stands where the name does. */
function fieldOf(body: Json, name: string): string | undefined {
  return isObject(body) ? Object.keys(body).find((key) => body[key] === name) : undefined;
}
