import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('what is fresh is found fresh without loading a package that reads or makes anything', () => {
  const hook =
    'export async function load(url, context, next) { if (url.includes("node_modules")) console.error("LOADED " + url); return next(url, context); }';
  const register = `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hook)}');`;
  const check = (...options: string[]) =>
    spawnSync(process.execPath, [...options, 'dist/cli.js', 'generate', '--check'], { encoding: 'utf8' });
  // The first run remembers what it finds, the second needs no more than that.
  expect(check().status).toBe(0);
  const { status, stderr } = check('--import', `data:text/javascript,${encodeURIComponent(register)}`);
  expect(status).toBe(0);
  const loaded = [...stderr.matchAll(/LOADED .*node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name]) => name);
  expect(new Set(loaded)).toEqual(new Set(['commander']));
});
