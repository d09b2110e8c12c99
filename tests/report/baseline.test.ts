import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  applyBaseline,
  exitCodeOf,
  type Run,
  readBaseline,
  reportOf,
  requireExercised,
} from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { run, violation } from './sample.js';

let file: string;
beforeEach(() => {
  file = join(temporaryFolder(), 'baseline.yaml');
});

const report = (changes: Partial<Run> = {}) => reportOf(run(changes));

describe('a baseline', () => {
  it('is written where it is missing, with all that was found, which is known then', () => {
    const first = applyBaseline(report(), file);
    expect(first).toMatchObject({ ok: true, violations: [], gone: [], changed: [] });
    expect(first.known.map(({ id }) => id)).toEqual([
      'ListTasks /Tasks/*/Status enum',
      'ListTasks /Tasks/*/Progress additionalProperties',
    ]);
    expect(exitCodeOf(first)).toBe(0);
    expect(first.warnings.at(-1)?.text).toContain('wrote 2 defects into the baseline');
    expect(readBaseline(file).observations).toEqual([
      { operation: 'ListTasks', decision: 'name-match', reading: 'substring' },
    ]);
  });

  it('makes only what is new fail', () => {
    applyBaseline(report(), file);
    const again = applyBaseline(report(), file);
    expect(again).toMatchObject({ ok: true, violations: [] });
    expect(again.operations[0]?.properties[0]).toMatchObject({ outcome: 'violated', ok: true });

    const fresh = violation({ path: '/Tasks/0/Name', keyword: 'type', message: 'is no text' });
    const later = applyBaseline(report({ violations: [...run().violations, fresh] }), file);
    expect(later.ok).toBe(false);
    expect(later.violations.map(({ id }) => id)).toEqual(['ListTasks /Tasks/*/Name type']);
    expect(later.known).toHaveLength(2);
  });

  it('says what has gone, but not of what was not tried', () => {
    applyBaseline(report(), file);
    const healed = report({ violations: [] });
    expect(applyBaseline(healed, file).gone.map(({ id }) => id)).toEqual([
      'ListTasks /Tasks/*/Progress additionalProperties',
      'ListTasks /Tasks/*/Status enum',
    ]);
    const untried = report({
      violations: [],
      operations: run().operations.map((one) => ({
        ...one,
        properties: one.properties.map((property) => ({ ...property, outcome: 'not-exercised' })),
      })),
    });
    expect(applyBaseline(untried, file).gone).toEqual([]);
  });

  it('counts an observation that changed as new', () => {
    applyBaseline(report(), file);
    const observation = { operation: 'ListTasks', decision: 'name-match', reading: 'exact', evidence: 'e' };
    const changed = applyBaseline(report({ observations: [observation] }), file);
    expect(changed).toMatchObject({ ok: false, changed: [{ ...observation, before: 'substring' }] });
    expect(exitCodeOf(changed)).toBe(1);
    const unknown = { ...observation, reading: undefined };
    expect(applyBaseline(report({ observations: [unknown] }), file)).toMatchObject({ ok: true, changed: [] });
  });

  it('keeps reasons when it is updated, drops what has gone, keeps what was not tried', () => {
    applyBaseline(report(), file);
    writeFileSync(file, readFileSync(file, 'utf8').replace('reason: ""', 'reason: told the vendor'));
    const [reasoned] = readBaseline(file).defects.filter(({ reason }) => reason !== '');
    expect(reasoned?.id).toBe('ListTasks /Tasks/*/Progress additionalProperties');
    const next = run();
    const only = next.violations as ReturnType<typeof violation>[];
    const updated = applyBaseline(report({ violations: only.slice(2) }), file, true);
    expect(updated.gone.map(({ id }) => id)).toEqual(['ListTasks /Tasks/*/Status enum']);
    expect(readBaseline(file).defects).toMatchObject([{ id: reasoned?.id, reason: 'told the vendor' }]);
    expect(updated.known).toMatchObject([{ reason: 'told the vendor' }]);
  });

  it('is written by a run that spent its budget, as one of every night does', () => {
    applyBaseline(report({ interrupted: { by: 'budget', text: 'the budget was spent' } }), file);
    expect(readBaseline(file).defects).toHaveLength(2);
  });

  it('knows a defect by each of the kinds under which it was seen', () => {
    const both = [violation(), violation({ keyword: 'pattern' })];
    applyBaseline(report({ violations: both }), file);
    for (const one of both) {
      expect(applyBaseline(report({ violations: [one] }), file)).toMatchObject({ ok: true, violations: [], gone: [] });
    }
  });

  describe('that knows of a parameter that is broken', () => {
    const lacks = (...parameters: string[]) =>
      violation({
        property: parameters.length === 1 ? `filter:${parameters[0]}` : 'conjunction',
        class: 'filters',
        path: '/Tasks',
        keyword: 'complete',
        actual: undefined,
        parameters,
      });
    it.each([
      { name: 'knows it', seen: [['Type']], news: [] },
      { name: 'knows what follows from it', seen: [['Type'], ['Age', 'Type']], news: [] },
      { name: 'knows what follows from it, even where it is not seen alone', seen: [['Age', 'Type']], news: [] },
      { name: 'does not know another one', seen: [['Type'], ['Age']], news: ['filter:Age'] },
      {
        name: 'does not know another one, whatever follows from both',
        seen: [['Age', 'Type'], ['Age'], ['Type']],
        news: ['filter:Age'],
      },
      { name: 'does not know what others do together', seen: [['Type'], ['Age', 'Name']], news: ['conjunction'] },
    ])('$name', ({ seen, news }) => {
      applyBaseline(report({ violations: [lacks('Type'), lacks('Name', 'Type')] }), file);
      const later = applyBaseline(report({ violations: seen.map((parameters) => lacks(...parameters)) }), file);
      expect(later.violations.map(({ property }) => property)).toEqual(news);
    });
  });

  it('is not written by a run that was interrupted', () => {
    const early = applyBaseline(report({ interrupted: { by: 'signal', text: 'Ctrl-C' } }), file);
    expect(() => readFileSync(file)).toThrow();
    expect(early.warnings.at(-1)?.text).toContain('was not written');
    expect(exitCodeOf(early)).toBe(130);
  });

  it.each([
    { name: 'no file of ours', text: '{"a":1}', want: /is no baseline: it has no list "defects"/ },
    { name: 'no YAML', text: 'a: [', want: /cannot read the baseline/ },
    { name: 'an entry without id', text: 'defects: [{operation: x}]', want: /defect 1 lacks id; give it as text/ },
    {
      name: 'an entry that is none',
      text: 'defects: [x]',
      want: /defect 1 is no object with id, operation, property, place, kind, message$/,
    },
  ])('is refused with its cause: $name', ({ text, want }) => {
    writeFileSync(file, text);
    expect(() => applyBaseline(report(), file)).toThrow(want);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('may be JSON', () => {
    const json = file.replace('.yaml', '.json');
    applyBaseline(report(), json);
    expect(JSON.parse(readFileSync(json, 'utf8')).defects).toHaveLength(2);
    expect(applyBaseline(report(), json).violations).toEqual([]);
  });
});

describe('the exit code', () => {
  it.each<{ name: string; given: Partial<Run>; required?: number; want: number }>([
    { name: 'nothing wrong', given: { violations: [] }, want: 0 },
    { name: 'a defect', given: {}, want: 1 },
    { name: 'a warning', given: { violations: [violation({ severity: 'warning' })] }, want: 0 },
    { name: 'Ctrl-C, even with a defect', given: { interrupted: { by: 'signal', text: '' } }, want: 130 },
    { name: 'an end by time', given: { violations: [], interrupted: { by: 'time', text: '' } }, want: 0 },
    { name: 'a part that could not be judged', given: { violations: [], unreadableCount: 1 }, want: 2 },
    { name: 'enough exercised', given: { violations: [] }, required: 0.75, want: 0 },
    { name: 'too little exercised', given: { violations: [] }, required: 0.76, want: 1 },
  ])('is $want for $name', ({ given, required, want }) => {
    const one = report(given);
    expect(exitCodeOf(required === undefined ? one : requireExercised(one, required))).toBe(want);
  });
});
