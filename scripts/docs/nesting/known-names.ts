import type { RowWords } from './row-words.js';

/** Parameters that requests have, whatever they are about, and objects hardly ever. */
const ofTheRequest = new Set(
  'async lang pagesize pagenumber currentpage pageno nexttoken maxresults maxitems marker forwardtoken clienttoken dryrun sourceip requestid resourceownerid resourceowneraccount owneraccount resourcedirectoryaccountid sortby sortfield orderby orderfield'.split(
    ' ',
  ),
);
/** Parameters that requests often have, and objects at times. */
const oftenOfTheRequest = new Set(['resourcegroupid', 'resourcemanagerresourcegroupid', 'sortorder', 'direction']);
const isOneOf = (names: ReadonlySet<string>, { row }: RowWords) =>
  names.has(row.name.toLowerCase().replaceAll(/[_-]/g, ''));

/** Whether a row is a parameter that requests have, whatever they are about: `PageSize`. */
export const isOfRequests = (row: RowWords) => isOneOf(ofTheRequest, row);
/** Whether a row is a parameter that requests often have, and objects at times: `ResourceGroupId`. */
export const isOftenOfRequests = (row: RowWords) => isOneOf(oftenOfTheRequest, row);
/** Whether a row is a key, as that of a tag. */
export const isKey = ({ row }: RowWords) => /^(?:tag)?(?:key|name)$/i.test(row.name);
/** Whether a row is a value, as that of a tag. */
export const isValue = ({ row }: RowWords) => /^(?:tag)?values?$/i.test(row.name);

/** Words that go together, the first one first. */
const opposites = new Set([
  'start end',
  'begin end',
  'from to',
  'min max',
  'minimum maximum',
  'before after',
  'after before',
  'lower upper',
  'upper lower',
  'width height',
  'x y',
  'key value',
  'user password',
  'username password',
  'first last',
  'source target',
  'src dst',
]);
/** Whether two names differ in one word, and that is a pair: `CreateTimeStart`, `CreateTimeEnd`. */
export const isPair = (one: readonly string[], other: readonly string[]) => {
  if (one.length !== other.length) return false;
  const differ = one.flatMap((word, index) => (word === other[index] ? [] : [`${word} ${other[index]}`]));
  return differ.length === 1 && opposites.has(differ[0] as string);
};
