import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { arbitrariesOf } from '../../scripts/arbitraries/index.js';
import type { Json } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import { bodiesOf } from '../../scripts/generate/bodies.js';
import { generate } from '../../scripts/generate/generate.js';
import { loadSpecs } from '../../scripts/load/load.js';
import { mutated } from '../support/mutated.js';
import { typeProblems } from '../support/type-problems.js';

/** Specs after the style of ten well-known houses, each with the traits of its own. */
const houses = readdirSync('tests/houses').map((name) => name.replace(/\.yaml$/, ''));
// Inside the project, so that the declarations find the package by its name.
const root = path.join('node_modules', `.houses-test-${process.pid}`);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const specsOf = (house: string) => (house === 'split' ? 'tests/houses/split' : `tests/houses/${house}.yaml`);
const DRAWS = 25;

test.each(houses)('%s: the validators judge examples, draws and mutations as AJV does', async (house) => {
  const specs = specsOf(house);
  const out = path.join(root, house);
  const result = await generate({ specs, out });
  const { contracts, problems } = loadSpecs(specs);
  expect(result.operations).toBe(contracts.length);
  // Only what is said to be left out is.
  expect(problems.map(({ leftOut }) => leftOut)).toEqual(
    house === 'chat' ? ['webhooks', 'callbacks of chat_subscribe'] : [],
  );
  const { operations } = await import(pathToFileURL(path.resolve(out, 'index.js')).href);
  let judged = 0;
  for (const contract of contracts) {
    const ajv = new RuntimeValidators(contract);
    const operation = operations[contract.id];
    const parts = [
      { judge: ajv.of('request'), validate: operation.validateRequest },
      { judge: ajv.of('error'), validate: operation.validateError },
      ...bodiesOf(contract).map(({ key, part }) => ({
        judge: ajv.of(part),
        validate: operation.validateResponses[key],
      })),
    ];
    const draws = arbitrariesOf(contract, operation.validateRequest, operation.validateResponse);
    const values = [
      ...fc.sample(draws.request() as fc.Arbitrary<Json>, { numRuns: DRAWS, seed: 3 }),
      ...fc.sample(draws.response() as fc.Arbitrary<Json>, { numRuns: DRAWS, seed: 5 }),
    ];
    const all = values.flatMap((value) => [value, ...fc.sample(mutated(value, []), { numRuns: 4, seed: 7 })]);
    for (const value of all) {
      for (const { judge, validate } of parts) {
        judged++;
        expect(validate(value), `${contract.id} of ${JSON.stringify(value)}`).toBe(judge(value));
      }
    }
  }
  expect(judged).toBeGreaterThan(300);
});

test('their types are sound, libraries included', async () => {
  const files: string[] = [];
  for (const house of houses) {
    await generate({ specs: specsOf(house), out: path.join(root, house) });
    files.push(path.join(house, 'index.d.ts'), path.join(house, 'validators.d.ts'));
  }
  expect(typeProblems(root, files).filter((line) => !line.startsWith('../'))).toEqual([]);
});
