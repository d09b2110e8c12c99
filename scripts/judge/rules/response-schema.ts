import { isObject, type Json, type JsonSchema, own } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { contentOf, successBody } from '../../contract/responses.js';
import { resolveSchema, schemaAt } from '../../contract/schema-at.js';
import { itemsPointer } from '../identity.js';
import type { Meaning } from '../readings/read-as.js';
import { type Rule, type RuleMaker, rule } from '../rule.js';
import type { SchemaError } from '../schema/schema-judge.js';

/**
 * The body of a successful answer is as the contract declares it. Values of enums are a rule of their own: a status that
 * nobody documented is another kind of news than a text in place of a number.
 */
export const responseSchema: RuleMaker = (meaning) => {
  const { contract } = meaning;
  const where = 'Response parameters';
  const hasEnum = Object.values(contract.definitions).some((schema) => own(schema, 'enum') !== undefined);
  const body: Rule = rule(contract, {
    id: 'response-schema',
    class: 'schema',
    provenance: { kind: 'documented', where },
    spec: contract.origins['/response/schema'] ?? `${contract.location.file}:${contract.location.line}`,
    statement: 'The body of a successful response has the documented fields, with values of the documented types.',
    remedy: 'a valid request: --value for the parameters that have to be known',
    dependsOn: ({ behaviour }) => behaviour?.noValue !== undefined,
    begin: ({ schemas }) => {
      const placeholders = new Placeholders(meaning);
      return {
        see: ({ exchange, isSuccess, body: value, declared, items }, verdict) => {
          if (!isSuccess || declared === undefined) return;
          const expected = contentOf(declared).mediaType.toLowerCase();
          const given = exchange.contentType === undefined ? undefined : mediaTypeOf(exchange.contentType);
          if (expected !== '' && given !== undefined && given !== expected) {
            const message = `the content type is "${given}"`;
            verdict.found({ path: '', keyword: 'content-type', message, expected, actual: given });
          }
          if (exchange.problem !== undefined) {
            verdict.compared();
            const message = `the body ${exchange.problem}`;
            verdict.found({ path: '', keyword: 'json', message, expected: 'JSON', actual: null });
          }
          if (value === undefined) return;
          verdict.compared();
          for (const error of schemas.errors(declared, value)) {
            if (error.keyword !== 'enum' && !placeholders.explain(error)) verdict.found(error);
          }
          for (const finding of placeholders.absences(items)) verdict.found(finding);
        },
      };
    },
  });
  if (!hasEnum) return [body];
  return [
    body,
    rule(contract, {
      id: 'documented-values',
      class: 'status',
      provenance: { kind: 'documented', where },
      statement: 'Every status, and every other coded value, is one of the documented ones, also in rare records.',
      remedy: 'records with coded values',
      dependsOn: ({ behaviour }) => behaviour?.noValue !== undefined,
      begin: ({ schemas }) => {
        const placeholders = new Placeholders(meaning);
        return {
          see: ({ isSuccess, body: value, declared, items }, verdict) => {
            if (!isSuccess || declared === undefined || value === undefined) return;
            if (itemsPointer(contract) === undefined || items.length > 0) verdict.compared();
            for (const error of schemas.errors(declared, value)) {
              if (error.keyword === 'enum' && !placeholders.explain(error)) verdict.found(error);
            }
          },
        };
      },
    }),
  ];
};

/** What stands for a value that there is not, as one meaning of the contract has it. */
class Placeholders {
  readonly #meaning: Meaning;
  readonly #fields: ReadonlyMap<string, 'number' | 'text' | 'other'>;
  readonly #valued = new Set<string>();
  readonly #lacking = new Map<string, number>();
  readonly #told = new Set<string>();

  constructor(meaning: Meaning) {
    this.#meaning = meaning;
    this.#fields = optionalFields(meaning.contract);
  }

  /** Whether a value that the schema refuses stands for none. */
  explain({ path, actual }: SchemaError): boolean {
    const { noValue } = this.#meaning.behaviour;
    const isPlaceholder =
      noValue === 'null'
        ? actual === null
        : noValue === 'zero'
          ? actual === 0
          : noValue === 'empty'
            ? actual === ''
            : noValue === 'blank' && (actual === 0 || actual === '');
    return isPlaceholder && isOptional(this.#meaning.contract, path);
  }

  /** Fields that are absent in some entries and have a value in others, where the meaning is that something else stands there. */
  absences(
    items: readonly Json[],
  ): { path: string; keyword: string; message: string; expected: Json; actual: undefined }[] {
    const { noValue } = this.#meaning.behaviour;
    if (noValue === 'absent') return [];
    const found: ReturnType<Placeholders['absences']> = [];
    for (const [index, item] of items.entries()) {
      for (const [name, kind] of this.#fields) {
        if (this.#told.has(name)) continue;
        const isMeant =
          noValue === 'null' || (kind === 'number' && noValue !== 'empty') || (kind === 'text' && noValue !== 'zero');
        if (!isMeant || kind === 'other') continue;
        const value = own(item, name);
        if (value === undefined) this.#lacking.set(name, index);
        else if (value !== null && value !== 0 && value !== '') this.#valued.add(name);
        if (!this.#lacking.has(name) || !this.#valued.has(name)) continue;
        this.#told.add(name);
        found.push({
          path: `${itemsPointer(this.#meaning.contract)}/${index}/${name}`,
          keyword: 'no-value',
          message: `is absent in some entries, where other fields without a value are written in another way`,
          expected: noValue === 'null' ? null : kind === 'number' ? 0 : '',
          actual: undefined,
        });
      }
    }
    return found;
  }
}

/** The scalar fields of an entry that need not be there. */
function optionalFields(contract: Contract): ReadonlyMap<string, 'number' | 'text' | 'other'> {
  const pointer = itemsPointer(contract);
  const item =
    pointer === undefined ? undefined : schemaAt(successBody(contract).schema, contract.definitions, `${pointer}/*`);
  const properties = own(item, 'properties');
  const required = own(item, 'required');
  const fields = new Map<string, 'number' | 'text' | 'other'>();
  for (const [name, schema] of Object.entries(isObject(properties) ? properties : {})) {
    if (Array.isArray(required) && required.includes(name)) continue;
    const type = own(resolveSchema(schema, contract.definitions), 'type');
    fields.set(name, type === 'integer' || type === 'number' ? 'number' : type === 'string' ? 'text' : 'other');
  }
  return fields;
}

/** Whether the place of a value is a property that its object need not have. */
function isOptional(contract: Contract, path: string): boolean {
  const place = path.lastIndexOf('/');
  const name = path
    .slice(place + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const pattern = path.slice(0, place).replaceAll(/\/\d+(?=\/|$)/g, '/*');
  const schema = schemaAt(successBody(contract).schema, contract.definitions, pattern) as JsonSchema | undefined;
  const required = own(schema, 'required');
  return own(own(schema, 'properties'), name) !== undefined && !(Array.isArray(required) && required.includes(name));
}

/** The media type of a content-type header, without its parameters, in lower case. */
export function mediaTypeOf(header: string): string {
  const end = header.indexOf(';');
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
}
