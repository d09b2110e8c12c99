import type { JsonSchema } from '../base/json.js';
import type { Kind } from './grammar.js';

/** One `x-` key: where it may stand, what it may hold, and whether only curated contracts have it. */
export interface Term {
  /** The kinds of OpenAPI object that may have the key; `'*'` is any. */
  readonly on: readonly (Kind | '*')[];
  /** False for keys that other tools use too: a document that has only such keys is plain OpenAPI. */
  readonly ours: boolean;
  readonly schema: JsonSchema;
}

const text: JsonSchema = { type: 'string', minLength: 1 };
const id: JsonSchema = { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' };
const pointer: JsonSchema = { type: 'string', pattern: '^(?:/[^/]+)*$' };
const fieldPointer: JsonSchema = { type: 'string', pattern: '^(?:/[^/]+)+$' };
const date: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const scalar: JsonSchema = { type: ['string', 'number', 'boolean'] };
const source: JsonSchema = { enum: ['documented', 'inferred'] };
const filterMatches = ['equals', 'any-of', 'from', 'until', 'substring', 'within-days', 'any-object'];
const textMatch: JsonSchema = { enum: ['exact', 'any-case', 'prefix', 'substring', 'substring-any-case'] };
const phases = ['pending', 'running', 'succeeded', 'failed', 'skipped'];

function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items, minItems: 1, uniqueItems: true };
}

function record(required: Record<string, JsonSchema>, optional: Record<string, JsonSchema> = {}): JsonSchema {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

/** See `Reading` in contract.ts. */
const reading: JsonSchema = record(
  { name: id, means: text },
  {
    filters: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        type: 'object',
        minProperties: 1,
        properties: {
          match: { enum: filterMatches },
          field: fieldPointer,
          fields: list(fieldPointer),
          text: textMatch,
          bound: { enum: ['included', 'excluded', 'second'] },
          missing: { enum: ['selected', 'not-selected'] },
          about: { enum: ['shown', 'unshown'] },
          also: list(fieldPointer),
          extent: { enum: ['named', 'whole', 'whole-without-key'] },
          among: { enum: ['all', 'some'] },
          others: { enum: ['searched', 'not-searched'] },
          days: { enum: ['hours', 'calendar', 'calendar-beside-today'] },
          combine: { enum: ['objects', 'properties'] },
        },
        additionalProperties: false,
      },
    },
    defaults: { type: 'object', minProperties: 1, additionalProperties: scalar },
    order: record({ field: fieldPointer, direction: text }),
    ignores: list(record({ parameter: text, beside: list(text) })),
    requires: list(text),
  },
);

const permission = record(
  { action: text, access: text },
  {
    // As the page lists them. An empty list says that the page has none.
    resources: {
      type: 'array',
      items: record({ type: text, required: { type: 'boolean' } }, { arn: text }),
    },
    conditionKeys: { type: 'array', items: text },
    dependentActions: { type: 'array', items: text },
  },
);

/**
 * What a contract says beyond OpenAPI. Each key's schema is checked against every spec, with file and line.
 *
 * `x-enum-varnames` and `x-enum-descriptions` are the convention of openapi-generator and openapi-typescript; all
 * other keys are this project's, since no convention says what they say.
 */
