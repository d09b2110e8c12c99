import { type Json, type JsonObject, own } from '../base/json.js';
import { select } from '../base/pointer.js';
import { suggest } from '../base/suggest.js';
import type { Contract } from '../contract/contract.js';
import { fieldsOf, textOf } from '../judge/index.js';
import type { KnownValues } from './questions/known-values.js';

/** Different values of one parameter that the nearest one is looked for among. */
const MAX_CANDIDATES = 2_000;

/** A value that was given with `--value`, and found nothing although it was asked for. */
export interface Fruitless {
  readonly operation: string;
  readonly parameter: string;
  readonly value: string;
  /** The value that was probably meant: of the enum, or one that the server has shown. */
  readonly nearest?: string | undefined;
}

/** A parameter that values were given for. */
interface Given {
  readonly name: string;
  /** Where the parameter selects; none where it selects nothing. */
  readonly fields: readonly string[];
  /** Texts of the values, and whether each has found something; undefined where it was not asked for. */
  readonly found: Map<string, boolean | undefined>;
  /** What may have been meant: the enum, and what the server has shown in the fields. */
  readonly candidates: Set<string>;
}

/** Watches what the values find that a user has given. */
export class GivenValues {
  readonly #contract: Contract;
  readonly #given: readonly Given[];

  constructor(contract: Contract, known: KnownValues) {
    this.#contract = contract;
    this.#given = contract.parameters
      .filter(({ name }) => known.isGiven(name))
      .map(({ name, filter }) => {
        const listed = known.allowed(name);
        // A value that the enum does not list finds nothing, and nothing asks for it.
        const before = (value: Json) => (listed === undefined || listed.includes(value) ? undefined : false);
        return {
          name,
          fields: filter === undefined ? [] : fieldsOf(filter),
          found: new Map(
            known
              .of(name)
              .flat()
              .map((value) => [textOf(value), before(value)]),
          ),
          candidates: new Set(listed?.map(textOf)),
        };
      });
  }

  /**
   * Looks at an answer.
   *
   * @param items what was found; none where the question was refused or not answered
   */
  saw(parameters: JsonObject, items: readonly Json[] = []): void {
    for (const { name, fields, found, candidates } of this.#given) {
      const sent = own(parameters, name);
      for (const value of sent === undefined ? [] : [sent].flat()) {
        const text = textOf(value);
        if (found.has(text)) found.set(text, found.get(text) === true || items.length > 0);
      }
      for (const { value } of items.flatMap((item) => fields.flatMap((field) => select(item, field)))) {
        if (typeof value !== 'object' && candidates.size < MAX_CANDIDATES) candidates.add(textOf(value));
      }
    }
  }

  /** The values that were asked for, and found nothing in any answer. */
  get fruitless(): readonly Fruitless[] {
    const { id: operation } = this.#contract;
    return this.#given.flatMap(({ name: parameter, found, candidates }) =>
      [...found].flatMap(([value, hasFound]): Fruitless[] =>
        hasFound === false ? [{ operation, parameter, value, nearest: nearestOf(value, [...candidates]) }] : [],
      ),
    );
  }
}

/** The nearest other value. */
function nearestOf(value: string, candidates: readonly string[]): string | undefined {
  return suggest(
    value,
    candidates.filter((candidate) => candidate !== value),
  );
}
