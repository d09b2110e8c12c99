import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { errorBodies, successBody } from '../../scripts/contract/responses.js';
import { forEachOperation } from '../support/operations.js';
import { readPage } from '../support/page-reader.js';
import { schemaPlaces } from '../support/schema-places.js';

/** The vendors' pages are not part of this repository; where they stand beside it, each spec is held against its page. */
const folder = '../shared/docs';
const fileOf = (contract: Contract) => `${folder}/${contract.provenance?.page}`;

function stated(contract: Contract): { names: Set<string>; values: Set<string> } {
  const places = [contract.request, successBody(contract).schema].flatMap((schema) => schemaPlaces(contract, schema));
  const credentials = contract.security.flat().map((credential) => credential.name);
  return {
    names: new Set([...credentials, ...places.flatMap(({ schema }) => Object.keys(schema.properties ?? {}))]),
    values: new Set(places.flatMap(({ schema }) => (Array.isArray(schema.enum) ? schema.enum.map(String) : []))),
  };
}

forEachOperation((contract) => {
  const there = existsSync(fileOf(contract));
  const missing = `the vendor's pages are not beside this checkout, in ${folder}`;
  const text = there ? readFileSync(fileOf(contract), 'utf8') : '';
  const page = readPage(text);
  const spec = stated(contract);

  test('the page says nothing that the spec lacks: parameters and fields', ({ skip }) => {
    skip(!there, missing);
    expect(page.names.length).toBeGreaterThan(5);
    expect(page.names.filter((name) => !spec.names.has(name))).toEqual([]);
  });

  test('the page says nothing that the spec lacks: listed values', ({ skip }) => {
    skip(!there, missing);
    expect(page.values.filter((value) => !spec.values.has(value))).toEqual([]);
  });

  test('the page has every parameter, field and value of the spec', ({ skip }) => {
    skip(!there, missing);
    const credentials = new Set(contract.security.flat().map((credential) => credential.name));
    const names = [...spec.names].filter((name) => !credentials.has(name));
    expect(names.filter((name) => !page.names.includes(name))).toEqual([]);
    expect([...spec.values].filter((value) => !page.values.includes(value))).toEqual([]);
  });

  test('the page has the errors of the spec, with status, code and message', ({ skip }) => {
    skip(!there, missing);
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

  test('the page has the sample of the spec, value for value', ({ skip }) => {
    skip(!there, missing);
    expect(successBody(contract).examples.documented?.value).toEqual(page.sample);
  });

  test('the page has the title and the date of the spec', ({ skip }) => {
    skip(!there, missing);
    const { title, updated } = contract.provenance ?? { title: '', updated: '' };
    expect(text).toContain(title);
    const date = /(?:Last Updated:\s*|Updated on )([A-Z][a-z]{2} \d+, \d{4}|\d{4}-\d{2}-\d{2})/.exec(text)?.[1] ?? '';
    expect(new Date(`${date} UTC`).toISOString().slice(0, 10)).toBe(updated);
  });
});
