/** Results whose totals are followed. */
const MOST_SCOPES = 5_000;

/** Times that a total has to come back until it is not the data's doing that it went: some records come and go. */
const RETURNS = 2;

/** Results whose totals came back, so that it is no coincidence. */
const SEVERAL = 3;

/** Follows the totals that the pages of each result state. */
export class Totals {
  readonly #scopes = new Map<string, { last: number; readonly past: Set<number>; returns: number }>();

  /** Takes the total of a page. */
  see(scope: string, total: number): void {
    const known = this.#scopes.get(scope);
    if (known === undefined) {
      if (this.#scopes.size < MOST_SCOPES) this.#scopes.set(scope, { last: total, past: new Set([total]), returns: 0 });
      return;
    }
    if (total === known.last) return;
    if (known.past.has(total)) known.returns++;
    else known.past.add(total);
    known.last = total;
  }

  /** Whether the totals of a result differ, and come back: it depends on the page which one is stated. */
  comeAndGo(scope: string): boolean {
    return (this.#scopes.get(scope)?.returns ?? 0) >= RETURNS;
  }

  /** Whether a total has changed in a way that the data could have brought about. */
  get haveChanged(): boolean {
    for (const { past, returns } of this.#scopes.values()) if (past.size > 1 && returns < RETURNS) return true;
    return false;
  }

  /** Whether the totals of several results came back, and no more have changed for good: that is hardly the data's doing. */
  get areRestless(): boolean {
    let settled = 0;
    let restless = 0;
    for (const { past, returns } of this.#scopes.values()) {
      if (returns > 0) restless++;
      else if (past.size > 1) settled++;
    }
    return restless >= SEVERAL && restless >= settled;
  }
}
