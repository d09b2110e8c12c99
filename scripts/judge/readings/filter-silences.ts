import { isDeepStrictEqual } from 'node:util';
import { type Json, type JsonObject, own } from '../../base/json.js';
import { parsePointer } from '../../base/pointer.js';
import type { Contract, Filter, Parameter, Reading, TextMatch } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { elementSchema, schemaAt } from '../../contract/schema-at.js';
import { identityFields, itemsPointer } from '../identity.js';
import { isRange, rangesOf } from '../ranges.js';
import type { Silent } from './silent.js';

/**
 * What any page leaves open of the meaning of a filter: how a text is compared, which moment has to lie in a range,
 * whether its ends belong to it, which texts a keyword is looked for in.
 *
 * Where the spec itself lists readings of such a question, these are more answers to it.
 */
export function filterSilences(contract: Contract): Silent[] {
  const pairs = rangesOf(contract);
  return contract.parameters.flatMap((parameter): Silent[] => {
    const { name, filter } = parameter;
    if (filter === undefined) return [];
    if (filter.match === 'substring') return [keyword(name)];
    if (!isRange(parameter)) return texts(parameter, filter, contract);
    if (pairs.some(({ until }) => until === name)) return [];
    const end = pairs.find(({ from }) => from === name)?.until;
    const names = end === undefined ? [name] : [name, end];
    const isMoment = holdsMoments(kindOf(fieldOf(filter) as string, contract));
    return [...moments(names, filter, contract), ...(filter.match === 'within-days' ? [] : [ends(names, isMoment)])];
  });
}

const spellings: Readonly<Record<TextMatch, string>> = {
  exact: 'The whole text, as it is spelled.',
  'any-case': 'The whole text, in letters of any case.',
  prefix: 'The beginning of the text.',
  substring: 'A part of the text.',
  'substring-any-case': 'A part of the text, in letters of any case.',
};

function texts({ name, schema }: Parameter, filter: Filter, contract: Contract): Silent[] {
  const element = elementSchema(schema, contract.definitions);
  const isObject = filter.match === 'any-object';
  if (!isObject && (own(element, 'enum') !== undefined || own(element, 'type') !== 'string')) return [];
  // What tells one entry from all others, and what is asked for in lists, is no search: it is meant whole.
  const isWhole = isObject || filter.match === 'any-of' || identityFields(contract).includes(fieldOf(filter) ?? '');
  const matches = (Object.keys(spellings) as TextMatch[]).slice(0, isWhole ? 2 : undefined);
  return [
    {
      family: 'text-match',
      key: 'text',
      parameter: name,
      question: 'How is the text compared?',
      readings: matches.map((text) => ({
        name: text,
        means: spellings[text],
        ...(text === 'exact' ? {} : { filters: { [name]: { text } } }),
      })),
    },
  ];
}

function keyword(name: string): Silent {
  return {
    family: 'keyword-places',
    key: 'others',
    parameter: name,
    question: 'Which texts is the keyword looked for in?',
    readings: [
      { name: 'as-chosen', means: 'In those that the contract names.' },
      {
        name: 'more',
        means: 'In those that the contract names, and in others.',
        filters: { [name]: { others: 'searched' } },
      },
    ],
    isApart: true,
  };
}

function moments([from = '', until]: readonly string[], filter: Filter, contract: Contract): Silent[] {
  const field = fieldOf(filter) as string;
  const fields = alike(field, contract);
  if (fields.length < 2) return [];
  const patch = (start: string, end: string): Pick<Reading, 'filters'> => ({
    filters: { [from]: { field: start }, ...(until === undefined ? {} : { [until]: { field: end } }) },
  });
  return [
    {
      family: 'range-field',
      key: 'field',
      parameter: from,
      question: 'Which moment of an entry has to lie in the range?',
      readings: [
        { name: 'as-chosen', means: `${wordsOf(field)} lies in the range.` },
        ...fields
          .filter((one) => one !== field)
          .map((one) => ({ name: `on${one}`, means: `${wordsOf(one)} lies in the range.`, ...patch(one, one) })),
        ...(until === undefined ? [] : fields).flatMap((start) =>
          fields
            .filter((end) => end !== start)
            .map((end) => ({
              name: `from${start}-until${end}`,
              means: `${wordsOf(start)} is not before the range, ${wordsOf(end)} not behind it.`,
              ...patch(start, end),
            })),
        ),
      ].map((reading) => ({ ...reading, name: kebab(reading.name) })),
    },
  ];
}

function ends([from = '', until]: readonly string[], isMoment: boolean): Silent {
  const patch = (start?: string, end?: string): Pick<Reading, 'filters'> => ({
    filters: {
      ...(start === undefined ? {} : { [from]: { bound: start } }),
      ...(until === undefined || end === undefined ? {} : { [until]: { bound: end } }),
    },
  });
  const all: Reading[] = [
    { name: 'both-included', means: 'The ends belong to the range.' },
    { name: 'both-excluded', means: 'The ends do not belong to the range.', ...patch('excluded', 'excluded') },
    ...(isMoment
      ? [{ name: 'by-second', means: 'Moments are compared by the second.', ...patch('second', 'second') }]
      : []),
  ];
  const mixed: Reading[] = [
    {
      name: 'end-excluded',
      means: 'The beginning belongs to the range, its end does not.',
      ...patch(undefined, 'excluded'),
    },
    { name: 'start-excluded', means: 'The end belongs to the range, its beginning does not.', ...patch('excluded') },
  ];
  return {
    family: 'range-ends',
    key: 'bound',
    parameter: from,
    question: 'Do the ends of the range belong to it?',
    readings: until === undefined ? all : [...all, ...mixed],
  };
}

/** The fields of an item that hold moments in the same form as one of them. */
function alike(field: string, contract: Contract): string[] {
  const kind = kindOf(field, contract);
  if (!holdsMoments(kind)) return [field];
  const names = Object.keys((own(itemOf(contract), 'properties') ?? {}) as JsonObject);
  return names.map((name) => `/${name}`).filter((pointer) => isDeepStrictEqual(kindOf(pointer, contract), kind));
}

/** Type, format and unit of a field of an item. */
function kindOf(field: string, contract: Contract): (Json | undefined)[] | undefined {
  const schema = schemaAt(itemOf(contract), contract.definitions, field);
  return schema && ['type', 'format', 'x-unit'].map((key) => own(schema, key) as Json | undefined);
}

/** Whether values of a kind are moments. A plain number or text may be anything. */
function holdsMoments(kind: (Json | undefined)[] | undefined): boolean {
  return kind?.[0] !== undefined && (kind[2] !== undefined || /^date/.test(String(kind[1])));
}

function itemOf(contract: Contract) {
  return schemaAt(successBody(contract).schema, contract.definitions, `${itemsPointer(contract)}/*`);
}

function fieldOf(filter: Filter): string | undefined {
  return 'field' in filter ? filter.field : undefined;
}

function wordsOf(field: string): string {
  return parsePointer(field).join(' > ');
}

/** `on/GmtCreateMillis` as `on-gmt-create-millis`. */
function kebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
