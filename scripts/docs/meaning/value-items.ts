import type { Json } from '../../base/json.js';
import type { Piece } from '../blocks/block.js';
import { certainty, type PageValue } from '../page.js';
import { proseOf } from '../prose.js';

/** One word, as values are; two colons in a row are a part of it: `ACS::ECS::Instance`. */
const oneWord = String.raw`[\w.+/-]{1,64}(?:::[\w.+/-]{1,64}){0,4}`;
const plainValue = new RegExp(
  String.raw`^["'\`]?(${oneWord})["'\`]?(?:\s?\([^)]{1,40}\))?(?:\s?[:：]\s?[^\s:：].*|[.,;]?)$`,
  's',
);
const toldValue = new RegExp(String.raw`^["'\`]?(${oneWord})["'\`]?(?:\s?\([^)]{1,40}\))?\s?[:：]\s?[^\s:：]`);
const wordAlone = new RegExp(String.raw`^["'\`]?${oneWord}["'\`]?(?:\s?\([^)]{1,40}\))?[.,;:：]?$`);

/** A paragraph of the form `value` or `value: meaning`. */
export function isPlainValue({ text }: Piece): boolean {
  const word = plainValue.exec(text.trim())?.[1];
  return word !== undefined && !label.test(word);
}

/** Words before a colon that are no values. */
export const label =
  /^(?:note|notice|important|tip|minimum|maximum|min|max|default|array|example|examples|unit|format|range|length|limits?|type|description|constraints?|definition|enumeration)$/i;

/** An item of the form `value: meaning`. */
export function isTold({ text }: Piece): boolean {
  const word = toldValue.exec(text.trim())?.[1];
  // A value can be called `Default`; a default is no sentence.
  return word !== undefined && (!label.test(word) || /^default\s?[:：]\s\S+(?:\s\S+){3}/i.test(text.trim()));
}

/** Whether items are one word each. */
export function areWords(items: readonly Piece[]): boolean {
  return items.length > 1 && items.every(({ text }) => wordAlone.test(text));
}

/** Whether items that nothing announces look like values: each is told, and not all are words that begin a sentence. */
export function areCodes(items: readonly Piece[]): boolean {
  return items.length > 1 && items.every(isTold) && !items.some(({ text }) => /^[A-Z][a-z]+\s?[:：]/.test(text.trim()));
}

/** Whether an example is one of the values, or made of some of them. */
export function isAmong(example: string, values: readonly PageValue[]): boolean {
  const words = new Set(example.split(/[^\w.+-]+/).map((word) => word.toLowerCase()));
  return values.some(({ value }) => {
    const text = String(value.value).toLowerCase();
    return words.has(text) || text === example.toLowerCase();
  });
}

/** The values of a list; undefined where not all of its items are values. */
export function listed(items: readonly Piece[], kind: string, announced: boolean): PageValue[] | undefined {
  const depth = items.reduce((least, item) => Math.min(least, item.depth), Number.POSITIVE_INFINITY);
  if (announced && kind === 'string' && arePhrases(items)) return items.map(phrase);
  const areWhole = areOfOneSpace(items.map(({ text }) => text));
  const hasAsides = announced && items.some(isAside) && items.every((item) => isAside(item) || isTold(item));
  const values: PageValue[] = [];
  const taken = new Set<Json>();
  for (const item of items) {
    // What is nested deeper tells more about the value above.
    if (item.depth > depth + 1 || isDefaultItem(item)) continue;
    // `Other values: …`: the list names only some.
    if (isOpen(item.text)) return undefined;
    const pair = announced ? /^(\S{1,64}) or (\S{1,64}?)\.?$/.exec(item.text) : null;
    if (pair !== null) {
      const both = listed(
        pair.slice(1).map((text) => ({ ...item, text })),
        kind,
        announced,
      );
      if (both === undefined) return undefined;
      values.push(...both.filter((one) => !taken.has(one.value.value)));
      for (const one of both) taken.add(one.value.value);
      continue;
    }
    const { value, meaning } = areWhole ? { value: withoutEnd(item.text), meaning: '' } : cut(item.text, announced);
    const isEmpty = value === '' && kind === 'string';
    const json = isEmpty ? '' : value === undefined ? undefined : toJson(value, kind);
    // "No value" among numbers is no number, and no reason to read none.
    if (json === undefined && (value === 'null' || value === '') && values.length > 0) continue;
    if (json === undefined && hasAsides && isAside(item)) continue;
    if (json === undefined) return undefined;
    if (taken.has(json)) continue;
    taken.add(json);
    values.push({
      value: { value: json, line: item.line, confidence: announced ? certainty.certain : certainty.likely },
      meaning: proseOf([{ text: meaning, line: item.line }]),
    });
  }
  return values;
}

