import { isDeepStrictEqual } from 'node:util';
import { hashOf } from '../../base/hash.js';
import { isObject, jsonText, own } from '../../base/json.js';
import { parsePointer } from '../../base/pointer.js';
import { itemsPointer } from '../identity.js';
import type { Seen } from '../ledger/seen.js';
import { type RuleMaker, rule } from '../rule.js';
import { callIdPointer } from './request-id.js';

/** Questions whose answers are remembered. */
const MOST_QUESTIONS = 5_000;

/** Identities of entries that are remembered with all answers together. */
const MOST_KEYS = 100_000;

/** An answer, as far as it is compared. */
interface Answer {
  readonly status: number | undefined;
  readonly digest: number;
  readonly keys: readonly (string | undefined)[];
}

/**
 * The same question has the same answer. Data change, so that another answer alone says nothing: but an answer that
 * comes back after another one was not the data's doing, nor is an order that changes between entries that do not.
 */
export const sameAnswer: RuleMaker = ({ contract }) => {
  const [callId] = parsePointer(callIdPointer(contract) ?? '');
  const pointer = itemsPointer(contract) ?? '';
  const digest = ({ body }: Seen): number => {
    if (body === undefined) return 0;
    if (callId === undefined || !isObject(body) || own(body, callId) === undefined) return hashOf(jsonText(body));
    const { [callId]: _, ...rest } = body;
    return hashOf(jsonText(rest));
  };
  return [
    rule(contract, {
      id: 'same-answer',
      class: 'cross-response',
      provenance: { kind: 'documented', where: contract.summary || contract.title },
      needsOthers: true,
      statement: 'The same question has the same answer when it is asked again.',
      remedy: 'the same request more than once',
      begin: (ledger) => {
        const answers = new Map<string, Answer[]>();
        let held = 0;
        return {
          see: (seen, verdict) => {
            const { request, exchange, keys, isSuccess, universe } = seen;
            if (
              request === undefined ||
              (exchange.status !== undefined && exchange.status >= 500) ||
              exchange.status === 429
            )
              return;
            const question = jsonText(request);
            const key = question.length > 200 ? String(hashOf(question)) : question;
            const former = answers.get(key);
            if (former === undefined && answers.size >= MOST_QUESTIONS) return;
            // Refusals are compared by their status: their texts are for people.
            const isRoom = held + keys.length <= MOST_KEYS;
            const now: Answer = {
              status: exchange.status,
              digest: isSuccess ? digest(seen) : 0,
              keys: isRoom ? keys : [],
            };
            held += now.keys.length;
            if (former === undefined) {
              answers.set(key, [now]);
              return;
            }
            verdict.compared();
            const last = former.at(-1) as Answer;
            const isSame = (one: Answer) => one.status === now.status && one.digest === now.digest;
            if (isSame(last)) return;
            const hasReturned = former.some(isSame);
            answers.set(key, [...former.slice(-3), now]);
            const finding = {
              path: isSuccess ? pointer : '',
              keyword: 'same',
              message: hasReturned ? 'differs from answer to answer, and comes back' : 'differs the second time',
              expected: last.status === now.status ? 'the same answer' : (last.status ?? null),
              actual: last.status === now.status ? `another answer` : (now.status ?? null),
            };
            if (hasReturned) return verdict.found(finding);
            const common = (list: readonly (string | undefined)[], others: ReadonlySet<string | undefined>) =>
              list.filter((one) => {
                const entry = one === undefined ? undefined : ledger.entries.get(ledger.entryKey(universe, one));
                return others.has(one) && entry !== undefined && entry.before.length === 0;
              });
            const [before, after] = [common(last.keys, new Set(keys)), common(keys, new Set(last.keys))];
            if (!isDeepStrictEqual(before, after))
              return verdict.found({ ...finding, message: 'has the same entries in another order' });
            ledger.changes++;
            verdict.suspect(finding, { kind: 'still' });
          },
        };
      },
    }),
  ];
};
