import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { folderOf } from '../support/specs-with.js';
import { fileWith, runHere } from './support.js';

/** A document whose only answer has fields of the given schemas, each a line of YAML. */
const document = (fields: Record<string, string>, version = '3.1.0') => `openapi: ${version}
info: { title: t, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
${Object.entries(fields)
  .map(([name, schema]) => `                  ${name}: ${schema}\n`)
  .join('')}`;
const at = "$['paths']['/things']['get']['responses']['200']['content']['application/json']['schema']";

interface Overlay {
  readonly info: { readonly title: string };
  readonly extends: string;
  readonly actions: readonly { target: string; description: string }[];
  readonly 'x-without-proposal'?: readonly string[];
}

/** What is proposed for answers that were recorded. */
async function proposed(fields: Record<string, string>, bodies: readonly object[], version?: string) {
  const specs = folderOf({ 'things.yaml': document(fields, version) });
  const lines = bodies.map((body) => JSON.stringify({ operation: 'listThings', response: { status: 200, body } }));
  const { stdout } = await runHere([fileWith(lines.join('\n'))], { suggest: true, reporter: [], specs });
  return { stdout, overlays: parseAllDocuments(stdout).map((one) => one.toJS() as Overlay) };
}

describe('for a schema that does not hold, the least that lets it hold is proposed', () => {
  test.each<[schema: string, seen: unknown[], actions: object[], version?: string]>([
    ['{ minimum: 5 }', [3, 4], [{ target: '', update: { minimum: 3 } }]],
    ['{ maximum: 5 }', [7, 6], [{ target: '', update: { maximum: 7 } }]],
    [
      '{ exclusiveMinimum: 5 }',
      [5, 4],
      [
        { target: "['exclusiveMinimum']", remove: true },
        { target: '', update: { minimum: 4 } },
      ],
    ],
    [
      '{ exclusiveMaximum: 5 }',
      [5],
      [
        { target: "['exclusiveMaximum']", remove: true },
        { target: '', update: { maximum: 5 } },
      ],
    ],
    ['{ minLength: 3 }', ['a', '\u{1F600}b'], [{ target: '', update: { minLength: 1 } }]],
    ['{ maxLength: 1 }', ['\u{1F600}b', 'a'], [{ target: '', update: { maxLength: 2 } }]],
    ['{ minItems: 2 }', [[1], []], [{ target: '', update: { minItems: 0 } }]],
    ['{ maxItems: 1 }', [[1, 2, 3]], [{ target: '', update: { maxItems: 3 } }]],
    ['{ minProperties: 1 }', [{}], [{ target: '', update: { minProperties: 0 } }]],
    [
      '{ type: object, maxProperties: 0, additionalProperties: true }',
      [{ a: 1, b: 2 }],
      [{ target: '', update: { maxProperties: 2 } }],
    ],
    ["{ pattern: '^a' }", ['b'], [{ target: "['pattern']", remove: true }]],
    ['{ multipleOf: 2 }', [3], [{ target: "['multipleOf']", remove: true }]],
    ['{ uniqueItems: true }', [[1, 1]], [{ target: "['uniqueItems']", remove: true }]],
    ['{ type: integer, format: int32 }', [2 ** 40], [{ target: "['format']", remove: true }]],
    [
      '{ const: a }',
      ['b', 'c'],
      [
        { target: "['const']", remove: true },
        { target: '', update: { enum: ['a', 'b', 'c'] } },
      ],
    ],
    [
      '{ enum: [a, b] }',
      ['c', 'd'],
      [
        { target: "['enum']", update: 'c' },
        { target: "['enum']", update: 'd' },
      ],
    ],
    ['{ type: string }', [5, null], [{ target: '', update: { type: ['string', 'integer', 'null'] } }]],
    ['{ type: string }', [5, 5.5], [{ target: '', update: { type: ['string', 'number'] } }]],
    [
      '{ type: [string, integer] }',
      [true, null],
      [
        { target: "['type']", update: 'boolean' },
        { target: "['type']", update: 'null' },
      ],
    ],
    ['{ type: string }', [null], [{ target: '', update: { nullable: true } }], '3.0.3'],
    ['{ type: string }', [5], [{ target: "['type']", remove: true }], '3.0.3'],
    [
      '{ type: string }',
      [null, 5],
      [
        { target: '', update: { nullable: true } },
        { target: "['type']", remove: true },
      ],
      '3.0.3',
    ],
    ['{ type: object, required: [a] }', [{}], [{ target: "['required'][?@ == 'a']", remove: true }]],
    [
      '{ type: object, properties: { a: {} }, additionalProperties: false }',
      [{ b: 1 }],
      [{ target: '', update: { properties: { b: { type: 'integer' } } } }],
    ],
    [
      '{ allOf: [{ type: object, properties: { a: {} } }] }',
      [{ a: 1, b: 1 }],
      [{ target: "['allOf'][0]", update: { properties: { b: { type: 'integer' } } } }],
    ],
    [`{ type: object, required: ["a'b"] }`, [{}], [{ target: "['required'][?@ == 'a\\'b']", remove: true }]],
    [
      '{ type: object, properties: { a: {} } }',
      [{ b: [1, null] }, { b: { c: 'x' } }],
      [
        {
          target: '',
          update: {
            properties: {
              b: {
                type: ['array', 'object'],
                items: { type: ['integer', 'null'] },
                properties: { c: { type: 'string' } },
              },
            },
          },
        },
      ],
    ],
  ])('%s and %j', async (schema, seen, actions, version) => {
    const { overlays } = await proposed(
      { field: schema },
      seen.map((field) => ({ field })),
      version,
    );
    expect(overlays).toHaveLength(1);
    expect(overlays[0]).toMatchObject({ overlay: '1.0.0', extends: 'things.yaml' });
    expect(overlays[0]?.info.title).toBe('What recorded traffic shows beside things.yaml');
    expect(overlays[0]?.['x-without-proposal']).toBeUndefined();
    expect(overlays[0]?.actions.map(({ description: _, ...action }) => action)).toEqual(
      actions.map((action) => ({
        ...action,
        target: `${at}['properties']['field']${(action as { target: string }).target}`,
      })),
    );
  });

  test('elements of lists are told by their numbers in a schema, and as any in a body', async () => {
    const { overlays } = await proposed({ list: '{ type: array, prefixItems: [{ maximum: 1 }] }' }, [{ list: [5] }]);
    const [action] = overlays[0]?.actions ?? [];
    expect(action?.target).toBe(`${at}['properties']['list']['prefixItems'][0]`);
    expect(action?.description).toMatch(
      /^listThings \/list\/\*: maximum does not hold; found 5 \(things\.yaml:\d+\)\. Seen once, first in /,
    );
  });

  test('what is for people to think of is told as such', async () => {
    const { overlays } = await proposed({ field: '{ oneOf: [{ type: string }, { minLength: 2 }] }' }, [
      { field: 'long' },
    ]);
    expect(overlays[0]?.actions).toEqual([]);
    expect(overlays[0]?.['x-without-proposal']).toEqual([
      expect.stringMatching(/^listThings \/field: oneOf does not hold; found "long"/),
    ]);
  });
});

