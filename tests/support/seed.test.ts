import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { seed, seedFrom } from './seed.js';

describe('the seed of all tests', () => {
  test('is that of the version, another one for each version', () => {
    expect(seedFrom(undefined, '0.1.0')).toBe(seedFrom('', '0.1.0'));
    const seeds = ['0.1.0', '0.1.1', '0.2.0', '1.0.0', '1.0.0-rc.1'].map((version) => seedFrom(undefined, version));
    expect(new Set(seeds).size).toBe(seeds.length);
    for (const one of seeds) expect(one).toSatisfy((value: number) => Number.isInteger(value) && value >= 0);
  });

  test.each([
    { given: '7', want: 7 },
    { given: '0', want: 0 },
    { given: '2147483647', want: 2147483647 },
  ])('TEST_SEED=$given is $want', ({ given, want }) => {
    expect(seedFrom(given, manifest.version)).toBe(want);
  });

  test.each(['-1', '1.5', 'x', '0x10', '2147483648', ' 7'])('TEST_SEED=%j is refused, with the range', (given) => {
    expect(() => seedFrom(given, manifest.version)).toThrow(/TEST_SEED .*from 0 to 2147483647/);
  });

  test('is what properties and samples draw from', () => {
    expect(fc.readConfigureGlobal().seed).toBe(seed);
    expect(fc.sample(fc.integer(), 5)).toEqual(fc.sample(fc.integer(), { numRuns: 5, seed }));
    const seen = [1, 2].map(() => {
      const values: number[] = [];
      fc.assert(fc.property(fc.integer(), (value) => void values.push(value)));
      return values;
    });
    expect(seen[0]).toEqual(seen[1]);
  });

  test('stands in the message of a property that fails', () => {
    expect(() => fc.assert(fc.property(fc.integer(), () => false))).toThrow(`seed: ${seed}`);
  });
});
