import { type Json, type JsonSchema, own } from '../../base/json.js';
import { anyIndex } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { schemaAt } from '../../contract/schema-at.js';
import { walkSchema } from '../../contract/schema-keywords.js';
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
  const schemas = Object.values(contract.responses).flatMap(({ content }) => Object.values(content));
  const hasEnum = [...Object.values(contract.definitions), ...schemas.map(({ schema }) => schema)].some(listsValues);
  const body: Rule = rule(contract, {
    id: 'response-schema',
    class: 'schema',
    provenance: { kind: 'documented', where },
    spec: contract.origins['/response/schema'] ?? `${contract.location.file}:${contract.location.line}`,
    statement: 'The body of a successful response has the documented fields, with values of the documented types.',
    remedy: 'a valid request: --value for the parameters that have to be known',
    sense: meaning.behaviour.noValue,
    begin: ({ schemas }) => {
      const placeholders = new Placeholders(meaning);
      return {
        see: ({ exchange, isSuccess, body: value, bodyType }, verdict) => {
          if (!isSuccess || bodyType === undefined) return;
          const { finding, isJson, part } = bodyType;
          const isBroken = exchange.problem !== undefined && isJson;
          // A body that is no JSON is of another type anyhow: that is one thing to say.
          if (finding !== undefined && !isBroken) verdict.found(finding);
          // What is not JSON is a text: nothing of it is declared that could be judged, even where it looks like JSON.
          if (part === undefined) return verdict.compared();
          if (isBroken) {
            verdict.compared();
            const message = `the body ${exchange.problem}`;
            verdict.found({ path: '', keyword: 'json', message, expected: 'JSON', actual: null });
          }
          if (value === undefined) return;
          verdict.compared();
          for (const error of schemas.errors(part, value)) {
            if (error.keyword !== 'enum') verdict.found(placeholders.explain(error));
          }
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
      remedy: 'entries with coded values',
      sense: meaning.behaviour.noValue,
      begin: ({ schemas }) => {
        const placeholders = new Placeholders(meaning);
        return {
          see: ({ isSuccess, body: value, bodyType, items }, verdict) => {
            const part = bodyType?.part;
            if (!isSuccess || part === undefined || value === undefined) return;
            if (itemsPointer(contract) === undefined || items.length > 0) verdict.compared();
            for (const error of schemas.errors(part, value)) {
              if (error.keyword === 'enum') verdict.found(placeholders.explain(error));
            }
          },
        };
      },
    }),
  ];
};

/** Whether a schema, or one below it, lists values. */
function listsValues(schema: Json): boolean {
  let found = false;
  walkSchema(schema, (below) => {
    found ||= own(below, 'enum') !== undefined;
  });
  return found;
}

/** What stands for a value that there is not, as one meaning of the contract has it. */
class Placeholders {
  readonly #meaning: Meaning;

  constructor(meaning: Meaning) {
    this.#meaning = meaning;
  }

  /** An error, as an inferred one where the value stands for none: no page says what does. */
  explain(error: SchemaError): SchemaError {
    const { path, actual } = error;
    const { noValue } = this.#meaning.behaviour;
    const isPlaceholder =
      noValue === 'null'
        ? actual === null
        : noValue === 'zero'
          ? actual === 0
          : noValue === 'empty'
            ? actual === ''
            : noValue === 'blank' && (actual === 0 || actual === '');
    if (!isPlaceholder || !isOptional(this.#meaning.contract, path)) return error;
    return { ...error, inferred: error.inferred ?? 'No page says what stands for a value that there is not.' };
  }
}

/** Whether the place of a value is a property that its object need not have. */
function isOptional(contract: Contract, path: string): boolean {
  const place = path.lastIndexOf('/');
  const name = path
    .slice(place + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const pattern = anyIndex(path.slice(0, place));
  const schema = schemaAt(successBody(contract).schema, contract.definitions, pattern) as JsonSchema | undefined;
  const required = own(schema, 'required');
  return own(own(schema, 'properties'), name) !== undefined && !(Array.isArray(required) && required.includes(name));
}
