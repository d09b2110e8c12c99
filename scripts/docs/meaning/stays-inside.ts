import type { FlatRow } from './flat-row.js';

/** Parameters of a request as such, whatever it is about: they never belong to an object in it. */
const ofTheRequest = new Set(
  'async lang language pagesize pagenumber currentpage pageno page limit offset nexttoken maxresults marker clienttoken dryrun sourceip resourceownerid resourceowneraccount ownerid owneraccount resourcedirectoryaccountid sortby sortfield sortorder orderby orderfield order direction nexttokens maxitems requestid forwardtoken resourcegroupid resourcemanagerresourcegroupid'.split(
    ' ',
  ),
);

const common = new Set(
  'the a an of to in is are that which for and or be with on by this from whose it its at as you can specify parameter parameters value values valid id ids name list information type array object string not if only whether used use want call operation query queries queried obtain note set to do must when than'.split(
    ' ',
  ),
);

/** What is known of the place of a row. */
interface Surroundings {
  /** Rows that are already below the object. */
  readonly siblings: readonly FlatRow[];
  /** The names of the rows that follow. */
  readonly next: readonly string[];
  /** The objects that hold this one, the nearest first. */
  readonly around: readonly FlatRow[];
  /** Whether the object that holds this one has a field of the row's name. */
  readonly isOutside: boolean;
  /** Words that the whole page is about: they tie a row to nothing. */
  readonly topic: ReadonlySet<string>;
}

/**
 * Whether a row below an object belongs to it, judged by words alone: for requests without a sample, in layouts that do
 * not show how far a row is set in.
 *
 * @param holder the row of the object, or of the array of objects
 */
export function staysInside(
  row: FlatRow,
  holder: FlatRow,
  { siblings, next, around, isOutside, topic }: Surroundings,
): boolean {
  if (isOutside) return true;
  // An object without a field says nothing: the first row below it is one.
  if (siblings.length === 0) return holder.name === '' || holder.type.value.map === undefined;
  if (isOfTheRequest(row)) return false;
  if (isParallel(row, holder, siblings, next)) return false;
  const keyed = siblings.some((one) => /^(?:tag)?(?:key|name)$/i.test(one.name));
  const valued = siblings.some((one) => /^(?:tag)?values?$/i.test(one.name));
  if (keyed && /^(?:tag)?values?$/i.test(row.name)) return true;
  if (keyed && valued && siblings.length === 2) return shares(row, [holder], topic);
  if (namesSubject(row, holder, topic)) return false;
  // The last word of its name says what the object is: who speaks of it belongs to it, be the page about it or not.
  if (speaksOf(row, holder)) return true;
  const kind = row.type.value.kind;
  if (kind === 'array' || kind === 'object')
    return (
      shares(row, [holder, ...siblings], topic) ||
      (around.length > 0 && !around.some((outer) => isOf(row, outer) || speaksOf(row, outer)))
    );
  // `The action of the rule` behind the conditions of the rule is none of a condition's.
  if (around.some((outer) => isOf(row, outer))) return false;
  const nouns = new Set([...topic, ...around.map(nounOf)]);
  return !around.some((outer) => speaksOf(row, outer)) || shares(row, [holder, ...siblings], nouns);
}

/** Whether a row identifies what the page is about (`LibraryId` of UpdateLibrary), and so is none of an object's in it. */
function namesSubject({ name }: FlatRow, holder: FlatRow, topic: ReadonlySet<string>): boolean {
  const words = splitWords(name);
  if (!/^(?:id|name)$/.test(words.pop() ?? '') || words.length === 0) return false;
  return words.every((word) => topic.has(word)) && !words.includes(nounOf(holder));
}

/**
 * Whether a row is an object of the same kind as the one above, and so stands beside it: `LogPolicies` behind
 * `DataPolicies`, or one whose fields have the same names.
 */
function isParallel(
  { name, type }: FlatRow,
  holder: FlatRow,
  siblings: readonly FlatRow[],
  next: readonly string[],
): boolean {
  const { kind } = type.value;
  if (kind !== 'object' && kind !== 'array') return false;
  const [one, other] = [splitWords(name), splitWords(holder.name)];
  if (one.length > 1 && other.length > 1 && one.at(-1) === other.at(-1) && kind === holder.type.value.kind) return true;
  const names = new Set(siblings.map((sibling) => sibling.name));
  return next.length > 1 && next.every((following) => names.has(following));
}

/** Whether a row is a parameter that requests have, whatever they are about. */
export function isOfTheRequest({ name }: FlatRow): boolean {
  return ofTheRequest.has(name.toLowerCase().replaceAll(/[_-]/g, ''));
}

function nounOf(holder: FlatRow): string {
  return splitWords(holder.name).at(-1) ?? '';
}

function speaksOf(row: FlatRow, holder: FlatRow): boolean {
  return wordsOf(row).includes(nounOf(holder));
}

/** Whether a description calls the row a part of the object: `of the rule`, `of each forwarding rule`, `the rule's`. */
function isOf(row: FlatRow, holder: FlatRow): boolean {
  const prose = (row.facts.prose?.text ?? '').slice(0, 300);
  const parts = prose.matchAll(
    /\b(?:of|for) (?:the|a|an|each|every|this)((?: [\w-]{1,30}){1,3})|\bthe ([\w-]{1,30})'s\b/gi,
  );
  return [...parts].some(([, of, whose]) => splitWords(of ?? whose ?? '').includes(nounOf(holder)));
}

function shares(row: FlatRow, others: readonly FlatRow[], topic: ReadonlySet<string>): boolean {
  const known = new Set(others.flatMap(wordsOf));
  return wordsOf(row).some((word) => known.has(word) && !topic.has(word));
}

function wordsOf(row: FlatRow): string[] {
  const prose = (row.facts.prose?.text ?? '').slice(0, 300);
  return splitWords(`${row.name} ${prose}`).filter((word) => word.length > 2 && !common.has(word));
}

/** The words of a text or of a name in camel case, in lower case, without a plural's ending. */
export function splitWords(text: string): string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/(?<=\w{2})ies$/, 'y').replace(/(?:(?<=s|x|ch|sh)es|(?<![su])s)$/, ''));
}
