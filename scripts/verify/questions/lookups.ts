import { type Json, type JsonObject, setOwn } from '../../base/json.js';
import type { Operation } from '../operation.js';
import type { Purse } from '../purse.js';
import { requestInFull } from './request-in-full.js';
import { type Collection, itemsIn, successBodyOf, wordsOf } from './result.js';

/** Entities that are looked at for one lookup. */
const MAX_SUBJECTS = 12;

/** Entities that are looked up with the examples of all parameters, where none is found without. */
const MOST_IN_FULL = 3;

/** How far around a known number others are looked for. */
const NEIGHBOURHOOD = 10;

/**
 * Looks up entities: those of the values that are known, and their neighbours.
 *
 * @param key the parameter that names the entity
 * @returns what was found, and why nothing was
 * @throws BudgetSpent
 */
export async function lookUp(
  operation: Operation,
  key: string,
  purse: Purse | undefined,
): Promise<{ readonly collections: readonly Collection[]; readonly problem: string | undefined }> {
  const { known } = operation;
  let problem: string | undefined;
  const collections: Collection[] = [];
  const values = known.of(key);
  // An example need not exist on this server, and neighbours of a good number are often good, too.
  const numbers = values.filter((value) => typeof value === 'number');
  const neighbours = numbers.flatMap((value) =>
    Array.from({ length: NEIGHBOURHOOD }, (_, index) => [value + index + 1, value - index - 1]).flat(),
  );
  let failures = 0;
  for (const value of new Set([...values, ...neighbours])) {
    if (collections.length >= MAX_SUBJECTS || failures > 2 || (collections.length > 0 && purse?.left === 0)) break;
    const base: JsonObject = { ...known.required };
    setOwn(base, key, value);
    const asked = await operation.ask(base, { purse });
    const body = successBodyOf(operation, asked.answer);
    if (body !== undefined) {
      collections.push({ base, items: itemsIn(operation, body), isComplete: true, total: undefined });
      continue;
    }
    const { answer } = asked;
    if (answer.kind === 'no-reply' || answer.status >= 500) failures++;
    problem = wordsOf(asked);
  }
  if (collections.length === 0 && failures === 0)
    collections.push(...(await lookUpInFull(operation, key, values, purse)));
  return { collections, problem: collections.length > 0 ? undefined : problem };
}

/** What is found with the examples of all other parameters, where nothing is found without them. */
async function lookUpInFull(
  operation: Operation,
  key: string,
  values: readonly Json[],
  purse: Purse | undefined,
): Promise<Collection[]> {
  const { required } = operation.known;
  const full = requestInFull(operation, required);
  if (full === undefined) return [];
  const collections: Collection[] = [];
  for (const value of values.slice(0, MOST_IN_FULL)) {
    const base: JsonObject = { ...full };
    setOwn(base, key, value);
    const asked = await operation.ask(base, { purse });
    const body = successBodyOf(operation, asked.answer);
    if (body === undefined) continue;
    collections.push({ base, items: itemsIn(operation, body), isComplete: true, total: undefined });
    // Now that the value is known to be good, the refusal can be held against what was refused.
    const plain: JsonObject = { ...required };
    setOwn(plain, key, value);
    await operation.ask(plain, { purse });
    await operation.ask(base, { purse });
  }
  return collections;
}
