import type * as fc from 'fast-check';

/** How many draws in a row may be rejected before drawing is given up. */
const PATIENCE = 10_000;

/**
 * Keeps to the values that a validator accepts, for what a schema says in ways that cannot be drawn towards.
 *
 * @param what names the values in the error
 * @throws Error while drawing, where 10,000 draws in a row are rejected: fast-check itself would try for ever.
 */
export function onlyValid<T>(
  arbitrary: fc.Arbitrary<T>,
  isValid: (value: unknown) => boolean,
  what: string,
): fc.Arbitrary<T> {
  let rejected = 0;
  return arbitrary.filter((value) => {
    if (isValid(value)) {
      rejected = 0;
      return true;
    }
    if (++rejected > PATIENCE) {
      throw new Error(`cannot draw ${what}: ${PATIENCE} draws in a row violate its schema; simplify its conditions`);
    }
    return false;
  });
}
