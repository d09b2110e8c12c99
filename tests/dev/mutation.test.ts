import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { countOf, type Equivalent } from '../../scripts/dev/mutation/count.js';
import { forgetSurvivors } from '../../scripts/dev/mutation/forget-survivors.js';
import { type Guards, guards } from '../../scripts/dev/mutation/guards.js';
import { mutateRooms } from '../../scripts/dev/mutation/mutate-rooms.js';
import { filesOf, roomNames } from '../../scripts/dev/mutation/rooms.js';
import { runMutants } from '../../scripts/dev/mutation/run.js';
import { sampleMutants } from '../../scripts/dev/mutation/sample.js';
import { readTable, writeTable } from '../../scripts/dev/mutation/table.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('rooms', () => {
  test('are guarded by tests that there are: no pattern is written in vain', () => {
    const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.test.ts'),
    );
    const matching = (glob: string) => {
      const pattern = glob.replaceAll('*', '[^/]*').replaceAll('[^/]*[^/]*/', '(?:.*/)?');
      return tests.filter((name) => new RegExp(`^${pattern}\\.test\\.ts$`).test(name));
    };
    for (const [room, { include, exclude = [] }] of Object.entries(guards as Record<string, Guards>)) {
      expect(filesOf(room).length, room).toBeGreaterThan(0);
      const included = include.flatMap(matching);
      for (const glob of include) expect(matching(glob).length, glob).toBeGreaterThan(0);
      for (const glob of exclude) expect(included, glob).toEqual(expect.arrayContaining(matching(glob)));
      for (const glob of exclude) expect(matching(glob).length, glob).toBeGreaterThan(0);
      expect(included.length, room).toBeGreaterThan(exclude.flatMap(matching).length);
    }
  });

  test('are the folders of scripts that have tests', () => {
    expect(roomNames([])).toEqual(expect.arrayContaining(['contract', 'mock', 'wire']));
    expect(roomNames(['wire'])).toEqual(['wire']);
    const files = filesOf('verify');
    expect(files).toEqual(expect.arrayContaining(['scripts/verify/index.ts', 'scripts/verify/transport/probe.ts']));
    expect(files).toEqual(files.filter((name) => name.endsWith('.ts')).sort());
  });

  test('that are none are refused, with those that there are', () => {
    expect(() => roomNames(['kitchen'])).toThrow(/there is no room kitchen .*wire/);
  });
});

/** A room of one file, in which all that can be changed is known. */
const source = 'export function mid(n: number): boolean {\n  return n > 3 && n < 5;\n}\n';
const sampleOf = (size: number, seed: string, text = source) =>
  sampleMutants('x', size, seed, new Map([['scripts/x/mid.ts', text]]));
/** What was changed of the line `return n > 3 && n < 5;`, from a column on, as a result has it. */
const changed = (mutatorName: string, replacement: string, column: number, line = 2) => ({
  fileName: '/copy/scripts/x/mid.ts',
  mutatorName,
  replacement,
  status: 'Survived',
  location: { start: { line, column }, end: { line, column } },
});

