/** The page's words for units, and the contract's. */
const units: Readonly<Record<string, string>> = {
  milliseconds: 'epoch-milliseconds',
  percentage: 'percent',
  percent: 'percent',
  '%': 'percent',
  days: 'days',
};

/** The contract's name of a unit that a page words so; undefined where contracts have none for it. */
export function unitOf(word: string): string | undefined {
  return Object.hasOwn(units, word) ? units[word] : undefined;
}
