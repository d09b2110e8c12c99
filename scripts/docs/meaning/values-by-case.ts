import type { Piece } from '../blocks/block.js';
import type { PageValue } from '../page.js';
import { cue } from './cues.js';
import { isAmong, isTold, listed, united } from './value-items.js';
import { beforeExamples, inSentence } from './words-of-sentence.js';

/** An item for one case, and what holds in it: `If Unit is Week: 1, 2`, `Valid values when Engine is MySQL: 5.7 and 8.0`. */
const caseItem =
  /^(?:(?:the )?(?:valid|possible|supported|available) values? )?(?:for|if|when)\b(?:(?:[^:：.]|\.(?!\s)){1,200}[:：]|(?:[^:：.]|\.(?!\s)){1,200}?,(?=[^:：.]{0,80}\b(?:values?|options?|is|are|can be)\b))\s*(.*)$/is;
/** What stands before the values of a case: `the valid values are`, `the logic is`. */
const beforeValues =
  /^(?:the )?(?:\w+ ){0,2}?(?:values? |options? )?(?:of this parameter )?(?:is|are|can be|include)\s*[:：]?\s*/i;

/**
 * A list whose items say which values hold in which case. The values are those of all cases.
 *
 * @param example text of the row's example
 * @param isRange true where nothing but values stands there
 * @returns undefined where it is no such list; none where a case names no values, but a range or anything else
 */
export function byCase(
  pieces: readonly Piece[],
  kind: string,
  example: string,
  isRange: boolean,
): PageValue[] | undefined {
  const isCase = ({ text, bullet }: Piece) => bullet && caseItem.test(text.slice(0, 1000));
  // `If it is a queue, the format is acs:mns:…`: what a value looks like in each case.
  if (pieces.some((piece) => isCase(piece) && /\bformat\b/i.test(piece.text.slice(0, 1000)))) return [];
  if (pieces.filter(isCase).length < 2) return labelled(pieces, kind, example);
  const lists: PageValue[][] = [];
  let isAnnounced = isRange;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (!piece.bullet) isAnnounced ||= cue.test(piece.text.slice(0, 4000));
    if (!isCase(piece)) continue;
    let end = at + 1;
    while (end < pieces.length && (pieces[end] as Piece).bullet && !isCase(pieces[end] as Piece)) end++;
    const items = pieces.slice(at + 1, end);
    const rest = (caseItem.exec(piece.text.slice(0, 1000))?.[1] ?? '').trim();
    isAnnounced ||= cue.test(piece.text);
    // In a list that goes on below each case, the case itself names nothing.
    const values = items.length > 0 ? listed(items, kind, true) : ofCase(rest, piece, kind, example);
    lists.push(values ?? []);
    at = end - 1;
  }
  const isWhole = lists.every((one) => one.length > 0) && (isAnnounced || isAmong(example, lists.flat()));
  if (isWhole) return united(lists);
  return isAnnounced && lists.some((one) => one.length > 0) ? [] : undefined;
}

function ofCase(rest: string, piece: Piece, kind: string, example: string): PageValue[] {
  const text = beforeExamples(rest).replace(beforeValues, '');
  // A case can have one value only where the others have several.
  const values = inSentence({ ...piece, text }, kind, 0, 'values:', example);
  return values.every(({ value }) => !/^(?:empty|required|optional|null)$/i.test(String(value.value))) ? values : [];
}

/** `Software: RSA_2048, EC_P256` and `Hardware: RSA_2048, EC_SM2`: items that list the values of a case, as the example shows. */
function labelled(pieces: readonly Piece[], kind: string, example: string): PageValue[] | undefined {
  const items = pieces.filter((piece) => piece.bullet && isTold(piece));
  const isNumber = kind === 'integer' || kind === 'number';
  if (items.length < 2 || items.length !== pieces.filter((piece) => piece.bullet).length) return undefined;
  const lists = items.map((piece) => {
    const rest = piece.text.slice(piece.text.search(/[:：]/) + 1).trim();
    return inSentence({ ...piece, text: rest }, kind, 0, 'values:', example);
  });
  const isSure = isAmong(example, lists.flat()) || (isNumber && example === '');
  const isList = isSure && lists.every((one) => one.length > 1);
  return isList ? united(lists) : undefined;
}
