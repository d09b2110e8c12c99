import fc from 'fast-check';
import type { Json } from '../../scripts/base/json.js';
import type { PlainField, PlainPage } from './plain-page.js';

/** What a layout can show: the rest is not drawn for it. */
export interface Abilities {
  readonly vendor: 'alibaba' | 'huawei';
  /** Whether the layout shows below which parameter of the request another one stands. */
  readonly nestedRequests: boolean;
  /** Whether its tables have a column of examples. */
  readonly examples: boolean;
  /** Whether the border between an error's message and its description shows. */
  readonly errorCells: boolean;
}

const nouns = ['alert', 'asset', 'backup', 'cluster', 'policy', 'rule', 'server', 'snapshot', 'vault', 'zone'];
const verbs = ['created', 'checked', 'moved', 'renamed', 'scanned', 'stored'];
const kinds = ['ID', 'name', 'owner', 'region', 'state', 'time', 'vendor'];

/** Sentences of our own, of the kind that pages have. */
const sentence = fc
  .tuple(fc.constantFrom(...kinds), fc.constantFrom(...nouns), fc.constantFrom(...verbs))
  .map(([kind, noun, verb]) => `The ${kind} of the ${noun} that was ${verb}.`);

const camel = fc
  .array(
    fc.constantFrom(
      'Asset',
      'Check',
      'Detail',
      'Group',
      'Instance',
      'Item',
      'Region',
      'Rule',
      'Scan',
      'Task',
      'Vault',
      'Zone',
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((words) => words.join(''));
const snake = camel.map((name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase());
const suffix = fc.constantFrom('Id', 'Name', 'Code', 'Count', 'Level', 'Mode', 'Type');

function nameOf(vendor: Abilities['vendor']): fc.Arbitrary<string> {
  return vendor === 'alibaba'
    ? fc.tuple(camel, suffix).map(([one, two]) => one + two)
    : fc.tuple(snake, suffix).map(([one, two]) => `${one}_${two.toLowerCase()}`);
}

const word = fc.constantFrom(
  'cn-hangzhou',
  'i-bp1abc****',
  'WAF_blocked',
  '12.x.x.x',
  'eg-0a1b2c',
  'v1.2',
  'production',
  '2024-05-06T07:08:09Z',
  '{"a":"b"}',
);

/** A scalar with all that its description can state. */
function scalar(of: Abilities): fc.Arbitrary<PlainField> {
  return fc
    .record({
      name: nameOf(of.vendor),
      kind: fc.constantFrom('string', 'string', 'string', 'integer', 'integer', 'boolean', 'number'),
      long: fc.boolean(),
      sentence,
      values: fc.uniqueArray(fc.constantFrom('INIT', 'running', 'soar-manual', 'FAILED', 'custom_alert', 'v2'), {
        maxLength: 4,
      }),
      numbers: fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 4 }),
      listed: fc.boolean(),
      fallback: fc.boolean(),
      bounded: fc.boolean(),
      low: fc.integer({ min: 0, max: 9 }),
      high: fc.integer({ min: 10, max: 5000 }),
      shown: fc.boolean(),
      text: word,
    })
    .map((drawn) => {
      const { kind } = drawn;
      const isNumber = kind === 'integer' || kind === 'number';
      const all: Json[] = kind === 'integer' ? drawn.numbers : kind === 'string' ? drawn.values : [];
      const values = drawn.listed && all.length > 1 ? all : [];
      const first = values[0] ?? (isNumber ? drawn.low : kind === 'boolean' ? true : 'zh');
      const hasBounds = drawn.bounded && values.length === 0 && (isNumber || kind === 'string');
      const type = kind === 'integer' && drawn.long && of.vendor === 'alibaba' ? 'integer/int64' : kind;
      const field: PlainField = {
        name: drawn.name,
        type,
        bounds: !hasBounds
          ? {}
          : isNumber
            ? { minimum: drawn.low, maximum: drawn.high }
            : { minLength: drawn.low, maxLength: drawn.high },
        values: values.map((value) => [value, `The ${nouns[String(value).length % nouns.length]} is meant.`]),
        prose: drawn.sentence,
        fields: [],
      };
      if (drawn.fallback) field.default = first;
      if (drawn.shown && of.examples)
        field.example = values[0] ?? (isNumber ? drawn.high : kind === 'boolean' ? false : drawn.text);
      return field;
    });
}

/** Fields of one object, with unique names. */
function fieldsOf(of: Abilities, depth: number): fc.Arbitrary<PlainField[]> {
  const leaf = scalar(of);
  const one =
    depth === 0
      ? leaf
      : fc.oneof(
          { weight: 4, arbitrary: leaf },
          { weight: 1, arbitrary: list(of) },
          { weight: 2, arbitrary: holder(of, depth - 1) },
        );
  return fc.uniqueArray(one, { minLength: 1, maxLength: 5, selector: (field) => field.name });
}

function list(of: Abilities): fc.Arbitrary<PlainField> {
  return fc.tuple(scalar(of), fc.constantFrom('string', 'integer'), sentence).map(([field, kind, text]) => {
    const { default: _, example: __, ...rest } = field;
    const base = { ...rest, name: `${field.name}s`, bounds: {}, values: [], prose: text };
    if (of.vendor === 'huawei') return { ...base, type: `array<${kind}>` };
    const items: PlainField = { name: '', type: kind, bounds: {}, values: [], prose: field.prose, fields: [] };
    if (of.examples) items.example = kind === 'integer' ? 7 : 'i-bp1abc****';
    return { ...base, type: 'array', items };
  });
}

function holder(of: Abilities, depth: number): fc.Arbitrary<PlainField> {
  return fc
    .tuple(nameOf(of.vendor), fieldsOf(of, depth), sentence, fc.boolean(), sentence)
    .map(([name, fields, prose, isArray, text]) => {
      const plain = { bounds: {}, values: [] as [Json, string][] };
      if (of.vendor === 'huawei') {
        const ref = `${name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Info`;
        if (!isArray) return { ...plain, name, type: `object:${ref}`, prose, fields };
        const items = { ...plain, name: '', type: `object:${ref}`, prose: '', fields };
        return { ...plain, name: `${name}_list`, type: `array<object:${ref}>`, prose, fields: [], items };
      }
      if (!isArray) return { ...plain, name, type: 'object', prose, fields };
      return {
        ...plain,
        name: `${name}s`,
        type: 'array<object>',
        prose,
        fields: [],
        items: { ...plain, name: '', type: 'object', prose: text, fields },
      };
    });
}

/** A value that the field can have. */
function sampleOf(field: PlainField): Json {
  if (field.items !== undefined) return [sampleOf(field.items)];
  if (field.type.startsWith('array')) return [field.type.includes('integer') ? 3 : 'x'];
  if (field.type.startsWith('object')) return Object.fromEntries(field.fields.map((one) => [one.name, sampleOf(one)]));
  if (field.example !== undefined) return field.example;
  if (field.values[0] !== undefined) return field.values[0][0];
  if (field.type.startsWith('integer') || field.type === 'number') return 5;
  return field.type === 'boolean' ? true : 'text';
}

/** Tables of one page have one name each. */
function uniqueRefs(fields: readonly PlainField[], seen = new Set<string>()): boolean {
  return fields.every((field) => {
    const holder = field.items ?? field;
    const ref = /:(\w+)/.exec(holder.type)?.[1];
    if (ref !== undefined && (seen.has(ref) || seen.size < 0)) return false;
    if (ref !== undefined) seen.add(ref);
    return uniqueRefs(holder.fields, seen);
  });
}

const code = fc
  .constantFrom('InvalidParam', 'NoPermission', 'ServerError', 'Task.NotFound', 'IllegalState')
  .map((text) => text);

/** A page that the layout can show whole. */
export function drawnPage(of: Abilities): fc.Arbitrary<PlainPage> {
  const isAlibaba = of.vendor === 'alibaba';
  return fc
    .record({
      operation: fc.tuple(fc.constantFrom('List', 'Describe', 'Query'), camel).map(([verb, noun]) => `${verb}${noun}s`),
      date: fc
        .date({ min: new Date('2019-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      summary: sentence,
      parameters: of.nestedRequests
        ? fieldsOf(of, 1)
        : fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: scalar(of) }, { weight: 1, arbitrary: list(of) }), {
            minLength: 1,
            maxLength: 6,
            selector: (field) => field.name,
          }),
      required: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      response: fieldsOf(of, 2),
      errors: fc.uniqueArray(
        fc.record({
          status: fc.constantFrom('400', '403', '500'),
          code,
          text: fc.constantFrom('The request is not legal.', 'The caller may not do this.'),
          more: sentence,
        }),
        { maxLength: 3, selector: (one) => one.code },
      ),
      hasErrors: fc.boolean(),
      access: fc.constantFrom('get', 'list', 'read'),
      resource: fc.constantFrom('All Resources', 'Instance'),
      change: fc.boolean(),
    })
    .filter((drawn) => isAlibaba || uniqueRefs([...drawn.parameters, ...drawn.response]))
    .map((drawn): PlainPage => {
      let count = 0;
      const flagged = (fields: PlainField[]): PlainField[] =>
        fields.map((field) => {
          const required = drawn.required[count++ % 40] as boolean;
          const items =
            field.items === undefined
              ? {}
              : {
                  items: isAlibaba
                    ? { ...field.items, required: false, fields: flagged(field.items.fields) }
                    : { ...field.items, fields: flagged(field.items.fields) },
                };
          return { ...field, required, fields: flagged(field.fields), ...items };
        });
      const parameters = flagged(drawn.parameters).map((field) => ({
        ...field,
        in: isAlibaba || field.fields.length + (field.items?.fields.length ?? 0) === 0 ? 'query' : 'body',
      }));
      const query = parameters.filter((field) => field.in === 'query');
      const ordered = [...query, ...parameters.filter((field) => field.in === 'body')];
      const errors = drawn.errors.map((one): [string, string, string, string] => [
        one.status,
        one.code,
        one.text,
        of.errorCells ? one.more : '',
      ]);
      return {
        title: isAlibaba ? `Security Center:${drawn.operation}` : `Querying the ${drawn.operation.toLowerCase()} list`,
        ...(isAlibaba
          ? { operation: drawn.operation }
          : { method: 'POST', path: `/v5/{project_id}/${drawn.operation.toLowerCase()}` }),
        updated: drawn.date,
        summary: drawn.summary,
        permissions: isAlibaba
          ? [
              {
                action: `yundun-sas:${drawn.operation}`,
                access: drawn.access,
                resources: [
                  {
                    type: drawn.resource,
                    required: true,
                    arn:
                      drawn.resource === 'Instance' ? 'acs:ecs:{#regionId}:{#accountId}:instance/{#instanceId}' : '*',
                  },
                ],
                conditionKeys: [],
                dependentActions: [],
              },
            ]
          : [],
        parameters: ordered,
        response: drawn.response,
        sample: Object.fromEntries(drawn.response.map((field) => [field.name, sampleOf(field)])),
        statuses: isAlibaba ? [] : [['200', 'Request succeeded.']],
        ...(isAlibaba && drawn.hasErrors && errors.length > 0 ? { errors } : {}),
        changes:
          isAlibaba && drawn.change && drawn.hasErrors && errors.length > 0
            ? [[drawn.date, 'The error codes changed']]
            : [],
      };
    });
}
