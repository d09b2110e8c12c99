import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };

/** The environment variable that chooses other draws: `TEST_SEED=7 npm test`. */
export const variable = 'TEST_SEED';

/**
 * The seed of everything that the tests draw: 31 bits, the same on every machine.
 *
 * By default it follows from the package's version, so that a commit passes or fails for everybody alike, and each
 * release looks at other cases. `npm run explore` draws anew for each run.
 *
 * @throws Error where `TEST_SEED` is no whole number from 0 to 2147483647.
 */
export const seed = seedFrom(process.env[variable], manifest.version);

/** What {@link seed} is for a value of `TEST_SEED` and a version. */
export function seedFrom(given: string | undefined, version: string): number {
  if (given === undefined || given === '') {
    return createHash('sha256').update(version).digest().readUInt32BE() >>> 1;
  }
  if (!/^\d{1,10}$/.test(given) || Number(given) > 0x7fffffff) {
    throw new Error(`${variable} is ${JSON.stringify(given)}; give a whole number from 0 to ${0x7fffffff}`);
  }
  return Number(given);
}

/** One line that says which draws a run sees, and how to see them again. */
export const seedLine =
  `seed ${seed}, ` +
  (process.env[variable]
    ? `given by ${variable}`
    : `of version ${manifest.version}; ${variable}=${seed} draws the same in another version, npm run explore draws anew`);
