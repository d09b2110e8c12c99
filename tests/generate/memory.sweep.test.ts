import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { specOf, writeManySpecs } from '../../scripts/bench/many-specs.js';
import { generate } from '../../scripts/generate/generate.js';
import { cacheFolder } from '../../scripts/generate/memory.js';
import { SpecError } from '../../scripts/load/problem.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const operations = 8;
/** As many share one file. */
const perArea = 4;

/** Specs of several files that share some, an output of them, and what has changed since. */
async function project() {
  const specs = path.join(temporaryFolder(), 'specs');
  writeManySpecs(specs, operations, perArea);
  const out = path.join(temporaryFolder(), 'out');
  const write = (name: string, change: (text: string) => string) => {
    const file = path.join(specs, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
  return { specs, out, write, run: () => generate({ specs, out }) };
}

/** What the same specs give where nothing is remembered of them: elsewhere. */
async function anew(specs: string): Promise<Map<string, string>> {
  const copy = path.join(temporaryFolder(), 'specs');
  cpSync(specs, copy, { recursive: true });
  const out = path.join(temporaryFolder(), 'anew');
  const { stale } = await generate({ specs: copy, out });
  return new Map(stale.map((name) => [name, readFileSync(path.join(out, name), 'utf8')]));
}

function textsOf(out: string, names: Iterable<string>): Map<string, string> {
  return new Map([...names].map((name) => [name, readFileSync(path.join(out, name), 'utf8')]));
}

describe('what is remembered of each spec file', () => {
  beforeAll(() => mkdirSync('node_modules', { recursive: true }));

  test('a changed file changes what comes of it, as a run without memory would', async () => {
    const { specs, out, write, run } = await project();
    expect(await run()).toMatchObject({ operations, problems: [] });
    expect(await run()).toMatchObject({ operations, stale: [], surplus: [] });

    const changes: [string, () => void, RegExp][] = [
      [
        'one operation',
        () => write('operation-7.yaml', (text) => text.replace('Lists the tasks', 'Gives the tasks')),
        /ListTasks7\//,
      ],
      [
        'a shared file',
        () => write('common-1.yaml', (text) => text.replace('minLength: 1', 'minLength: 2')),
        /ListTasks[4-7]\//,
      ],
      [
        'a new file',
        () => writeFileSync(path.join(specs, 'operation-45.yaml'), specOf(45).replaceAll('common-2', 'common-0')),
        /ListTasks45\//,
      ],
      ['a file that is gone', () => rmSync(path.join(specs, 'operation-3.yaml')), /^$/],
      // Two operations whose names differ by their case only: the second of them gets a number.
      [
        'a name that is taken',
        () => write('operation-6.yaml', (text) => text.replace('ListTasks6', 'listTasks5')),
        /ListTasks[56]/,
      ],
    ];
    for (const [what, change, touched] of changes) {
      change();
      const result = await run();
      const own = result.stale.filter((name) => name.includes('/'));
      expect(
        own.every((name) => touched.test(name)),
        `${what}: ${own}`,
      ).toBe(true);
      if (what !== 'a file that is gone' && what !== 'a name that is taken') continue;
      const wanted = await anew(specs);
      expect(textsOf(out, wanted.keys()), what).toEqual(wanted);
      await run();
    }
  });

  test('warnings come again although nothing is read, and strict makes errors of them', async () => {
    const { specs, out, write, run } = await project();
    write('operation-1.yaml', (text) => text.replace('example: { items: [], page:', 'example: { items: 1, page:'));
    writeFileSync(path.join(specs, 'notes.yaml'), 'todo: [write more]\n');
    const first = await run();
    expect(first.problems.map(({ file, leftOut }) => `${path.basename(file)} ${leftOut}`)).toEqual([
      'notes.yaml file notes.yaml',
      'operation-1.yaml example example of ListTasks1',
    ]);
    expect((await run()).problems).toEqual(first.problems);
    await expect(generate({ specs, out, strict: true })).rejects.toThrow(SpecError);
    write('operation-1.yaml', (text) => text.replace('items: 1', 'items: []'));
    expect((await run()).problems).toHaveLength(1);
  });

  test('an error of one file comes with those of all others, and nothing is written', async () => {
    const { specs, out, write } = await project();
    for (const index of [2, operations - 1])
      write(`operation-${index}.yaml`, (text) => text.replace('/Page', '/Nothing'));
    try {
      await generate({ specs, out });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SpecError);
      for (const index of [2, operations - 1]) expect((error as Error).message).toContain(`operation-${index}.yaml`);
    }
    expect(() => readFileSync(path.join(out, 'index.js'))).toThrow();
  });

  test('files that have to be read together are made once, and remembered in room for each of them', async () => {
    const { out, write, run } = await project();
    write('operation-6.yaml', (text) => text.replace('ListTasks6', 'listTasks5'));
    expect(await run()).toMatchObject({ operations });
    const before = statSync(path.join(out, 'index.js')).mtimeMs;
    const kept = readdirSync(cacheFolder).map((name) => readFileSync(path.join(cacheFolder, name), 'utf8'));
    const own = kept.find((text) => text.includes('listTasks5')) as string;
    // Each file stands in what is remembered of it, and once more among all: not beside every other one.
    expect(own.split('"operation-7.yaml"').length - 1).toBeLessThan(5);
    expect(await run()).toMatchObject({ operations, stale: [], surplus: [] });
    expect(statSync(path.join(out, 'index.js')).mtimeMs).toBe(before);
    write('operation-7.yaml', (text) => text.replace('Lists the tasks', 'Gives the tasks'));
    expect((await run()).stale).toEqual(expect.arrayContaining(['ListTasks7/types.d.ts']));
  });

  test('schemas with names of their own are found across files', async () => {
    const { out, write, run } = await project();
    write('common-0.yaml', (text) => text.replace('    Page:\n', '    Page:\n      $id: https://example.org/page\n'));
    write('operation-0.yaml', (text) =>
      text.replace("'common-0.yaml#/components/schemas/Page'", 'https://example.org/page'),
    );
    await run();
    write('common-0.yaml', (text) => text.replace('number: { type: integer }', 'number: { type: string }'));
    await run();
    expect(readFileSync(path.join(out, 'ListTasks0/types.d.ts'), 'utf8')).toContain('number: string');
    expect(await run()).toMatchObject({ stale: [] });
  });
});