/** `Other values: …`, `4xx or other codes: …`, `1 to 100: …`: there are more values than the list names. */
function isOpen(text: string): boolean {
  return /^(?:any |all )?(?:others|other \w+(?: \w+)?)\s*[:：]|^[{<][\w -]{1,40}[}>]\s*(?:[:：]|$)|^(?:any )?other (?:valid )?values?\b|^-?\d[\d,]*\s*(?:to|-|–|~)\s*-?\d[\d,]*\s*[:：(（]/i.test(
    text,
  );
}

/** `Serverless instance` above its values, `If this is empty, the call succeeded.` among them: an item that names no value. */
function isAside({ text }: Piece): boolean {
  return (
    /^(?:if|when|for|note)\b.*[.。:：]$/i.test(text.trim()) || /^[A-Z][a-z]+(?: [a-z]+){1,2}[:：]?$/.test(text.trim())
  );
}

/** `TLS v1.2`, `Command and Control`: a value of several words. */
export function isPhrase(text: string): boolean {
  const plain = unquote(text.trim().replace(/[.,;]$/, ''));
  return (
    /^[A-Z\d][\w./+-]*(?: [A-Za-z\d][\w./+-]*){0,4}$/.test(plain) &&
    !/ (?:to|is|are|be|the|from|must|can|contains?|characters|letters|digits|values?|or) | (?:characters|letters|digits|values?)$/i.test(
      `${plain} `,
    )
  );
}

/** Whether items are values of several words, or at least one of them is. */
function arePhrases(items: readonly Piece[]): boolean {
  return (
    items.length > 1 && items.every(({ text }) => isPhrase(text)) && items.some(({ text }) => / \S/.test(text.trim()))
  );
}

function phrase({ text, line }: Piece): PageValue {
  return {
    value: { value: unquote(text.trim().replace(/[.,;]$/, '')), line, confidence: certainty.certain },
    meaning: proseOf([{ text: '', line }]),
  };
}

/** A last item that says which value is the default. */
function isDefaultItem({ text }: Piece): boolean {
  return /^default value\s*[:：]|^default\s*[:：]\s*\S{1,128}$/i.test(text);
}

/** Whether words have a colon within, and what is before it is not theirs alone: `ecs:StartInstance`, `ecs:StopInstance`. */
export function areOfOneSpace(words: readonly string[]): boolean {
  const spaces = words.map((word) => /^["'`]?([\w.-]{1,64}):[\w.*/-]{1,64}["'`]?[.,;]?$/.exec(word.trim())?.[1]);
  return words.length > 1 && !spaces.includes(undefined) && new Set(spaces).size < words.length;
}

/** A word without what ends its sentence, and without marks around it. */
export function withoutEnd(word: string): string {
  return unquote(word.trim().replace(/[.,;]$/, ''));
}

/** A value with colons in it, and what it means. */
const colons =
  /^([\w.*/-]+(?:::[\w.*/-]+)+|[\w.*-]+(?::[\w.*/-]+){2,})(?:\s?[:：]\s+(.*)|\s?[(（](.*)[)）]\.?|[.,;。]?)$/s;

/** The value of an item, and what it means. */
export function cut(text: string, announced: boolean): { value: string | undefined; meaning: string } {
  const empty = /^(?:""|''|“”|(?:an? )?(?:empty|null) (?:value|string))\s*[:：]\s*(.*)$/is.exec(text.trim());
  if (empty !== null) return { value: '', meaning: empty[1] as string };
  const plain = unquote(text);
  // `12:59` is a time, `1:4096` a ratio: not a value and its meaning.
  if (/^[-+]?\d+:\d/.test(plain))
    return { value: announced && /^\d+:\d+[.,;]?$/.test(plain) ? plain.replace(/[.,;]$/, '') : undefined, meaning: '' };
  const colonned = colons.exec(unquote(plain));
  if (colonned !== null) return { value: colonned[1], meaning: colonned[2] ?? colonned[3] ?? '' };
  const comma = announced ? /^(-?\d{1,9}),\s+(\D.*)$/s.exec(plain) : null;
  if (comma !== null) return { value: comma[1], meaning: comma[2] as string };
  const colon = /^(\S{1,128}?)\s?[:：]\s+(.*)$/s.exec(plain) ?? /^([^\s:：]{1,128}?)\s?[:：]\s*(.*)$/s.exec(plain);
  if (colon !== null) return { value: unquote(colon[1] as string), meaning: colon[2] as string };
  const dash = /^(\S{1,128})\s(?:--?|[–—]|=)\s(.+)$/s.exec(plain) ?? /^(\S{1,128}?)\s*[(（](.+)[)）]\.?$/s.exec(plain);
  if (dash !== null) return { value: unquote(dash[1] as string), meaning: dash[2] as string };
  const marked = /^(\S{1,128}?)\s?([(（][^)）]{1,40}[)）])\s?[:：]\s*(.*)$/s.exec(plain);
  if (marked !== null) return { value: unquote(marked[1] as string), meaning: `${marked[2]} ${marked[3]}` };
  const numbered = /^(-?\d{1,9})[.、]\s*([^\d\s].*)$/s.exec(plain);
  if (numbered !== null) return { value: numbered[1], meaning: numbered[2] as string };
  const bare = plain.replace(/[.。,，;；]$/, '');
  if (/^\S{1,128}$/.test(bare)) return { value: unquote(bare), meaning: '' };
  const code = /^([A-Z][A-Z\d_]{1,63}) ((?:for|if|when|to) .+)$/s.exec(plain);
  if (code !== null) return { value: code[1], meaning: code[2] as string };
  const verb = /^(\S{1,128}?)(\s?[(（][^)）]{1,40}[)）])?\s+(?:indicates?|means|specifies|represents)\s+(.+)$/s.exec(
    plain,
  );
  if (verb !== null)
    return { value: unquote(verb[1] as string), meaning: `${(verb[2] ?? '').trim()} ${verb[3]}`.trim() };
  const told = announced ? /^([\w.-]{1,64})\s+((?:The|This|It|An?|All|If|Only|When|You)\s.+)$/s.exec(plain) : null;
  if (told !== null) return { value: told[1], meaning: told[2] as string };
  const words = announced ? /^([A-Za-z0-9][\w-]*(?: [\w-]+){1,2})\s?[:：]\s+(.*)$/s.exec(plain) : null;
  return words === null ? { value: undefined, meaning: '' } : { value: words[1], meaning: words[2] as string };
}

/** Without the marks in which pages set a value off. */
function unquote(text: string): string {
  return text.trim().replace(/^(\*\*|["'`“‘])(.*?)(?:\*\*|["'`”’])(?=$|\s*[:：(（])/s, '$2');
}

/** A word of a page as a value of the kind; undefined where it is none. */
export function toJson(text: string, kind: string): Json | undefined {
  const word = text.trim();
  if (kind === 'integer')
    return /^-?\d{1,16}$/.test(word.replaceAll(',', '')) ? Number(word.replaceAll(',', '')) : undefined;
  if (kind === 'number') return /^-?\d{1,16}(?:\.\d+)?$/.test(word) ? Number(word) : undefined;
  if (kind === 'boolean') return /^(?:true|false)$/i.test(word) ? word.toLowerCase() === 'true' : undefined;
  return word === '' ? undefined : word;
}

/** Values of several places, each once. */
export function united(lists: readonly (readonly PageValue[])[]): PageValue[] {
  const byValue = new Map<Json, PageValue>();
  for (const one of lists.flat()) if (!byValue.has(one.value.value)) byValue.set(one.value.value, one);
  return [...byValue.values()];
}
