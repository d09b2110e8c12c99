import { UsageError } from '../base/usage-error.js';

/**
 * The variant that was asked for, or the first.
 *
 * @throws UsageError for one that does not exist.
 */
export function chooseVariant(variants: readonly string[], asked: string | undefined, operation: string): string {
  const chosen = asked ?? variants[0] ?? '';
  if (variants.includes(chosen)) return chosen;
  throw new UsageError(`${operation} cannot be sent as "${chosen}"; choose one of: ${variants.join('; ')}`);
}
