import { readFileSync } from 'node:fs';
import type { Json } from '../../../scripts/base/json.js';

/** A row of a page in the notation of the `.pages` files, and what a person reads in it. */
export interface NotedRow {
  readonly depth: number;
  /** Empty for the elements of an array, and for what stands at the keys of a map. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean | undefined;
  /** Paragraphs of the description; those that begin with a bullet are list items. */
  readonly description: readonly string[];
  readonly example: string;
  readonly values: readonly Json[];
  readonly default: string | undefined;
  readonly bounds: Readonly<Record<string, number>>;
}

/** Rows below one heading of a page. */
export interface NotedPart {
  /** `request`, `path`, `query`, `header`, `body`, or `response` and its status. */
  readonly place: string;
  readonly rows: NotedRow[];
}

/** A page of the held-out collection. */
export interface NotedPage {
  readonly title: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly parts: readonly NotedPart[];
  readonly errors: readonly (readonly string[])[];
  readonly changes: readonly (readonly string[])[];
  readonly statuses: readonly (readonly string[])[];
  readonly sample: Json;
}

/** The pages of a file. The form of the notation stands at its top. */
export function notedPages(file: string): NotedPage[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return text
    .split(/^page: /m)
    .slice(1)
    .map(notedPage);
}

function notedPage(text: string): NotedPage {
  const [title = '', ...lines] = text.split('\n').map((line) => line.trim());
  const facts: Record<string, string> = {};
  const parts: NotedPart[] = [];
  const lists: Record<'error' | 'change' | 'status', string[][]> = { error: [], change: [], status: [] };
  for (const line of lines) {
    const part = /^(request|path|query|header|body|response)(?:: (\d+))?:?$/.exec(line);
    const fact = /^(updated|summary|permission|style|uri|sample|error|change|status): (.*)$/.exec(line);
    if (part !== null) parts.push({ place: [part[1], part[2]].filter(Boolean).join(' '), rows: [] });
    else if (fact !== null) {
      const [, key = '', value = ''] = fact;
      if (key === 'error' || key === 'change' || key === 'status') lists[key].push(value.split(' | '));
      else facts[key] = value;
    } else if (line.includes('=>')) parts.at(-1)?.rows.push(notedRow(line));
  }
  return {
    title,
    facts,
    parts,
    errors: lists.error,
    changes: lists.change,
    statuses: lists.status,
    sample: JSON.parse(facts.sample ?? 'null') as Json,
  };
}

function notedRow(line: string): NotedRow {
  const at = line.lastIndexOf('=>');
  const [first = '', type = '', required = '', description = '', example = ''] = line
    .slice(0, at)
    .split(/(?:^|(?<=\s)|(?<=[>\w]))\|\s?/)
    .map((cell) => cell.trim());
  const marks = /^>*/.exec(first)?.[0] ?? '';
  const said = new Map(
    line
      .slice(at + 2)
      .split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => [one.slice(0, one.indexOf(' ')), one.slice(one.indexOf(' ') + 1)] as const),
  );
  const isNumber = /integer|long|number|double|float/i.test(type);
  const value = (text: string): Json => (isNumber ? Number(text) : text);
  const bounds = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'].flatMap((key) =>
    said.has(key) ? [[key, Number(said.get(key))] as const] : [],
  );
  return {
    depth: marks.length,
    name: first.slice(marks.length).trim(),
    type,
    required: required === '' ? undefined : required === 'Yes',
    description: description.split('¶').map((one) => one.trim()),
    example,
    values: (said.get('v') ?? '').split(',').filter(Boolean).map(value),
    default: said.get('d'),
    bounds: Object.fromEntries(bounds),
  };
}
