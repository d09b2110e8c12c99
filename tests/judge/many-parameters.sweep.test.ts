import { expect, test } from 'vitest';
import { openDecisions } from '../../scripts/judge/index.js';
import { groupsOf } from '../../scripts/judge/worlds.js';
import { loadContracts } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';

// Each parameter has two decisions and two rules of its own: all of them beside each other never came to an end.
test('of a document with thousands of parameters the first decisions are read in every way', () => {
  const parameters = Array.from(
    { length: 2_000 },
    (_, index) => `{name: p${index}, in: query, schema: {enum: [a, b]}}`,
  );
  const responses = "{'200': {description: d, content: {application/json: {schema: {type: object}}}}}";
  const operation = `{operationId: listAll, parameters: [${parameters.join(', ')}], responses: ${responses}}`;
  const specs = folderOf({
    'many.yaml': `openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/all: {get: ${operation}}}\n`,
  });
  const [contract] = loadContracts(specs);
  if (contract === undefined) throw new Error('no contract');
  const read = groupsOf(contract).filter(({ worlds }) => worlds.length > 1);
  expect(openDecisions(contract).length).toBeGreaterThanOrEqual(2_000);
  expect(read.length).toBeGreaterThanOrEqual(10);
  expect(read.length).toBeLessThanOrEqual(40);
});
