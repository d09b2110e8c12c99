import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { errorBodies, successBody } from '../../scripts/contract/responses.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { contracts } from '../support/operations.js';
import { readPage } from '../support/page-reader.js';

/** The vendors' pages are not part of this repository; where they stand beside it, each spec is held against its page. */
const folder = '../shared/docs';
const fileOf = (contract: Contract) => `${folder}/${contract.provenance?.page}`;

/** Every property and every listed value below a schema. */
function collect(contract: Contract, schema: Json, names: Set<string>, values: Set<string>): void {
  const resolved = resolveSchema(schema, contract.definitions);
  if (resolved === undefined) return;
  for (const value of (resolved.enum ?? []) as Json[]) values.add(String(value));
  if (resolved.items !== undefined) collect(contract, resolved.items, names, values);
  for (const [name, part] of Object.entries((resolved.properties ?? {}) as JsonObject)) {
    names.add(name);
    collect(contract, part, names, values);
  }
}

function stated(contract: Contract): { names: Set<string>; values: Set<string> } {
  const names = new Set(contract.security.flat().map((credential) => credential.name));
  const values = new Set<string>();
  collect(contract, contract.request, names, values);
  collect(contract, successBody(contract).schema, names, values);
  return { names, values };
}

describe.each(contracts.map((contract) => [contract.id, contract] as const))('the page of %s', (_, contract) => {
  const there = existsSync(fileOf(contract));
  const text = there ? readFileSync(fileOf(contract), 'utf8') : '';
  const page = readPage(text);
  const spec = stated(contract);

  test.runIf(there)('says nothing that the spec lacks: parameters and fields', () => {
    expect(page.names.length).toBeGreaterThan(5);
    expect(page.names.filter((name) => !spec.names.has(name))).toEqual([]);
  });

  test.runIf(there)('says nothing that the spec lacks: listed values', () => {
    expect(page.values.filter((value) => !spec.values.has(value))).toEqual([]);
  });

  test.runIf(there)('has every parameter, field and value of the spec', () => {
    const credentials = new Set(contract.security.flat().map((credential) => credential.name));
    const names = [...spec.names].filter((name) => !credentials.has(name));
    expect(names.filter((name) => !page.names.includes(name))).toEqual([]);
    expect([...spec.values].filter((value) => !page.values.includes(value))).toEqual([]);
  });

  test.runIf(there)('has the errors of the spec, with status, code and message', () => {
    const documented = errorBodies(contract).flatMap(({ status, examples }) =>
      Object.entries(examples).flatMap(([code, example]) =>
        example.source === 'documented'
          ? [{ status, code, message: String((example.value as JsonObject).Message) }]
          : [],
      ),
    );
    const found = page.errorLines.map((line) =>
      documented.find(({ status, code, message }) =>
        line.replaceAll(/\s/g, '').startsWith(`${status}${code}${message}`.replaceAll(/\s/g, '')),
      ),
    );
    expect(found.map((error, index) => error?.code ?? page.errorLines[index])).toEqual(
      expect.arrayContaining(documented.map((error) => error.code)),
    );
    expect(found).toHaveLength(documented.length);
  });

  test.runIf(there)('has the sample of the spec, value for value', () => {
    expect(successBody(contract).examples.documented?.value).toEqual(page.sample);
  });

  test.runIf(there)('has the title and the date of the spec', () => {
    const { title, updated } = contract.provenance ?? { title: '', updated: '' };
    expect(text).toContain(title);
    const date = /(?:Last Updated:\s*|Updated on )([A-Z][a-z]{2} \d+, \d{4}|\d{4}-\d{2}-\d{2})/.exec(text)?.[1] ?? '';
    expect(new Date(`${date} UTC`).toISOString().slice(0, 10)).toBe(updated);
  });
});

describe('planted faults', () => {
  const page = (status: string) => `Request parameters

Parameter

Type

Status

string

The status. Valid values:

  • ${status}: on its way

Examples

{
  "Status": "RUNNING"
}

Error codes

500 ServerError ServerError`;

  const given = [
    { layout: 'a cell per paragraph', text: page('RUNNING'), names: ['Status'], values: ['RUNNING'] },
    { layout: 'another value', text: page('STOPPED'), names: ['Status'], values: ['STOPPED'] },
    {
      layout: 'glued cells',
      text: 'Request parameters\nTaskIdsarrayNo\nstringNo\nCountinteger\n',
      names: ['TaskIds', 'Count'],
      values: [],
    },
    {
      layout: 'numbered tables',
      text: 'URI\n\noffset\n\nYes\n\nInteger\n\ndata_list\n\nArray of Log objects\n',
      names: ['offset', 'data_list'],
      values: [],
    },
  ];

  test.each(given)('the reader sees what a page says: $layout', ({ text, names, values }) => {
    expect(readPage(text)).toMatchObject({ names, values });
  });

  test('the reader sees errors and the sample', () => {
    expect(readPage(page('RUNNING'))).toMatchObject({
      errorLines: ['500 ServerError ServerError'],
      sample: { Status: 'RUNNING' },
    });
  });
});
