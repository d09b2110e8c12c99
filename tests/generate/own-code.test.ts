import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ownCode } from '../../scripts/contract/own-code.js';

/** Every module of ours, and every package, that a module needs to load. */
function neededBy(entry: string): { modules: Set<string>; packages: Set<string> } {
  const modules = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (modules.has(file)) return;
    modules.add(file);
    // Types alone are gone when the code runs.
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm);
    for (const [, name = ''] of imports) {
      if (name.startsWith('.')) visit(path.resolve(path.dirname(file), name.replace(/\.js$/, '.ts')));
      else if (!name.startsWith('node:')) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    }
  };
  visit(path.resolve(entry));
  return { modules, packages };
}

test('the key of a cache of contracts covers all code that makes contracts', () => {
  const { modules, packages } = neededBy('scripts/load/load.ts');
  const covered = new Set(ownCode());
  const rooms = [...modules].filter((file) => path.dirname(file) !== path.resolve('scripts'));
  expect(rooms.filter((file) => !covered.has(file))).toEqual([]);
  for (const name of packages) expect([...covered]).toContain(path.resolve('node_modules', name, 'package.json'));
  expect([...covered].filter((file) => !existsSync(file))).toEqual([]);
});
