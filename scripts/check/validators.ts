import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Json } from '../base/json.js';
import { createAjv, type Part, partId, RuntimeValidators, schemasOf } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';

/** Bodies larger than this, in characters of their text, are told one error only: each item may have several. */
const DETAILED = 1 << 20;
/** Errors of one body that are told. */
const MOST_ERRORS = 10;

/** Tells whether values are as a contract says, and what is wrong with those that are not. */
export class Validators {
  readonly #contract: Contract;
  readonly #quick: ReturnType<typeof createAjv>;
  readonly #compiled = new Map<Part, ValidateFunction>();
  #detailed: RuntimeValidators | undefined;

  constructor(contract: Contract) {
    this.#contract = contract;
    // Stops at the first error: nearly all values have none, and a hostile one may have millions.
    this.#quick = createAjv({ allErrors: false });
    for (const schema of schemasOf(contract).values()) this.#quick.addSchema(schema as AnySchemaObject);
  }

  /** A quick test of one part of the contract. */
  of(part: Part): ValidateFunction {
    let validate = this.#compiled.get(part);
    if (validate === undefined) {
      validate = this.#quick.getSchema(partId(part)) as ValidateFunction;
      this.#compiled.set(part, validate);
    }
    return validate;
  }

  /** The errors of a value that the quick test has just refused. @param size characters of its text */
  errorsOf(part: Part, value: Json, size: number): readonly ErrorObject[] {
    const first = this.of(part).errors ?? [];
    if (size > DETAILED) return first;
    this.#detailed ??= new RuntimeValidators(this.#contract);
    const validate = this.#detailed.of(part);
    return validate(value) ? first : (validate.errors ?? first).slice(0, MOST_ERRORS);
  }
}

/** What AJV says would have been right. */
export function expectedOf({ params }: ErrorObject): Json {
  const { allowedValues, allowedValue, type, missingProperty, format, limit, pattern } = params as Record<string, Json>;
  return allowedValues ?? allowedValue ?? type ?? missingProperty ?? format ?? limit ?? pattern ?? null;
}
