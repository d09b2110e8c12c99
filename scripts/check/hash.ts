/**
 * A number below 2^53 that stands for a text: a 32-bit FNV-1a sum, and 21 bits of another.
 *
 * One million different texts share a number with a probability of 1 in 18,000.
 */
export function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x5bd1e995;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = ((high << 5) - high + low) | 0;
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
