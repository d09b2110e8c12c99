import type { Field, PageParameter } from '../page.js';

/** A text that holds a JSON array, as the array that it holds; undefined for any other parameter. */
export function elementsInText(parameter: PageParameter): PageParameter | undefined {
  const text = parameter.example?.value;
  if (parameter.type.value.kind !== 'string' || typeof text !== 'string' || !text.startsWith('[')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    !value.every((one) => typeof one === 'string' || Number.isInteger(one))
  )
    return undefined;
  const kind = typeof value[0] === 'string' ? ('string' as const) : ('integer' as const);
  const listed = parameter.values.map((one) => one.value.value);
  if (
    !value.every(
      (one) =>
        typeof one === (kind === 'string' ? 'string' : 'number') && (listed.length === 0 || listed.includes(one)),
    )
  )
    return undefined;
  const { line } = parameter.type;
  const items: Field = {
    name: '',
    line,
    confidence: 1,
    type: { value: { kind }, line, confidence: 1 },
    bounds: {},
    values: parameter.values,
    fields: [],
  };
  return {
    ...parameter,
    type: { value: { kind: 'array' }, line, confidence: 1 },
    values: [],
    bounds: {},
    example: undefined,
    default: undefined,
    items,
  };
}