describe('a sample', () => {
  test('has all mutants where there are no more than are asked for', async () => {
    const { count, all, has, ranges } = await sampleOf(10, 'a');
    expect({ count, all }).toEqual({ count: 10, all: 10 });
    for (const mutant of [
      changed('BlockStatement', '{}', 41, 1),
      changed('LogicalOperator', 'n > 3 || n < 5', 10),
      changed('ConditionalExpression', 'true', 10),
      changed('EqualityOperator', 'n >= 3', 10),
      changed('EqualityOperator', 'n >= 5', 19),
    ]) {
      expect(has(mutant)).toBe(true);
      expect(has({ ...mutant, fileName: '/copy/scripts/x/other.ts' })).toBe(false);
      expect(has({ ...mutant, replacement: 'n === 3' })).toBe(false);
      expect(has({ ...mutant, mutatorName: 'BooleanLiteral' })).toBe(false);
      const { line, column } = mutant.location.start;
      expect(has({ ...mutant, location: { ...mutant.location, start: { line: line + 1, column } } })).toBe(false);
      expect(has({ ...mutant, location: { ...mutant.location, start: { line, column: column + 1 } } })).toBe(false);
    }
    expect(ranges).toContain('scripts/x/mid.ts:1:40-3:1');
  });

  test('has of others those of its ranges, for a range holds all that stands in it', async () => {
    const places: Record<string, ReturnType<typeof changed>[]> = {
      '1:40-3:1': [changed('BlockStatement', '{}', 41, 1)],
      '2:9-2:23': [changed('LogicalOperator', 'n > 3 || n < 5', 10)],
      '2:9-2:14': [changed('EqualityOperator', 'n >= 3', 10), changed('EqualityOperator', 'n <= 3', 10)],
      '2:18-2:23': [changed('EqualityOperator', 'n >= 5', 19), changed('EqualityOperator', 'n <= 5', 19)],
    };
    const within: Record<string, string[]> = {
      '1:40-3:1': Object.keys(places),
      '2:9-2:23': ['2:9-2:23', '2:9-2:14', '2:18-2:23'],
      '2:9-2:14': ['2:9-2:14'],
      '2:18-2:23': ['2:18-2:23'],
    };
    const counts: Record<string, number> = { '1:40-3:1': 10, '2:9-2:23': 9, '2:9-2:14': 3, '2:18-2:23': 3 };
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const { ranges, count, all, has } = await sampleOf(1, String(seed));
      const [range = ''] = ranges.map((one) => one.replace('scripts/x/mid.ts:', ''));
      expect({ ranges: ranges.length, count, all }).toEqual({ ranges: 1, count: counts[range], all: 10 });
      for (const [place, mutants] of Object.entries(places)) {
        for (const mutant of mutants) expect(has(mutant)).toBe(within[range]?.includes(place));
      }
      seen.add(range);
    }
    expect([...seen].sort()).toEqual(Object.keys(places).sort());
  });

  test('is the same for the same seed, and for code that moved; another for another seed', async () => {
    const ranges = async (seed: string, text = source) => (await sampleOf(3, seed, text)).ranges;
    const one = await ranges('a');
    expect(await ranges('a')).toEqual(one);
    const moved = one.map((range) => range.replaceAll(/(?<=[:-])(\d+)(?=:)/g, (line) => String(Number(line) + 2)));
    expect(await ranges('a', `\n\n${source}`)).toEqual(moved);
    const others = await Promise.all(['b', 'c', 'd', 'e', 'f', 'g'].map((seed) => ranges(seed)));
    expect(new Set(others.map(String)).size).toBeGreaterThan(1);
  });

  test('has no range with so many mutants that it would be most of it', async () => {
    const long = `export const f = (n: number) => {\n${'  if (n > 3) n++;\n'.repeat(9)}  return n;\n};\n`;
    const { ranges, count, all } = await sampleOf(1_000, 'a', long);
    expect(all).toBeGreaterThan(40);
    // All but the body, and the function without it.
    expect(all - count).toBeLessThan(4);
    for (const range of ranges) expect(range).not.toContain('scripts/x/mid.ts:1:');
  });

  test('of a room is drawn from its files', async () => {
    const { ranges, count, all, has } = await sampleMutants('vitest', 30, 'a');
    expect(count).toBeGreaterThanOrEqual(30);
    expect(count).toBeLessThan(50);
    expect(all).toBeGreaterThan(count);
    for (const range of ranges) expect(range).toMatch(/^scripts\/vitest\/[\w/-]+\.ts:\d+:\d+-\d+:\d+$/);
    expect(has(changed('ConditionalExpression', 'true', 10))).toBe(false);
  });
});

describe('the count', () => {
  const result = (status: string, replacement: string) => ({
    fileName: '/copy/scripts/wire/form.ts',
    mutatorName: 'BooleanLiteral',
    replacement,
    status,
    location: { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } },
  });
  const results = [
    result('Killed', 'a'),
    result('Timeout', 'b'),
    result('Survived', 'c'),
    result('NoCoverage', 'd'),
    result('Survived', 'e'),
    result('CompileError', 'f'),
    result('RuntimeError', 'g'),
  ];
  const lines = () => ['', '', '    true || true;'];
  const equivalent = {
    file: 'scripts/wire/form.ts',
    line: 'true || true;',
    code: 'true',
    replacement: 'e',
    reason: 'the same',
  };

  test('takes what hangs for killed, what no test reaches for a survivor, and what cannot run for none', () => {
    expect(countOf(results, [], lines)).toMatchObject({ mutants: 5, killed: 2, equivalent: 0, score: 0.4 });
  });

  test('leaves out those that are known to do the same, and names the others with their place', () => {
    const others = [
      { ...equivalent, file: 'scripts/wire/rest.ts', replacement: 'c' },
      { ...equivalent, line: 'true || false;', replacement: 'c' },
      { ...equivalent, code: 'true || true', replacement: 'c' },
    ];
    const counted = countOf(results, [equivalent, ...others], lines);
    expect(counted).toMatchObject({ mutants: 5, killed: 2, equivalent: 1, score: 0.5 });
    expect(counted.survivors).toEqual([
      'scripts/wire/form.ts:3:5 BooleanLiteral, no test notices: c',
      'scripts/wire/form.ts:3:5 BooleanLiteral, no test comes here: d',
    ]);
  });
});

