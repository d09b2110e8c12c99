import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { contracts } from '../support/operations.js';

const readme = readFileSync('README.md', 'utf8');

test('every decision that the README names is in the specs, with its operation', () => {
  const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)` \| `(\w+)` \|/gm)];
  expect(rows.length).toBeGreaterThan(5);
  for (const [, id, operation] of rows) {
    const contract = contracts.find((one) => one.id === operation);
    expect(contract?.decisions.map((decision) => decision.id)).toContain(id);
  }
});

test('every contract that the README names is there, with its spec', () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` \| .*\[spec\]\(specs\/([^)]+)\) \|$/gm)];
  expect(rows.length).toBeGreaterThan(4);
  for (const [, id, file] of rows) expect(contracts.find((one) => one.id === id)?.location.file).toBe(file);
});

test('every npm script and link of the README exists', () => {
  for (const [, script] of readme.matchAll(/`(?:npm run )?(bench:\w+|check:\w+|generate)`/g))
    expect(Object.keys(manifest.scripts)).toContain(script);
  for (const [, link] of readme.matchAll(/\]\(((?!http)[^)]+)\)/g)) expect(existsSync(link as string), link).toBe(true);
});

test('every import path of the README is exported', () => {
  for (const [, path] of readme.matchAll(/^\| `cloudsec-contracts(\/[\w/]+)?`/gm)) {
    expect(Object.keys(manifest.exports)).toContain(path === undefined ? '.' : `.${path}`);
  }
});
