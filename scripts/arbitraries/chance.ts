/** A source of chance: a whole number from 0 to below `limit`. */
export type Below = (limit: number) => number;

/** Numbers that follow from a seed: xorshift32, small, fast, and the same on every machine. */
export function chanceOf(seed: number): Below {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
}
