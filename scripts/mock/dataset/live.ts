import { hashOf } from '../../base/hash.js';
import type { Json, JsonObject } from '../../base/json.js';
import { isObject, own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { resolveSchema, schemaAt } from '../../contract/schema-at.js';
import { fieldsOf } from './fields.js';
import { keepLinks, makeItemsInSteps, setAt, type WorldOptions } from './items.js';
import type { Steps } from './steps.js';
import { readMoment, writeMoment } from './values.js';

/** Steps between two arrivals, on average. */
const arrivalEvery = 4;
/** Records that arrive at most: what has to be made in advance. */
const maxArrivals = 200;
/** Steps within which an unfinished record goes on to its next phase. */
const phaseWithin = 30;

/** The phases of a status in the order in which they pass. The last two are alternatives. */
const course = ['pending', 'running', 'succeeded', 'failed'] as const;

/**
 * A world that changes from step to step: records arrive, the newest first, and go on along their lifecycle until it is
 * final. What happens when follows from the seed alone.
 */
export class LiveItems {
  readonly #contract: Contract;
  readonly #list: string;
  readonly #seed: number;
  readonly #items: readonly JsonObject[];
  readonly #records: number;
  readonly #moments: ReturnType<typeof fieldsOf>['moments'];
  /** Fields with a lifecycle: where they are, and the values of each phase. */
  readonly #statuses: readonly {
    readonly pointer: string;
    readonly phases: readonly (readonly Json[])[];
    readonly final: readonly Json[];
  }[];
  readonly #now: number;

  private constructor(
    contract: Contract,
    list: string,
    identity: readonly string[],
    options: WorldOptions,
    items: readonly JsonObject[],
  ) {
    const schema = schemaAt(successBody(contract).schema, contract.definitions, `${list}/*`) ?? {};
    const fields = fieldsOf(contract, schema, identity);
    this.#contract = contract;
    this.#list = list;
    this.#seed = hashOf(options.seed, contract.id, 'live');
    this.#now = options.now;
    this.#moments = fields.moments;
    this.#items = items;
    this.#records = Math.min(options.records, this.#items.length);
    this.#statuses = fields.enums.flatMap(({ pointer, schema: field }) => {
      const lifecycle = own(resolveSchema(field, contract.definitions), 'x-lifecycle');
      if (!isObject(lifecycle)) return [];
      const valuesOf = (key: string) => (Array.isArray(lifecycle[key]) ? lifecycle[key] : []);
      return [{ pointer, phases: course.map(valuesOf), final: valuesOf('final') }];
    });
  }

  /**
   * Makes all that will ever be, in steps.
   *
   * @param list pointer to the list in a response
   */
  static *make(contract: Contract, list: string, identity: readonly string[], options: WorldOptions): Steps<LiveItems> {
    const records = options.records + maxArrivals;
    const items = yield* makeItemsInSteps(contract, list, identity, { ...options, records });
    return new LiveItems(contract, list, identity, options, items);
  }

  /** What tells the states of the world apart: worlds of the same key hold the same. */
  stepOf(tick: number): number {
    return Math.max(0, Math.floor(tick / 2));
  }

  /** The records of a step, as a result without any order holds them: the newest first. */
  at(step: number): JsonObject[] {
    const arrived = Math.min(Math.floor((step * 2) / arrivalEvery), this.#items.length - this.#records);
    const items: JsonObject[] = [];
    for (let index = this.#records + arrived - 1; index >= this.#records; index--) {
      items.push(this.#later(this.#arrival(index), index, step * 2 - (index - this.#records + 1) * arrivalEvery));
    }
    for (let index = 0; index < this.#records; index++) {
      items.push(this.#later(this.#items[index] as JsonObject, index, step * 2));
    }
    return items;
  }

  /** A record that has only just begun. */
  #arrival(index: number): JsonObject {
    const item = { ...(this.#items[index] as JsonObject) };
    const latest = Math.max(
      ...this.#moments.map(({ pointer }) => readMoment(at(item, pointer))).filter(Number.isFinite),
      0,
    );
    // As far back as the arrivals before it are, so that each is newer than those before.
    const shift = this.#now - (maxArrivals - (index - this.#records)) * 1000 - latest;
    for (const { pointer, schema } of this.#moments) {
      const moment = readMoment(at(item, pointer));
      if (Number.isFinite(moment) && latest > 0) setAt(item, pointer, writeMoment(schema, moment + shift));
    }
    return item;
  }

  /** The record some steps later: with the statuses that it has come to. */
  #later(item: JsonObject, index: number, steps: number): JsonObject {
    let changed: JsonObject | undefined;
    for (const { pointer, phases, final } of this.#statuses) {
      const before = at(item, pointer);
      if (before === undefined || final.includes(before)) continue;
      let phase = phases.findIndex((values) => values.includes(before));
      let value: Json = before;
      let due = 1 + (hashOf(this.#seed, pointer, index) % phaseWithin);
      while (phase < 2 && due <= steps) {
        phase = phase === 0 && (phases[1]?.length ?? 0) > 0 ? 1 : 2 + (hashOf(this.#seed, pointer, index, 'end') % 2);
        // A lifecycle that lists no failure, or no success, ends the other way.
        const values = [phases[phase], phases[2], phases[3]].find((one) => one !== undefined && one.length > 0) ?? [];
        const ends = values.filter((one) => final.includes(one));
        const choice = phase < 2 || ends.length === 0 ? values : ends;
        if (choice.length === 0) break;
        value = choice[hashOf(this.#seed, pointer, index, phase) % choice.length] as Json;
        due += 1 + (hashOf(this.#seed, pointer, index, phase, 'due') % phaseWithin);
      }
      if (value === before) continue;
      changed ??= structuredClone(item);
      setAt(changed, pointer, value);
    }
    if (changed === undefined) return item;
    keepLinks(this.#contract, this.#list, [changed]);
    return changed;
  }
}
