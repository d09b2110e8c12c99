import { bulletOf } from '../blocks/lines.js';
import { strongCue } from '../meaning/cues.js';
import { readValues } from '../meaning/values.js';
import type { Field, Page } from '../page.js';
import type { OpenDecisions } from './decisions.js';
import { kebabCase, sameName } from './names.js';

/** Records where a page contradicts itself or leaves something open, beyond what single fields show. */
export function recordContradictions(page: Page, decisions: OpenDecisions): void {
  twoDefaults(page, decisions);
  oneOfSeveral(page, decisions);
  typesThatDiffer(page, decisions);
  undeclaredKeys(page, decisions);
  valuesOfOtherType(page, decisions);
}

/** `The mode of the integer type. Valid values: on, off`: the list is that of texts, and the type cannot hold it. */
function valuesOfOtherType(page: Page, decisions: OpenDecisions): void {
  const visit = (field: Field, where: string) => {
    const { kind } = field.type.value;
    if ((kind === 'integer' || kind === 'number') && field.values.length === 0) {
      const words = wordsListed(field);
      if (words.length > 1)
        decisions.add({
          id: `values-of-${field.name || 'element'}-are-no-${kind}`,
          page: `The type is ${kind}, and the description lists ${words.slice(0, 10).join(', ')}.`,
          where: `${where} (line ${field.line})`,
          chosen: `The type as the table has it, and no list of values.`,
          because: 'The page contradicts itself; a server shows which of the two it is.',
        });
    }
    for (const child of field.fields) visit(child, `${where} > ${child.name}`);
    if (field.items !== undefined) visit(field.items, `${where} > each element`);
  };
  for (const parameter of page.parameters) visit(parameter, `Request parameters > ${parameter.name}`);
  for (const { body } of page.responses) if (body !== undefined) visit(body, 'Response');
}

/** The words that the description of a field announces as its values, where none of them is a number. */
function wordsListed({ prose }: Field): string[] {
  const pieces = (prose?.text ?? '').split('\n').map((line) => {
    const text = bulletOf(line);
    return { text: text ?? line, line: 1, bullet: text !== undefined, depth: 0 };
  });
  if (!pieces.some(({ text }) => strongCue.test(text))) return [];
  const values = readValues(pieces, { kind: 'string' });
  return values.some(({ value }) => /^[-+]?\d/.test(String(value.value)))
    ? []
    : values.map(({ value }) => String(value.value));
}

/** `Default value: 20. If you do not specify this parameter, 10 entries are returned.` */
function twoDefaults(page: Page, decisions: OpenDecisions): void {
  for (const parameter of page.parameters) {
    const stated = parameter.default?.value;
    const text = parameter.prose?.text ?? '';
    const other = /(?:not specif|leave|left empty|omit)[^.]{0,80}?\s(\d{1,9})\b/i.exec(text)?.[1];
    if (typeof stated !== 'number' || other === undefined || Number(other) === stated) continue;
    decisions.add({
      id: `two-defaults-of-${parameter.name}`,
      page: `States a default of ${stated}, and in another sentence ${other} for a request without the parameter.`,
      where: `Request parameters > ${parameter.name}`,
      chosen: String(stated),
      because: 'It is what the page calls the default; a server shows which of the two holds.',
      readings: [
        { name: `default-${kebabCase(String(stated))}`, means: `Without the parameter, ${stated} is taken.` },
        {
          name: `default-${kebabCase(other)}`,
          means: `Without the parameter, ${other} is taken.`,
          defaults: { [parameter.name]: Number(other) },
        },
      ],
    });
  }
}

/** Several parameters marked as required, of which a note asks for one. */
function oneOfSeveral(page: Page, decisions: OpenDecisions): void {
  const required = page.parameters.filter((parameter) => parameter.required?.value === true);
  const named = required.filter((parameter) =>
    /(?:at least one|one or more|either|any one) (?:of|or)?/i.test(parameter.prose?.text ?? ''),
  );
  const names = named
    .map((parameter) => parameter.name)
    .filter((name) => named.some((other) => (other.prose?.text ?? '').includes(name)));
  if (names.length < 2) return;
  decisions.add({
    id: 'one-of-several-required',
    page: `Marks ${names.join(' and ')} as required, while a note asks for at least one of them.`,
    where: `Request parameters > ${names.join(', ')}`,
    chosen: 'All of them are required, as the table has it.',
    because: 'Nothing is left out by it that a server refuses; x-at-least-one-of says the other.',
  });
}

/** The same name with another type in request and response. */
function typesThatDiffer(page: Page, decisions: OpenDecisions): void {
  const answered = new Map<string, Field>();
  const visit = (field: Field) => {
    if (field.name !== '' && !answered.has(field.name)) answered.set(field.name, field);
    for (const child of field.fields) visit(child);
    if (field.items !== undefined) visit(field.items);
  };
  for (const { body } of page.responses) if (body !== undefined) visit(body);
  for (const parameter of page.parameters) {
    const answer = answered.get(parameter.name);
    const [asked, given] = [parameter.type.value.kind, answer?.type.value.kind];
    if (answer === undefined || given === undefined || asked === given || [asked, given].includes('any')) continue;
    if ([asked, given].includes('object') || [asked, given].includes('array')) continue;
    decisions.add({
      id: `type-of-${parameter.name}-differs`,
      page: `${parameter.name} is ${asked} in the request and ${given} in the response.`,
      where: `Request parameters > ${parameter.name} (line ${parameter.line}); Response > ${answer.name} (line ${answer.line})`,
      chosen: 'Each place as it is written.',
      because: 'Both tables are explicit; values are compared as text.',
    });
  }
}

/** Keys of a sample that no table lists, and fields that no sample shows. */
function undeclaredKeys(page: Page, decisions: OpenDecisions): void {
  const declared = new Set<string>();
  const visit = (field: Field) => {
    declared.add(field.name);
    for (const child of field.fields) visit(child);
    if (field.items !== undefined) visit(field.items);
  };
  for (const { body } of page.responses) if (body !== undefined) visit(body);
  if (declared.size < 2) return;
  const unknown = new Set<string>();
  const keys = (value: unknown, depth: number) => {
    if (depth > 20 || typeof value !== 'object' || value === null) return;
    for (const [key, below] of Object.entries(value)) {
      if (!Array.isArray(value) && !declared.has(key) && ![...declared].some((name) => sameName(name, key)))
        unknown.add(key);
      keys(below, depth + 1);
    }
  };
  for (const sample of page.samples) if (sample.kind === 'response' && sample.status !== 'error') keys(sample.value, 0);
  if (unknown.size === 0 || unknown.size > 50) return;
  decisions.add({
    id: 'sample-has-more-fields',
    page: `The sample has ${[...unknown].slice(0, 20).join(', ')}, which no table lists.`,
    where: 'Examples; Response elements',
    chosen: 'Only what the tables list is declared; other fields are allowed.',
    because: 'Nothing is known of them but one value.',
  });
}
