import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadContracts } from '../../scripts/load/load.js';
import { startMock } from '../../scripts/mock/index.js';
import { verify } from '../../scripts/verify/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ok = {
  description: 'ok',
  content: { 'application/json': { schema: { type: 'object', properties: { a: { type: 'integer' } } } } },
};
const query = (name: string, schema: object) => ({ name, in: 'query', schema });
const error = (content: object) => ({ description: 'refused', content });

/** Documents as others write them, each with what a mock or a judge of them may get wrong. */
const documents: Readonly<Record<string, object>> = {
  'a number that may be as large as it likes': { parameters: [query('n', { type: 'number' })], responses: { 200: ok } },
  'a number of a format': { parameters: [query('n', { type: 'number', format: 'float' })], responses: { 200: ok } },
  'an integer': { parameters: [query('n', { type: 'integer' })], responses: { 200: ok } },
  'a large number among those listed': {
    parameters: [query('n', { type: 'number', enum: [1, 2.5] })],
    responses: { 200: ok },
  },
  'an error that is composed': {
    parameters: [query('n', { type: 'integer' })],
    responses: {
      200: ok,
      400: error({
        'application/json': {
          schema: {
            allOf: [
              { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
              {
                type: 'object',
                required: ['more'],
                properties: { more: { oneOf: [{ type: 'array', minItems: 1, items: { type: 'integer' } }] } },
              },
            ],
          },
        },
      }),
    },
  },
  'an error with bounds': {
    parameters: [query('n', { type: 'integer' })],
    responses: {
      200: ok,
      400: error({
        'application/json': {
          schema: {
            type: 'object',
            required: ['at', 'id', 'level'],
            properties: {
              at: { type: 'string', format: 'date-time' },
              id: { type: 'string', pattern: '^[A-F]{3}-[0-9]{4}$' },
              level: { type: 'integer', minimum: 1, maximum: 5 },
            },
          },
        },
      }),
    },
  },
  'an error in XML': {
    parameters: [query('n', { type: 'integer' })],
    responses: { 200: ok, 400: error({ 'application/xml': { examples: { one: { value: '<error/>' } } } }) },
  },
  'an error that is a text': {
    parameters: [query('n', { type: 'integer' })],
    responses: { 200: ok, 400: error({ 'text/plain': { schema: { type: 'string' } } }) },
  },
  'an error of a problem type': {
    parameters: [query('n', { type: 'integer' })],
    responses: {
      200: ok,
      400: error({
        'application/problem+json': { schema: { type: 'object', properties: { title: { type: 'string' } } } },
      }),
    },
  },
  'a success without a body': {
    parameters: [query('n', { type: 'integer' })],
    responses: { 204: { description: 'done' } },
  },
  'a result that is a text': {
    parameters: [query('n', { type: 'integer' })],
    responses: { 200: { description: 'ok', content: { 'text/csv': { schema: { type: 'string' } } } } },
  },
};

test.each(Object.entries(documents))('the mock of a document with %s is accused of nothing', async (_, operation) => {
  const specs = path.join(temporaryFolder(), 'api.json');
  const info = { title: 'An API', version: '1' };
  writeFileSync(
    specs,
    JSON.stringify({
      openapi: '3.1.0',
      info,
      paths: { '/things': { get: { operationId: 'getThings', ...operation } } },
    }),
  );
  const contracts = loadContracts(specs);
  const mock = await startMock({ contracts });
  try {
    const report = await verify({ url: mock.url, contracts, seed: 1, runs: 5 });
    expect(report.violations.map(({ property, message, response }) => [property, message, response.excerpt])).toEqual(
      [],
    );
    expect(JSON.stringify(report)).not.toContain('nothing could be read');
    const bad = await fetch(`${mock.url}/things?n=abc`);
    expect(bad.status).toBe(400);
  } finally {
    await mock.close();
  }
});
