import { firstDifference } from '../../base/first-difference.js';
import { jsonText } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import { isClientError, plainAnswerOf } from '../../judge/index.js';
import { protocolOf } from '../../wire/index.js';
import type { Property } from '../property.js';
import { type BadRequest, badRequests, plainRequest } from '../questions/bad-requests.js';
import { contrast } from '../questions/contrast.js';
import { spread } from '../questions/random.js';
import { validRequests } from '../questions/valid-requests.js';
import type { Answer, Reply } from '../transport/answer.js';

/** The same request, sent in every way that the protocol knows, has the same answer. */
export const wireVariants: Property = {
  name: 'wire-variants',
  class: 'wire',
  statement:
    'However a request is sent, the answer is the same: by any method, in query or form, in any style of list.',
  compares: {
    provenance: { kind: 'documented', where: "The vendor's protocol, as its own SDKs use it" },
    severity: 'error',
    remedy: 'records that a request selects',
  },
  cost: 300,
  applies: (contract) => protocolOf(contract).variants(contract).length > 1,
  run: async (session) => {
    const { contract, operation } = session;
    const plain = plainAnswerOf(contract);
    const total = contract.pagination?.response.total;
    const placeOfDifference = (one: Reply, other: Reply): string | undefined => {
      const [first, second] = [one, other].map(({ body }) => plain(body ?? null));
      // Where records come and go, a count may be of another moment than the page that states it.
      const isPassing = (path: string) => path === total && operation.judge.ledger.isLive;
      return firstDifference(first ?? null, second ?? null, isPassing);
    };
    const [usual, ...others] = operation.protocol.variants(contract);
    const { cases, always, runs } = await validRequests(session);
    // Where nothing could be read in the usual way, another one may still be answered.
    const first = always.length > 0 ? spread(always, 12) : [await plainRequest(session)];
    const answers = new Map<string, Reply>();
    const wrong = spread(
      (await badRequests(session)).filter((one) => !one.isDisputable),
      12,
    );
    const refusals = new Map<BadRequest, Answer>();
    for (const variant of others) {
      await session.forAll({
        // The same cases for each variant, so that the usual way is asked once.
        label: 'variants',
        cases: runs === 0 ? undefined : cases,
        always: first,
        runs: Math.ceil(runs / 2),
        ask: async (request) => {
          const ask = async (way: string | undefined) => {
            const { answer } = await session.ask(request, { variant: way });
            return answer.kind === 'no-reply' ? undefined : answer;
          };
          const result = await contrast(session, {
            usual: () => ask(usual),
            other: () => ask(variant),
            // Of refusals the status counts: their texts are for people.
            isSame: (one, other) =>
              one.status === other.status && (one.status >= 400 || placeOfDifference(one, other) === undefined),
            remembered: { answers, key: jsonText(request) },
          });
          if (result === undefined) return;
          const { usual: one, other } = result;
          const path = one.status === other.status ? (placeOfDifference(one, other) ?? '') : '';
          const [expected, actual] = [one, other].map((reply) => at(reply.body ?? null, path));
          session.complain({
            answer: other,
            path,
            message: `sent as "${variant}", the answer differs from that to "${usual}"`,
            expected: one.status === other.status ? (expected ?? 'nothing') : one.status,
            actual: one.status === other.status ? actual : other.status,
          });
        },
      });
      // What is wrong stays wrong.
      for (const request of wrong) {
        const { parameters, as, label } = request;
        session.runs++;
        const one =
          refusals.get(request) ?? (await session.ask(parameters, { as, variant: usual, isBad: true })).answer;
        if (one.kind === 'reply' && isClientError(one.status)) refusals.set(request, one);
        const { answer: other } = await session.ask(parameters, { as, variant, isBad: true });
        if (one.kind === 'no-reply' || other.kind === 'no-reply') continue;
        session.compared++;
        if (isClientError(one.status) === isClientError(other.status)) continue;
        session.complain({
          answer: other,
          path: '',
          message: `${label}, sent as "${variant}", has another status than sent as "${usual}"`,
          expected: one.status,
          actual: other.status,
        });
        break;
      }
    }
  },
};
