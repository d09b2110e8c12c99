import { type Json, type JsonObject, own } from '../base/json.js';
import { select } from '../base/pointer.js';
import { suggest } from '../base/suggest.js';
import type { Contract } from '../contract/contract.js';
import { fieldsOf, textOf } from '../judge/index.js';
import type { KnownValues } from './questions/known-values.js';

/** Different values of one field that are remembered to find the nearest one among. */
const MAX_SHOWN = 2_000;

/** A value that was given with `--value`, and found nothing although it was asked for. */
export interface Fruitless {
  readonly operation: string;
  readonly parameter: string;
  readonly value: string;
  /** The value that was probably meant: of the enum, or one that the server has shown. */
  readonly nearest?: string | undefined;
}

/** Watches what the values find that a user has given. */
export class GivenValues {
  readonly #contract: Contract;
  readonly #known: KnownValues;
  /** Texts of the values by parameter, and whether each has found something; undefined where it was not asked for. */
  readonly #found = new Map<string, Map<string, boolean | undefined>>();
  /** What the server has shown in the fields of each parameter. */
  readonly #shown = new Map<string, Set<string>>();

  constructor(contract: Contract, known: KnownValues) {
    this.#contract = contract;
    this.#known = known;
    for (const { name } of contract.parameters) {
      if (!known.isGiven(name)) continue;
      const listed = known.allowed(name);
      // A value that the enum does not list finds nothing, and nothing asks for it.
      const before = (value: Json) => (listed === undefined || listed.includes(value) ? undefined : false);
      this.#found.set(
        name,
        new Map(
          known
            .of(name)
            .flat()
            .map((value) => [textOf(value), before(value)]),
        ),
      );
      this.#shown.set(name, new Set());
    }
  }

  /**
   * Looks at an answer.
   *
   * @param items what was found; undefined where the question was refused or not answered
   */
  saw(parameters: JsonObject, items: readonly Json[] | undefined): void {
    if (this.#found.size === 0) return;
    for (const [name, values] of this.#found) {
      const sent = own(parameters, name);
      for (const value of sent === undefined ? [] : [sent].flat()) {
        const text = textOf(value);
        if (values.has(text)) values.set(text, values.get(text) === true || (items?.length ?? 0) > 0);
      }
      this.#remember(name, items ?? []);
    }
  }

  /** The values that were asked for, and found nothing in any answer. */
  get fruitless(): readonly Fruitless[] {
    return [...this.#found].flatMap(([parameter, values]) => {
      const listed = (this.#known.allowed(parameter) ?? []).map(textOf);
      const candidates = [...listed, ...(this.#shown.get(parameter) ?? [])];
      return [...values].flatMap(([value, found]): Fruitless[] =>
        found === false
          ? [{ operation: this.#contract.id, parameter, value, nearest: nearestOf(value, candidates) }]
          : [],
      );
    });
  }

  #remember(name: string, items: readonly Json[]): void {
    const filter = this.#contract.parameters.find((parameter) => parameter.name === name)?.filter;
    const shown = this.#shown.get(name);
    if (filter === undefined || shown === undefined) return;
    for (const item of items) {
      for (const field of fieldsOf(filter)) {
        if (shown.size >= MAX_SHOWN) return;
        for (const { value } of select(item, field)) if (typeof value !== 'object') shown.add(textOf(value));
      }
    }
  }
}

/** The nearest other value. */
function nearestOf(value: string, candidates: readonly string[]): string | undefined {
  return suggest(
    value,
    candidates.filter((candidate) => candidate !== value),
  );
}
