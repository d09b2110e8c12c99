import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { mergeReports, type Report, type Run, readReports, render, reportOf } from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { run, violation } from './sample.js';

let dir: string;
beforeEach(() => {
  dir = temporaryFolder();
});

const write = (name: string, report: Report) => writeFileSync(join(dir, name), render('json', report));
const merge = () => mergeReports(readReports(dir));

/** The properties of a run dealt out to shards, as `--shard` does. */
function shard(index: number, count: number, changes: Partial<Run> = {}): Report {
  const all = run(changes);
  const operations = all.operations.map((one) => ({
    ...one,
    properties: one.properties.filter((_, place) => place % count === index - 1),
  }));
  const names = new Set(operations.flatMap(({ properties }) => properties.map(({ name }) => name)));
  const violations = [...(all.violations as Iterable<ReturnType<typeof violation>>)].filter((one) =>
    names.has(one.property),
  );
  return reportOf({ ...all, operations, violations, shard: { index, count } });
}

describe('the reports of shards', () => {
  it('make the report that one run makes', () => {
    write('b.json', shard(2, 2));
    write('a.json', shard(1, 2));
    const merged = merge();
    const whole = reportOf(run());
    const byName = (report: Report) =>
      report.operations.map(({ operation, properties }) => ({
        operation,
        properties: [...properties]
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map(({ name, outcome, ok }) => ({ name, outcome, ok })),
      }));
    expect(byName(merged)).toEqual(byName(whole));
    expect(merged.violations.map(({ id, alsoSeenBy, count }) => ({ id, alsoSeenBy, count }))).toEqual(
      whole.violations.map(({ id, alsoSeenBy, count }) => ({ id, alsoSeenBy, count })),
    );
    expect(merged).toMatchObject({ ok: false, seed: 42, shard: undefined });
  });

  it('may lie in folders of their own, as downloaded artifacts do', () => {
    for (const index of [1, 2]) {
      mkdirSync(join(dir, `shard-${index}`));
      write(join(`shard-${index}`, 'report.json'), shard(index, 2));
    }
    expect(merge().operations[0]?.requests).toBe(240);
  });

  it.each(
    (['violated', 'held', 'inconclusive', 'not-exercised'] as const).flatMap((one, rank, all) =>
      all.slice(rank).map((other) => ({ one, other })),
    ),
  )('$one and $other make $one', ({ one, other }) => {
    const part = (outcome: typeof one, index: number) =>
      reportOf({
        ...run({ violations: [] }),
        operations: [
          {
            operation: 'Op',
            requests: 1,
            properties: [
              { name: 'p', class: 'c', outcome, runs: 1, compared: 2, notes: [`note ${index} of ${outcome}`] },
            ],
          },
        ],
      });
    write('1.json', part(one, 1));
    write('2.json', part(other, 2));
    const property = merge().operations[0]?.properties[0];
    expect(property).toMatchObject({ outcome: one, runs: 2, compared: 4, ok: one !== 'violated' });
    const shown = property?.notes.length;
    expect(shown).toBe(other === 'not-exercised' && one !== 'not-exercised' ? 1 : 2);
  });

  it('leave a reading open that they do not agree on', () => {
    const part = (reading: string | undefined, possible: string[]) =>
      reportOf(
        run({ observations: [{ operation: 'ListTasks', decision: 'd', reading, possible, evidence: `${reading}` }] }),
      );
    write('1.json', part(undefined, ['a', 'b', 'c']));
    write('2.json', part(undefined, ['b', 'c']));
    expect(merge().observations).toMatchObject([{ possible: ['b', 'c'] }]);
    write('3.json', part('c', ['c']));
    expect(merge().observations).toMatchObject([{ reading: 'c', possible: ['c'] }]);
    write('4.json', part('a', ['a']));
    const [observation] = merge().observations;
    expect(observation?.reading).toBeUndefined();
    expect(observation?.possible).toEqual([]);
  });

  it('keep integers beyond 2^53', () => {
    write('1.json', reportOf(run({ violations: [violation({ actual: 9007199254740993n })] })));
    expect(merge().violations[0]?.actual).toBe(9007199254740993n);
  });

  it.each<{ name: string; files: Record<string, string | Report>; want: RegExp }>([
    { name: 'an empty folder', files: {}, want: /holds no \.json file to merge; write one in each shard/ },
    { name: 'a file that is no JSON', files: { 'x.json': '<html>' }, want: /x\.json is no report of a shard: .*JSON/ },
    {
      name: 'a file that is cut off',
      files: { 'x.json': render('json', shard(1, 1)).slice(0, 500) },
      want: /x\.json is no report of a shard/,
    },
    {
      name: 'another JSON file',
      files: { 'x.json': '{"a":1}' },
      want: /x\.json is no report of a shard: it has no list "operations"/,
    },
    { name: 'a list', files: { 'x.json': '[]' }, want: /x\.json is no report of a shard: it is no object/ },
    {
      name: 'violations of another form',
      files: { 'x.json': JSON.stringify({ ...shard(1, 1), violations: [{}] }) },
      want: /x\.json is no report of a shard: one of its violations has no ids/,
    },
    {
      name: 'a shard that is missing',
      files: { '1.json': shard(1, 3), '3.json': shard(3, 3) },
      want: /shard 2 of 3 is missing/,
    },
    {
      name: 'a shard that is there twice',
      files: { '1.json': shard(1, 2), '2.json': shard(1, 2) },
      want: /2\.json and .*1\.json are both shard 1/,
    },
    {
      name: 'shards of another run',
      files: { '1.json': shard(1, 2), '2.json': shard(2, 2, { seed: 7 }) },
      want: /2\.json \(verify, seed 7\) is of another run/,
    },
    {
      name: 'shards of another cut',
      files: { '1.json': shard(1, 2), '2.json': shard(2, 3) },
      want: /2\.json is one of 3 shards/,
    },
  ])('are refused by name: $name', ({ files, want }) => {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(dir, name), typeof content === 'string' ? content : render('json', content));
    }
    expect(merge).toThrow(want);
  });

  it('are refused where there is no folder', () => {
    expect(() => readReports(join(dir, 'nowhere'))).toThrow(/cannot read the folder .*nowhere of reports to merge/);
  });
});
