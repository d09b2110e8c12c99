/** How the draws of a differential test ended. */
export interface Draws {
  /** Accepted by both sides. */
  accepted: number;
  /** Rejected by both. */
  rejected: number;
  /** Judged apart, for a reason that is known. */
  excused: number;
  /** By excuse: how many draws it alone kept from being a failure. */
  needed: Record<string, number>;
}

declare module 'vitest' {
  interface TaskMeta {
    draws?: Draws;
  }
}

/** The beginning of a count. */
export function noDraws(): Draws {
  return { accepted: 0, rejected: 0, excused: 0, needed: {} };
}

/**
 * Tells whether a count means something: enough draws were accepted, enough rejected, not too many excused.
 *
 * @param shares of all draws, from 0 to 1: the least accepted, the least rejected, the most excused
 */
export function hasShares(shares: Pick<Draws, 'accepted' | 'rejected' | 'excused'>): (draws: Draws) => boolean {
  return ({ accepted, rejected, excused }) => {
    const all = accepted + rejected + excused;
    return accepted >= shares.accepted * all && rejected >= shares.rejected * all && excused <= shares.excused * all;
  };
}

/** Adds one count to another. */
export function addDraws(sum: Draws, { accepted, rejected, excused, needed }: Draws): void {
  sum.accepted += accepted;
  sum.rejected += rejected;
  sum.excused += excused;
  for (const [name, times] of Object.entries(needed)) sum.needed[name] = (sum.needed[name] ?? 0) + times;
}
