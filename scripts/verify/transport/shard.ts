/** A piece of work, and what it costs. */
export interface Work {
  /** Requests that it is expected to send; only its proportion to others counts. */
  readonly cost: number;
}

/** One of several parts of a run. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * The work of one shard. All shards together do all work, each piece once, and cost about the same; the same list is
 * always divided in the same way, whatever machine asks.
 *
 * The dearest piece first, each to the shard that has least to do so far (Graham's LPT rule: no shard gets more than
 * 4/3 of what the best division would give it).
 *
 * @returns in the order of the list
 */
export function shardOf<T extends Work>(work: readonly T[], { index, count }: Shard): T[] {
  const loads: number[] = new Array(count).fill(0);
  const mine = new Set<T>();
  // Sorting is stable: pieces of the same cost keep the order of the list.
  for (const piece of [...work].sort((a, b) => b.cost - a.cost)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] as number) + Math.max(piece.cost, Number.EPSILON);
    if (least === index - 1) mine.add(piece);
  }
  return work.filter((piece) => mine.has(piece));
}
