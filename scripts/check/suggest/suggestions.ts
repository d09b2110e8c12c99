import type { Exact } from '../../base/exact.js';
import { writeExact } from '../../base/exact.js';
import type { Json } from '../../base/json.js';
import { anyIndex, at, parsePointer } from '../../base/pointer.js';
import type { Contract, Response } from '../../contract/contract.js';
import { findSuccess, responseFor } from '../../contract/responses.js';
import { undeclaredFinder } from '../../contract/undeclared.js';
import { SchemaJudge } from '../../judge/index.js';
import { Secrets } from '../../report/index.js';
import type { Recording } from '../recording.js';
import { originOf } from './origin-of.js';
import { measureOf, type Proposal } from './proposal.js';

/** Proposals that are kept; a recording with more is of another API. */
const MAX_PROPOSALS = 500;

/** Different values of one proposal that are kept. */
const MAX_VALUES = 20;

/** Bytes of a value that is kept. */
const MAX_VALUE_BYTES = 10_000;

/** What is asked of each contract. */
interface Asked {
  readonly judge: SchemaJudge;
  readonly undeclared: ReturnType<typeof undeclaredFinder> | undefined;
  readonly success: Response | undefined;
}

/** Gathers, in bounded memory, what recorded answers have that the specs do not allow or know. */
export class Suggestions {
  readonly #proposals = new Map<string, Proposal>();
  readonly #asked = new Map<Contract, Asked>();

  /** Looks at one recording. @param where it was found, for people */
  see({ contract, status, body, exact, wire, headers }: Recording, where: string): void {
    if (body === undefined) return;
    const { judge, undeclared, success } = this.#askedOf(contract);
    const response = status === undefined ? success : responseFor(contract, status);
    if (response === undefined) return;
    const errors = judge.errors(response, body);
    const fields = response === success ? (undeclared?.(body) ?? []) : [];
    if (errors.length === 0 && fields.length === 0) return;
    const secrets = new Secrets();
    if (wire !== undefined) secrets.learn(wire, { headers: headers ?? {} });
    const whole = (exact ?? body) as Json;
    const add = (path: string, found: Pick<Proposal, 'spec' | 'keyword' | 'property' | 'inferred'>) => {
      const last = parsePointer(path).at(-1) ?? '';
      const value = at(whole, path);
      if (typeof value === 'string') secrets.learnNamed(last, value);
      this.#add(contract, path, found, secrets.cleanJson((value ?? null) as Exact), where, secrets);
    };
    for (const { path, keyword, spec, inferred, property } of errors) {
      const isSurplus = keyword === 'additionalProperties' || keyword === 'unevaluatedProperties';
      const found = { spec: spec ?? '', keyword: isSurplus ? 'undeclared' : keyword, property, inferred };
      if (!isSurplus || response !== success) add(path, found);
    }
    for (const { path } of fields) {
      const property = parsePointer(path).at(-1);
      const parent = path.slice(0, path.lastIndexOf('/'));
      add(path, {
        spec: originOf(contract, response, parent) ?? '',
        keyword: 'undeclared',
        property,
        inferred: undefined,
      });
    }
  }

  /** In the order in which they were found. */
  get all(): readonly Proposal[] {
    return [...this.#proposals.values()];
  }

  #add(
    contract: Contract,
    path: string,
    found: Pick<Proposal, 'spec' | 'keyword' | 'property' | 'inferred'>,
    value: Exact,
    first: string,
    secrets: Secrets,
  ): void {
    const place = secrets.clean(anyIndex(path));
    const property = found.property === undefined ? undefined : secrets.clean(found.property);
    const key = JSON.stringify([contract.id, found.spec, found.keyword, property, place]);
    let proposal = this.#proposals.get(key);
    if (proposal === undefined) {
      if (this.#proposals.size >= MAX_PROPOSALS) return;
      const bounds = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };
      const { id: operation } = contract;
      proposal = { operation, place, ...found, property, first, count: 0, values: new Map(), ...bounds };
      this.#proposals.set(key, proposal);
    }
    proposal.count++;
    const measure = measureOf(value as Json);
    if (measure < proposal.least) proposal.least = measure;
    if (measure > proposal.most) proposal.most = measure;
    const text = writeExact(value);
    if (proposal.values.has(text) || proposal.values.size >= MAX_VALUES || text.length > MAX_VALUE_BYTES) return;
    proposal.values.set(text, { value, first });
  }

  #askedOf(contract: Contract): Asked {
    let asked = this.#asked.get(contract);
    if (asked === undefined) {
      const success = findSuccess(contract);
      const schema = success === undefined ? undefined : Object.values(success.content)[0]?.schema;
      asked = {
        judge: new SchemaJudge(contract),
        undeclared: schema === undefined ? undefined : undeclaredFinder(schema, contract.definitions),
        success,
      };
      this.#asked.set(contract, asked);
    }
    return asked;
  }
}