test('a field that an error response does not allow is proposed, too', async () => {
  const specs = folderOf({
    'things.yaml': `${document({ field: '{}' })}        '400':
          description: no
          content: { application/json: { schema: { type: object, properties: { code: {} }, additionalProperties: false } } }
`,
  });
  const response = { status: 400, body: { code: 1, more: 'x' } };
  const file = fileWith(`${JSON.stringify({ operation: 'listThings', response })}\n`);
  const { stdout } = await runHere([file], { suggest: true, reporter: [], specs });
  const [overlay] = parseAllDocuments(stdout).map((one) => one.toJS() as Overlay);
  expect(overlay?.actions).toMatchObject([
    {
      target: "$['paths']['/things']['get']['responses']['400']['content']['application/json']['schema']",
      update: { properties: { more: { type: 'string' } } },
    },
  ]);
});

describe('a description says', () => {
  const descriptions = async (field: string, seen: unknown[]) => {
    const { overlays } = await proposed(
      { field },
      seen.map((value) => ({ field: value })),
    );
    return overlays.flatMap(({ actions }) => actions.map(({ description }) => description));
  };

  test('how often, where first, and the first values', async () => {
    expect(await descriptions('{ maximum: 1 }', [2, 3, 4, 5, 5])).toEqual([
      expect.stringMatching(
        /^listThings \/field: maximum does not hold; found 2, 3, 4, … \(things\.yaml:\d+\)\. Seen 5 times, first in .*, line 1\.$/,
      ),
    ]);
    expect(await descriptions('{ maximum: 1 }', [1, 2, 3, 4])).toEqual([
      expect.stringMatching(/; found 2, 3, 4 \(.*Seen 3 times, first in .*, line 2\.$/),
    ]);
  });

  test('of each listed value where it was seen first', async () => {
    expect(await descriptions('{ enum: [a] }', ['b', 'c', 'b'])).toEqual([
      expect.stringMatching(/"b" is not listed .*Seen with others 3 times, first in .*, line 1\.$/),
      expect.stringMatching(/"c" is not listed .*Seen with others 3 times, first in .*, line 2\.$/),
    ]);
    expect(await descriptions('{ enum: [a] }', ['b', 'b'])).toEqual([
      expect.stringMatching(/Seen 2 times, first in .*, line 1\.$/),
    ]);
  });

  test('long values by their beginning', async () => {
    const [description] = await descriptions("{ pattern: '^a' }", [`b${'x'.repeat(500)}`]);
    expect(description).toMatch(/found "bx{58}… \(/);
  });

  test('what is missing, and what is not declared', async () => {
    const field = '{ type: object, required: [a], properties: { a: {} } }';
    expect(await descriptions(field, [{ b: 1 }])).toEqual([
      expect.stringMatching(/: a is missing, though required \(/),
      expect.stringMatching(/: b is not declared \(/),
    ]);
  });
});

test('of very many places some are kept, and of one place some values', async () => {
  const many = Array.from({ length: 60 }, (_, body) =>
    Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`f${10 * body + index}`, 1])),
  );
  const { overlays } = await proposed({ field: '{}' }, many);
  expect(overlays[0]?.actions).toHaveLength(500);
  const seen = Array.from({ length: 40 }, (_, index) => ({ field: `v${index}` }));
  const values = await proposed({ field: '{ enum: [a] }' }, seen);
  expect(values.overlays[0]?.actions).toHaveLength(20);
});

test('a field of many names is taken for a map, and what is nested deep for anything', async () => {
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, 1]));
  const { overlays } = await proposed({ field: '{}' }, [{ wide, deep: { a: { b: { c: { d: { e: 1 } } } } } }]);
  const updates = overlays[0]?.actions.map(
    (action) => (action as never as { update: { properties: object } }).update.properties,
  );
  expect(updates).toContainEqual({ wide: { type: 'object' } });
  const deepest = { type: 'object' };
  const level = (name: string, inner: object) => ({ type: 'object', properties: { [name]: inner } });
  expect(updates).toContainEqual({ deep: level('a', level('b', level('c', level('d', deepest)))) });
});
