import type { FlatRow } from '../meaning/flat-row.js';
import { splitWords } from '../meaning/words.js';

/** How much of a description is looked at. */
const maxProse = 1500;
/** How much of a description says what the row is; the rest says how it is used. */
const maxFirst = 300;

const common = new Set(
  'the a an of to in is are that which for and or be with on by this from whose it its at as you can specify parameter parameters value values valid id ids name list information type array object string not if only whether used use want call operation query queries queried obtain note set to do must when than'.split(
    ' ',
  ),
);

/** The words of a row, taken apart once. */
export interface RowWords {
  readonly row: FlatRow;
  /** Words of the name, in lower case and singular. */
  readonly name: readonly string[];
  /** The last word of the name, which mostly says what the thing is. */
  readonly noun: string;
  /** Words of name and description, those that are in every description left out. */
  readonly words: ReadonlySet<string>;
  /** The words without those that the whole page is about. */
  readonly own: ReadonlySet<string>;
  /** Those of the words that few rows of the table have, and not this one alone. */
  readonly telling: ReadonlySet<string>;
  /** The names of the next two rows that have one. */
  readonly ahead: readonly string[];
  /** The first words of the description. */
  readonly start: string;
  /** Things of which the description calls the row a part: `of the rule`, `the rule's`. */
  readonly wholes: ReadonlySet<string>;
  /** Everything in the description that may be a name: `PageSize`, `Rules.N.Port`. */
  readonly tokens: ReadonlySet<string>;
}

/** Takes the words of the rows of a table apart. */
export function wordsOf(rows: readonly FlatRow[], topic: ReadonlySet<string>): RowWords[] {
  const all = rows.map(wordsOfRow);
  const counts = new Map<string, number>();
  for (const { words } of all) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const few = Math.max(2, rows.length / 8);
  // A word of one row alone is shared with none, and so does no harm.
  const tells = (word: string) => (counts.get(word) as number) <= few;
  return all.map((one, index) => {
    const ahead = rows.slice(index + 1, index + 5).flatMap(({ name }) => (name === '' ? [] : [name]));
    const own = [...one.words].filter((word) => !topic.has(word));
    return { ...one, own: new Set(own), telling: new Set(own.filter(tells)), ahead: ahead.slice(0, 2) };
  });
}

function wordsOfRow(row: FlatRow): Omit<RowWords, 'own' | 'telling' | 'ahead'> {
  const prose = (row.facts.prose?.text ?? '').slice(0, maxProse);
  const first = prose.slice(0, maxFirst);
  const name = splitWords(row.name);
  const words = [...name, ...splitWords(first)].filter((word) => word.length > 2 && !common.has(word));
  const wholes = first.matchAll(
    /\b(?:of|for) (?:the|a|an|each|every|this)((?: [\w-]{1,30}){1,3})|\bthe ([\w-]{1,30})'s\b/gi,
  );
  return {
    row,
    name,
    noun: name.at(-1) ?? '',
    words: new Set(words),
    start: /^(?:\S+\s+){2}/.exec(prose)?.[0] ?? '',
    wholes: new Set([...wholes].flatMap(([, of, whose]) => splitWords(of ?? whose ?? ''))),
    tokens: new Set(prose.match(/[A-Za-z_][\w-]*/g)),
  };
}
