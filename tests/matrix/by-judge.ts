import { parseExact } from '../../scripts/base/exact.js';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { Judge, type JudgeOptions } from '../../scripts/judge/index.js';
import { decode } from './decode.js';
import type { Recorded } from './recorder.js';
import { failed, type Verdict, verdictOf } from './verdict.js';

/** Lets the judge alone judge what was recorded. */
export function byJudge(
  recorded: readonly Recorded[],
  contracts: readonly Contract[],
  options: JudgeOptions = {},
): Verdict {
  const started = performance.now();
  try {
    const judges = new Map(contracts.map((contract) => [contract.id, new Judge(contract, options)]));
    for (const one of recorded) {
      const decoded = decode(one);
      const request = decoded?.request as JsonObject | undefined;
      judges.get(decoded?.operation ?? '')?.see({
        request: request && (numbersOf(request) as JsonObject),
        status: one.status,
        contentType: one.answerHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1],
        ...bodyOf(one.answer),
      });
    }
    const found = [...judges.values()].flatMap((judge) =>
      judge.close().rules.flatMap(({ judgements, rule }) =>
        judgements.map(({ severity, path, message, expected, actual }) => ({
          property: rule.id,
          severity,
          path,
          message: `${message}; expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`,
        })),
      ),
    );
    return verdictOf(found, [], recorded.length, performance.now() - started);
  } catch (error) {
    return failed(error, performance.now() - started);
  }
}

function bodyOf(text: string) {
  try {
    return { body: parseExact(text).plain };
  } catch {
    return text === '' ? {} : { problem: 'is no JSON' };
  }
}

/** Bigints as the numbers that they are, as far as numbers go. */
function numbersOf(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(numbersOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, numbersOf(part)]));
}