test('a survivor is one line, cut where its replacement is long', () => {
  const survivor = (replacement: string | undefined, fileName = '/scripts/copy/scripts/wire/form.ts') => {
    const location = { start: { line: 1, column: 1 }, end: { line: 2, column: 3 } };
    const result = { fileName, mutatorName: 'BlockStatement', replacement, status: 'Survived', location };
    return countOf([result], [], () => ['if (one) {', '}']).survivors[0];
  };
  expect(survivor('{\n  two;\n\n}', 'scripts/wire/form.ts')).toBe(
    'scripts/wire/form.ts:1:1 BlockStatement, no test notices: { two; }',
  );
  expect(survivor('x'.repeat(500))).toMatch(/: x{120}$/);
  expect(survivor(undefined)).toMatch(/no test notices: $/);
});

test('what goes on behind the line where it begins can be known, too', () => {
  const location = { start: { line: 1, column: 10 }, end: { line: 3, column: 2 } };
  const result = { fileName: 'scripts/wire/a.ts', mutatorName: 'm', replacement: '{}', status: 'Survived', location };
  const known = { file: 'wire/a.ts', line: 'if (one) {', code: '{', replacement: '{}', reason: 'the same' };
  const lines = ['if (one) {', '  two;', '}'];
  expect(countOf([result], [known], () => lines)).toMatchObject({ equivalent: 1, survivors: [], score: 1 });
  const within = { ...result, location: { ...location, end: { line: 1, column: 11 } } };
  expect(countOf([within], [known], () => ['if (one) { two; }'])).toMatchObject({ equivalent: 0 });
  expect(countOf([within], [{ ...known, line: 'if (one) { two; }' }], () => ['if (one) { two; }'])).toMatchObject({
    equivalent: 1,
  });
});

describe('each mutant that is called equivalent', () => {
  const known = JSON.parse(readFileSync('tests/mutation/equivalent.json', 'utf8')) as Equivalent[];

  test('stands in the code, changes it, and has a reason', () => {
    expect(known.length).toBeGreaterThan(0);
    for (const { file, line, code, replacement, reason } of known) {
      const lines = readFileSync(file, 'utf8').split('\n');
      expect(lines.map((one) => one.trim())).toContain(line);
      expect(line).toContain(code);
      expect(replacement).not.toBe(code);
      expect(reason.split(' ').length).toBeGreaterThan(3);
    }
  });
});

test('the remembered results of a room are those of the mutants that were killed', () => {
  const file = path.join(temporaryFolder(), 'wire.json');
  forgetSurvivors(file);
  expect(existsSync(file)).toBe(false);
  const mutants = ['Killed', 'Survived', 'NoCoverage', 'Timeout', 'Killed'].map((status, id) => ({ id, status }));
  writeFileSync(file, JSON.stringify({ schemaVersion: '1', files: { 'a.ts': { mutants, source: '' } } }));
  forgetSurvivors(file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    schemaVersion: '1',
    files: { 'a.ts': { mutants: [mutants[0], mutants[4]], source: '' } },
  });
});

test.each([
  ['wire', false],
  ['judge', true],
])('a run on %s has one worker, and leaves out what runs while loading: %s', async (room, ignoreStatic) => {
  const before = process.env.MUTATION_ROOM;
  onTestFinished(() => {
    if (before === undefined) delete process.env.MUTATION_ROOM;
    else process.env.MUTATION_ROOM = before;
  });
  const folder = path.join(temporaryFolder(), 'new');
  const results = [changed('BooleanLiteral', 'true', 1)];
  const ranges = ['scripts/x/mid.ts:1:40-3:1'];
  const started: object[] = [];
  const ran = await runMutants(room, ranges, {
    folder,
    start: async (options) => {
      started.push(options);
      // Stryker makes no folder for what it remembers.
      writeFileSync(
        options.incrementalFile as string,
        JSON.stringify({ files: { a: { mutants: [{ status: 'No' }] } } }),
      );
      return results;
    },
  });
  expect(ran).toBe(results);
  expect(started).toMatchObject([
    {
      mutate: ranges,
      concurrency: 1,
      incremental: true,
      ignoreStatic,
      htmlReporter: { fileName: `${folder}/${room}.html` },
    },
  ]);
  // Which tests are run is told to Vitest's configuration.
  expect(process.env.MUTATION_ROOM).toBe(room);
  const remembers = (mutants: object[]) => async (options: { readonly incrementalFile?: string }) => {
    expect(JSON.parse(readFileSync(options.incrementalFile as string, 'utf8'))).toEqual({ files: { a: { mutants } } });
    return [];
  };
  await runMutants(room, ranges, { again: true, folder, start: remembers([{ status: 'No' }]) });
  await runMutants(room, ranges, { folder, start: remembers([]) });
});

