import type { PlainField } from '../plain-page.js';

/** How a layout words what a field can hold. */
export type Style = 'alibaba' | 'huawei blocks' | 'huawei older';

/** The pieces of a description before its list of values, and the list. */
export interface Description {
  readonly lead: readonly string[];
  readonly bullets: readonly string[];
  /** Pieces behind the list. */
  readonly tail: readonly string[];
}

/** Describes a field in the words of a layout. */
export function describe(field: PlainField, style: Style): Description {
  const bullets = field.values.map(([value, meaning]) => `${value}: ${meaning}`);
  const { minimum, maximum, minLength, maxLength } = field.bounds;
  const range =
    minimum !== undefined
      ? `Value range: ${minimum} to ${maximum}`
      : minLength !== undefined
        ? `The value can contain ${minLength} to ${maxLength} characters.`
        : undefined;
  if (style === 'huawei blocks') {
    const rangeLead = bullets.length > 0 ? [] : [range ?? 'N/A'];
    return {
      lead: ['Definition', field.prose, 'Constraints', 'N/A', 'Range', ...rangeLead],
      bullets,
      tail: ['Default Value', field.default === undefined ? 'N/A' : String(field.default)],
    };
  }
  const sentences = [field.prose];
  if (style === 'huawei older') {
    const bounds =
      minimum !== undefined
        ? `Minimum: ${minimum} Maximum: ${maximum}`
        : minLength !== undefined
          ? `Minimum: ${minLength} Maximum: ${maxLength}`
          : undefined;
    return {
      lead: [
        field.prose + (bullets.length > 0 ? ' The options are as follows:' : ''),
        ...(bullets.length > 0
          ? []
          : [
              ...(field.default === undefined ? [] : [`Default: ${field.default}`]),
              ...(bounds === undefined ? [] : [bounds]),
            ]),
      ],
      bullets,
      tail: bullets.length > 0 && field.default !== undefined ? [`Default: ${field.default}`] : [],
    };
  }
  if (field.default !== undefined) sentences.push(`Default value: ${field.default}.`);
  if (minimum !== undefined) sentences.push(`Valid values: ${minimum} to ${maximum}.`);
  if (minLength !== undefined) sentences.push(`The value must be ${minLength} to ${maxLength} characters in length.`);
  if (bullets.length > 0) sentences.push('Valid values:');
  return { lead: [sentences.join(' ')], bullets, tail: [] };
}

/** The sentences of a description as they are read back: without the list of values. */
export function proseOf({ lead, bullets, tail }: Description, field: PlainField): string {
  return field.prose === '' ? '' : [...lead, ...(bullets.length === 0 ? [] : []), ...tail].join(' ');
}
