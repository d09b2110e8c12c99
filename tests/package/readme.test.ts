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
  const scripts = [...readme.matchAll(/`(?:npm run )?(bench:\w+|check:\w+|generate)`/g)].map(([, script]) => script);
  expect(scripts.length).toBeGreaterThan(3);
  for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
  const links = [...readme.matchAll(/\]\(((?!http)[^)]+)\)/g)].map(([, link]) => link as string);
  expect(links.length).toBeGreaterThan(5);
  for (const link of links) expect(existsSync(link), link).toBe(true);
});

test('every import path of the README is exported', () => {
  const paths = [...readme.matchAll(/^\| `cloudsec-contracts(\/[\w/]+)?`/gm)].map(([, path]) => path);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    expect(Object.keys(manifest.exports)).toContain(path === undefined ? '.' : `.${path}`);
  }
});
