import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Run, readWaivers, reportOf, type Waiver } from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { run } from './sample.js';

const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
  operation: 'ListTasks',
  property: 'response-schema',
  reason: 'ticket 17',
  expires: '2030-01-31',
  ...changes,
});
const now = Date.parse('2030-01-31T23:59:00Z');
const report = (waivers: Waiver[], changes: Partial<Run> = {}) => reportOf(run(changes), { waivers, now });

describe('a waiver', () => {
  it('makes a warning of a defect, with its reason', () => {
    const waived = report([waiver()]);
    expect(waived.violations[0]).toMatchObject({ severity: 'warning', waived: 'ticket 17' });
    expect(waived).toMatchObject({ ok: true, waivers: [] });
    expect(waived.operations[0]?.properties[0]).toMatchObject({ outcome: 'violated', ok: true });
  });

  it.each<{ name: string; given: Waiver; changes?: Partial<Run>; want: string[] }>([
    {
      name: 'expired',
      given: waiver({ expires: '2030-01-30' }),
      want: [
        'the waiver of response-schema for ListTasks (ticket 17) expired on 2030-01-30; mend the server, or extend it',
      ],
    },
    {
      name: 'without a deviation',
      given: waiver({ property: 'sort-order' }),
      want: ['the waiver of sort-order for ListTasks (ticket 17) matches no violation any more; remove it'],
    },
    { name: 'of what was not exercised', given: waiver({ property: 'filter-status' }), want: [] },
    { name: 'of what another shard runs', given: waiver({ property: 'elsewhere' }), want: [] },
    { name: 'of an operation that was not verified', given: waiver({ operation: 'Other' }), want: [] },
  ])('that is $name', ({ given, want }) => {
    const result = report([given, waiver({ operation: 'ListTasks' })]);
    expect(result.waivers).toEqual(want);
    expect(result.ok).toBe(want.length === 0);
  });

  it.each([
    { name: 'no list', text: 'a: 1', want: /is no list of waivers/ },
    { name: 'no YAML', text: '- [', want: /cannot read the waivers/ },
    { name: 'no reason', text: '- {operation: A, property: p, expires: 2030-01-31}', want: /waiver 1 lacks reason/ },
    {
      name: 'an unknown key',
      text: '- {operation: A, property: p, reason: r, expires: 2030-01-31, x: 1}',
      want: /waiver 1 has the unknown key "x"/,
    },
    {
      name: 'no day',
      text: '- {operation: A, property: p, reason: r, expires: soon}',
      want: /expires on "soon"; write a day/,
    },
    {
      name: 'a day that does not exist',
      text: '- {operation: A, property: p, reason: r, expires: 2030-13-01}',
      want: /expires on "2030-13-01"/,
    },
  ])('is refused with its cause: $name', ({ text, want }) => {
    const file = join(temporaryFolder(), 'waivers.yaml');
    writeFileSync(file, text);
    expect(() => readWaivers(file)).toThrow(want);
  });

  it('is read from YAML and JSON', () => {
    const dir = temporaryFolder();
    writeFileSync(
      join(dir, 'a.yaml'),
      'waivers:\n- operation: ListTasks\n  property: response-schema\n  reason: ticket 17\n  expires: 2030-01-31\n',
    );
    writeFileSync(join(dir, 'a.json'), JSON.stringify([waiver()]));
    for (const name of ['a.yaml', 'a.json']) expect(readWaivers(join(dir, name))).toEqual([waiver()]);
  });
});