describe('mutateRooms', () => {
  /** Of five mutants in the sample, as many are killed; one result is not of the sample. */
  async function mutating(named: string[], killed: number) {
    const table = path.join(temporaryFolder(), 'TABLE.md');
    const [lines, complaints, asked]: [string[], string[], unknown[]] = [[], [], []];
    const code = await mutateRooms(named, {
      table,
      print: (line) => lines.push(line),
      complain: (line) => complaints.push(line),
      sample: async (room, size, seed) => {
        asked.push([room, size, seed]);
        const has = ({ mutatorName }: { mutatorName: string }) => mutatorName === 'drawn';
        return { ranges: [`${size} of ${room}`], count: 20, all: 40, has };
      },
      run: async (room, ranges, options) => {
        expect(ranges).toEqual([`150 of ${room}`]);
        expect(options).toEqual({ again: false });
        const drawn = Array.from({ length: 20 }, (_, index) => ({
          ...changed('drawn', `r${index}`, 5, 1),
          fileName: `scripts/${room}/index.ts`,
          status: index < killed ? 'Killed' : 'Survived',
        }));
        return [...drawn, changed('another', 'x', 10)];
      },
    });
    return { code, lines, complaints, asked, rows: readTable(table) };
  }
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

  test('fills a row for each room, and names the survivors', async () => {
    const { code, lines, complaints, asked, rows } = await mutating(['wire', 'judge'], 19);
    // More are asked for, and there are none.
    expect(asked).toEqual([
      ['wire', 150, version],
      ['wire', 150, version],
      ['judge', 150, version],
      ['judge', 150, version],
    ]);
    const row = { mutants: 20, all: 40, killed: 19, equivalent: 0, survivors: 1 };
    expect(Object.fromEntries(rows)).toEqual({ wire: row, judge: row });
    expect(lines).toEqual(
      ['wire', 'judge'].flatMap((room) => [
        `${room}: 20 of 40 mutants`,
        `  survives: scripts/${room}/index.ts:1:5 drawn, no test notices: r19`,
        `  95.0 %; reports/mutation/${room}.html`,
      ]),
    );
    expect(complaints).toEqual([]);
    expect(code).toBe(0);
  });

  test('draws more where some of a sample are not run, until enough are', async () => {
    const table = path.join(temporaryFolder(), 'TABLE.md');
    const runs: unknown[] = [];
    await mutateRooms(['wire'], {
      table,
      print: () => {},
      sample: async (_, size) => ({ ranges: [`${size}`], count: size, all: 500, has: () => true }),
      // Of ten mutants nine are run.
      run: async (_, [count], options) => {
        runs.push([count, options]);
        return Array.from({ length: Number(count) }, (_, index) => ({
          ...changed('drawn', `r${index}`, 5, 1),
          status: index % 10 === 0 ? 'Ignored' : 'Killed',
        }));
      },
    });
    expect(runs).toEqual([
      ['150', { again: false }],
      ['165', { again: true }],
      ['167', { again: true }],
    ]);
    expect(readTable(table).get('wire')).toMatchObject({ mutants: 150, all: 500, killed: 150 });
  });

  test.each([
    [17, 0],
    [16, 1],
  ])('%i killed of 20 give the exit code %i', async (killed, want) => {
    expect((await mutating(['wire'], killed)).code).toBe(want);
  });

  test('runs all rooms where none is named', async () => {
    const { rows } = await mutating([], 20);
    expect([...rows.keys()].sort()).toEqual(roomNames([]).sort());
  });

  test('runs none where one is unknown', async () => {
    const { code, lines, asked, complaints } = await mutating(['wire', 'kitchen'], 20);
    expect({ code, lines, asked }).toEqual({ code: 2, lines: [], asked: [] });
    expect(complaints).toEqual([expect.stringMatching(/^there is no room kitchen with tests; choose of .*wire$/)]);
  });
});

test('the table in the repository is as the command writes it', () => {
  const file = 'tests/mutation/TABLE.md';
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(readFileSync(file, 'utf8')).toBe(writeTable(readTable(file), version, roomNames([])));
});

test('the table is read back as it was written', () => {
  const file = path.join(temporaryFolder(), 'TABLE.md');
  expect(readTable(file)).toEqual(new Map());
  const rows = new Map([
    ['wire', { mutants: 150, all: 900, killed: 120, equivalent: 3, survivors: 27 }],
    ['base', { mutants: 10, all: 10, killed: 10, equivalent: 0, survivors: 0 }],
  ]);
  const text = writeTable(rows, '0.1.0', ['base', 'mock', 'wire', 'verify']);
  writeFileSync(file, text);
  expect(readTable(file)).toEqual(rows);
  expect(writeTable(readTable(file), '0.1.0', ['base', 'mock', 'wire', 'verify'])).toBe(text);
  expect(text).toContain('\nNot run: mock, verify.\n');
  expect(writeTable(rows, '0.1.0', ['base', 'wire'])).not.toContain('Not run');
  expect(text).toContain('| wire | 150 of 900 | 120 | 3 | 27 | 81.6 % |');
});
