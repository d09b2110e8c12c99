import type { ServerResponse } from 'node:http';
import { rpcError } from './alibaba.js';
import { restError } from './huawei.js';
import { jsonText } from './json-text.js';
import type { Answer, Incoming } from './service.js';

/** A request before its operation is known. */
export type Arrived = Omit<Incoming, 'named'>;

/**
 * What stands before all operations: how requests are admitted and numbered, and how answers travel. All parts are
 * replaceable, like those of a service.
 */
export interface Gateway {
  /** The id of the n-th request. */
  requestId(number: number): string;
  /** Answers before anything is read, as for a client that asks too much; undefined passes the request on. */
  admit(arrived: Arrived, number: number, requestId: string): Answer | undefined;
  /** The answer to a request that names no operation, or one that is unknown. */
  unknown(why: 'path' | 'unnamed' | 'action', requestId: string): Answer;
  /** The text of a body that is no text yet. */
  text(body: unknown): string;
  /** Writes an answer with its body's text. */
  send(response: ServerResponse, answer: Answer, text: string, arrived: Arrived): void;
}

/** The correct gateway. */
export function createGateway(): Gateway {
  return {
    // The same server gives the same ids in the same order, and never one twice.
    requestId: (number) => `3956048F-9D73-5EDB-834B-${number.toString(16).toUpperCase().padStart(12, '0')}`,
    admit: () => undefined,
    unknown: (why, requestId) => {
      if (why === 'path') {
        const message = 'The API does not exist or has not been published in the environment.';
        return restError(404, 'APIGW.0101', message, requestId);
      }
      return why === 'unnamed'
        ? rpcError(400, 'MissingParameter', 'Action is mandatory for this action.', requestId)
        : rpcError(404, 'InvalidAction.NotFound', 'The specified action is not found.', requestId);
    },
    text: (body) => jsonText(body),
    send: (response, answer, text) => {
      response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(text) });
      response.end(text);
    },
  };
}
