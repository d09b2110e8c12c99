import type { PageType } from '../page.js';

/** A type as one word, as locks and reports write it: `integer/int64`, `array<string>`, `object:ErrorInfo`, `map<string>`. */
export function typeText(type: PageType): string {
  const name = type.map ? 'map' : type.kind;
  const format = type.format === undefined ? '' : `/${type.format}`;
  const items = type.items === undefined ? '' : `<${typeText(type.items)}>`;
  return `${name}${format}${items}${type.ref === undefined ? '' : `:${type.ref}`}`;
}

/**
 * The type that a word of {@link typeText} stands for.
 *
 * @throws Error where the word is none
 */
export function typeOfText(text: string): PageType {
  const match = /^([a-z]+)(?:\/([\w-]+))?(?:<(.*)>)?(?::([\w.-]+))?$/.exec(text);
  const kind = match?.[1] === 'map' ? 'object' : match?.[1];
  if (match === null || !['string', 'integer', 'number', 'boolean', 'array', 'object', 'any'].includes(kind ?? '')) {
    throw new Error(`"${text}" is no type of a page lock`);
  }
  return {
    kind: kind as PageType['kind'],
    ...(match[2] === undefined ? {} : { format: match[2] as NonNullable<PageType['format']> }),
    ...(match[3] === undefined ? {} : { items: typeOfText(match[3]) }),
    ...(match[4] === undefined ? {} : { ref: match[4] }),
    ...(match[1] === 'map' ? { map: true as const } : {}),
  };
}
