import { printable } from './printable.js';
import { suggest } from './suggest.js';
import { UsageError } from './usage-error.js';

/** Names that a message lists at most; specs can have hundreds. */
const MAX_LISTED = 20;

/**
 * The error that an option names something that does not exist, with the nearest name that does.
 *
 * @param what such as `--operation names the operation`
 * @param known every name that exists
 */
export function unknownName(what: string, name: string, known: readonly string[]): UsageError {
  const near = suggest(name, known);
  const listed = known.slice(0, MAX_LISTED).join(', ');
  const more = known.length > MAX_LISTED ? `, … (${known.length} in all)` : '';
  const remedy = near === undefined ? `there are ${listed}${more}` : `did you mean ${near}?`;
  return new UsageError(
    printable(
      `${what} "${name.slice(0, 100)}", which does not exist; ${known.length === 0 ? 'there are none' : remedy}`,
    ),
  );
}