export const vocabulary: Readonly<Record<string, Term>> = {
  'x-provenance': {
    on: ['info'],
    ours: true,
    schema: {
      description: 'The documentation page that the contract was curated from.',
      ...record({ title: text, page: text }, { updated: date, changes: list(record({ date, what: text })) }),
    },
  },
  'x-decisions': {
    on: ['*'],
    ours: true,
    schema: {
      description: 'Where the page contradicts itself or leaves something open: what it says, and what we chose.',
      ...list(
        record(
          { id, page: text, where: text, chosen: text, because: text },
          {
            // Only below an example: the rules that the example breaks, as the page has it.
            breaks: list(id),
            // The meanings that the page admits. The first is the chosen one: what the contract says as it stands.
            readings: { ...list(reading), minItems: 2 },
            // The differences between page and contract that the decision is about, by the names of `docs diff`.
            explains: list({ type: 'string', pattern: '^/' }),
            // Nobody has decided yet: a proposal of `docs draft` stands until somebody does.
            open: { const: true },
            // The decision is about something that any page can be silent about; its readings are known.
            silence: { enum: ['oversize', 'beyondEnd', 'unknownValue', 'letterCase', 'noValue'] },
          },
        ),
      ),
    },
  },
  'x-inferred': {
    on: ['*'],
    ours: true,
    schema: {
      description: 'Keywords beside this one that the page does not state, each with the reason for it.',
      type: 'object',
      minProperties: 1,
      additionalProperties: text,
    },
  },
  'x-proposed': {
    on: ['*'],
    ours: true,
    schema: {
      description:
        'Keys beside this one that `docs draft` proposed, each with its reason, until somebody confirms them by taking them out of here.',
      type: 'object',
      minProperties: 1,
      additionalProperties: text,
    },
  },
  'x-unit': {
    on: ['schema'],
    ours: true,
    schema: {
      description: 'What a number counts.',
      enum: ['epoch-milliseconds', 'percent', 'days', 'entries'],
    },
  },
  'x-unique-per-call': {
    on: ['schema'],
    ours: true,
    schema: { description: 'The value names the call: no two responses have the same.', const: true },
  },
  'x-permission': {
    on: ['operation'],
    ours: true,
    schema: {
      description: 'The permission that a caller needs, as access policies name it.',
      anyOf: [permission, list(permission)],
    },
  },
  'x-wire': {
    on: ['operation'],
    ours: true,
    schema: {
      description: 'How requests travel. Without it, as plain OpenAPI says.',
      ...record(
        { protocol: id, product: text, version: text, methods: list({ enum: ['GET', 'POST'] }) },
        { action: text },
      ),
    },
  },
  'x-array-style': {
    on: ['parameter'],
    ours: true,
    schema: {
      description: 'How an array is written: `indexed` is Name.1=a&Name.2=b, `comma` is Name=a,b. The first is usual.',
      ...list({ enum: ['indexed', 'comma'] }),
    },
  },
  'x-pagination': {
    on: ['operation'],
    ours: true,
    schema: {
      description: 'How a long result is cut into pages, and where request and response say so.',
      ...record(
        {
          style: { enum: ['page', 'offset', 'marker', 'token'] },
          request: record({ position: text, size: text }),
          response: record(
            { items: fieldPointer },
            {
              total: fieldPointer,
              next: fieldPointer,
              position: fieldPointer,
              size: fieldPointer,
              count: fieldPointer,
            },
          ),
          identity: list(fieldPointer),
        },
        { first: { enum: [0, 1] }, marker: fieldPointer },
      ),
      allOf: [
        { if: { required: ['first'] }, then: { properties: { style: { const: 'page' } } } },
        { if: { required: ['marker'] }, then: { properties: { style: { const: 'marker' } } } },
        {
          if: { properties: { style: { const: 'token' } } },
          then: { properties: { response: { required: ['next'] } } },
        },
        {
          if: { properties: { style: { enum: ['page', 'offset'] } } },
          then: { properties: { response: { not: { required: ['next'] } } } },
        },
      ],
    },
  },
  'x-lookup': {
    on: ['operation'],
    ours: true,
    schema: {
      description:
        'The parameter that names one entity, the list that its answer holds, and the error if there is none.',
      ...record({ key: text, items: fieldPointer, identity: list(fieldPointer), missing: text }),
    },
  },
  'x-filter': {
    on: ['parameter'],
    ours: true,
    schema: {
      description: 'Which items the parameter selects: by which field of an item, and how.',
      type: 'object',
      required: ['match'],
      properties: {
        match: { enum: filterMatches },
        field: fieldPointer,
        fields: {
          anyOf: [list(fieldPointer), { type: 'object', minProperties: 1, additionalProperties: fieldPointer }],
        },
        text: textMatch,
        bound: { enum: ['included', 'excluded'] },
        missing: { enum: ['selected', 'not-selected'] },
        days: { enum: ['hours', 'calendar', 'calendar-beside-today'] },
        combine: { enum: ['objects', 'properties'] },
        inferred: text,
      },
      additionalProperties: false,
      oneOf: [{ required: ['field'] }, { required: ['fields'] }],
    },
  },
  'x-language': {
    on: ['parameter'],
    ours: true,
    schema: {
      description: 'The fields of an item whose text is in the language that the parameter names.',
      ...record({ fields: list(fieldPointer) }),
    },
  },
  'x-no-effect': {
    on: ['parameter', 'schema'],
    ours: true,
    schema: { description: 'Why a parameter, or a property of one, selects nothing that a response shows.', ...text },
  },
  'x-sort': {
    on: ['operation'],
    ours: true,
    schema: {
      description: 'The parameters that choose the order of the items.',
      ...record(
        {
          by: text,
          direction: text,
          fields: { type: 'object', minProperties: 1, additionalProperties: fieldPointer },
          default: record({ field: fieldPointer, direction: text }),
        },
        { inferred: text },
      ),
    },
  },
  'x-at-least-one-of': {
    on: ['operation'],
    ours: true,
    schema: {
      description: 'Sets of parameters of each of which a request has at least one.',
      ...list(list(text)),
    },
  },
  'x-links': {
    on: ['operation'],
    ours: true,
    schema: {
      description: 'Rules between the values of a response.',
      ...list({
        type: 'object',
        required: ['id', 'statement', 'source'],
        properties: {
          id,
          statement: text,
          source,
          severity: { enum: ['error', 'warning'] },
          each: pointer,
          when: {
            type: 'object',
            required: ['field'],
            properties: { field: fieldPointer, in: list(scalar), phase: list({ enum: phases }) },
            additionalProperties: false,
            oneOf: [{ required: ['in'] }, { required: ['phase'] }],
          },
          then: {
            type: 'object',
            required: ['field'],
            properties: {
              field: fieldPointer,
              in: list(scalar),
              some: list(scalar),
              present: { type: 'boolean' },
            },
            additionalProperties: false,
            oneOf: [{ required: ['in'] }, { required: ['some'] }, { required: ['present'] }],
          },
          ordered: { ...list(fieldPointer), minItems: 2 },
          trimmed: list(fieldPointer),
        },
        additionalProperties: false,
        dependentRequired: { when: ['then'], then: ['when'] },
        oneOf: [{ required: ['when'] }, { required: ['ordered'] }, { required: ['trimmed'] }],
      }),
    },
  },
  'x-lifecycle': {
    on: ['schema'],
    ours: true,
    schema: {
      description: 'The phase of every value of a status, and which values never change any more.',
      ...record(
        { final: { type: 'array', items: scalar, uniqueItems: true } },
        { ...Object.fromEntries(phases.map((phase) => [phase, list(scalar)])), inferred: text },
      ),
    },
  },
  'x-request': {
    on: ['example'],
    ours: true,
    schema: { description: 'The decoded request that the example answers.', type: 'object' },
  },
  'x-raised-when': {
    on: ['example'],
    ours: true,
    schema: {
      description: 'The cause or causes that this error reports.',
      anyOf: [{ $ref: '#/$defs/cause' }, list({ $ref: '#/$defs/cause' })],
      $defs: {
        cause: {
          enum: [
            'invalid-parameter',
            'missing-parameter',
            'not-found',
            'forbidden',
            'unauthorized',
            'internal',
            'unknown-operation',
            'throttled',
          ],
        },
      },
    },
  },
  'x-source': {
    on: ['example'],
    ours: true,
    schema: {
      description: 'Where an error comes from that the page does not list: `common` to all operations of the vendor.',
      enum: ['common'],
    },
  },
  'x-enum-varnames': {
    on: ['schema'],
    ours: false,
    schema: {
      description: 'A name for each value of the enum, in its order.',
      ...list({ type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }),
    },
  },
  'x-enum-descriptions': {
    on: ['schema'],
    ours: false,
    schema: {
      description: 'The meaning of each value of the enum, in its order.',
      type: 'array',
      items: text,
      minItems: 1,
    },
  },
};
