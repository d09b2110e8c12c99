import type { FlatRow } from './flat-row.js';

/** Parameters of a request as such, whatever it is about: they never belong to an object in it. */
const ofTheRequest = new Set(
  'lang language pagesize pagenumber currentpage pageno page limit offset nexttoken maxresults marker clienttoken dryrun sourceip resourceownerid resourceowneraccount ownerid owneraccount resourcedirectoryaccountid sortby sortfield sortorder orderby orderfield order direction nexttokens maxitems requestid forwardtoken'.split(
    ' ',
  ),
);

const common = new Set(
  'the a an of to in is are that which for and or be with on by this from whose it its at as you can specify parameter parameters value values valid id ids name list information type array object string not if only whether used use want call operation query queries queried obtain note set to do must when than'.split(
    ' ',
  ),
);

/**
 * Whether a row below an object belongs to it, judged by words alone: for requests without a sample, in layouts that do
 * not show how far a row is set in.
 *
 * @param holder the row of the object, or of the array of objects
 * @param siblings rows that are already below it
 * @param isOutside whether the object that holds this one has a field of the row's name
 * @param topic words that the whole page is about: they tie a row to nothing
 */
export function staysInside(
  row: FlatRow,
  holder: FlatRow,
  siblings: readonly FlatRow[],
  isOutside: boolean,
  topic: ReadonlySet<string>,
): boolean {
  const name = row.name.toLowerCase().replaceAll(/[_-]/g, '');
  if (ofTheRequest.has(name)) return false;
  if (isOutside) return true;
  // An object without a field says nothing: the first row below it is one.
  if (siblings.length === 0) return holder.name === '' || holder.type.value.map === undefined;
  const keyed = siblings.some((one) => /^(?:tag)?(?:key|name)$/i.test(one.name));
  const valued = siblings.some((one) => /^(?:tag)?values?$/i.test(one.name));
  if (keyed && /^(?:tag)?values?$/i.test(row.name)) return true;
  if (keyed && valued && siblings.length === 2) return shares(row, [holder], topic);
  const kind = row.type.value.kind;
  if (kind === 'array' || kind === 'object') {
    // The last word of its name says what the object is: who speaks of it belongs to it, be the page about it or not.
    const noun = splitWords(holder.name.split(' ', 1)[0] ?? '').at(-1);
    return wordsOf(row).includes(noun ?? '') || shares(row, [holder, ...siblings], topic);
  }
  return true;
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
    .map((word) => word.replace(/(?:(?<=s|x|ch|sh)es|(?<![su])s)$/, ''));
}
