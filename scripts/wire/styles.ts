import type { ParameterStyle } from '../contract/contract.js';
import type { Parts } from './parts.js';

/** How texts are made safe for the place where they travel, and read back. */
export interface Escaping {
  /** @param separators characters that would be taken for the style's own */
  write(text: string, separators: string): string;
  /** @throws URIError where the encoding is broken. */
  read(text: string): string;
}

/** A style of parameters whose value is one text: in the path, and in headers (OpenAPI 3.1, "Style Values"; RFC 6570). */
export interface TextStyle {
  encode(name: string, parts: Parts, explode: boolean, escaping: Escaping): string;
  /** @returns undefined where the text is not of this style. */
  decode(name: string, text: string, kind: Parts['kind'], explode: boolean, escaping: Escaping): Parts | undefined;
}

/** Every style of path parameters; headers have `simple` alone. */
export const textStyles: Readonly<Record<'simple' | 'label' | 'matrix', TextStyle>> = {
  simple: {
    encode: (_, parts, explode, escaping) => joined(parts, ',', explode, escaping),
    decode: (_, text, kind, explode, escaping) => split(text, ',', kind, explode, escaping),
  },
  label: {
    encode: (_, parts, explode, escaping) => `.${joined(parts, explode ? '.' : ',', explode, escaping)}`,
    decode: (_, text, kind, explode, escaping) =>
      text.startsWith('.') ? split(text.slice(1), explode ? '.' : ',', kind, explode, escaping) : undefined,
  },
  matrix: {
    encode: (name, parts, explode, escaping) => {
      const named = (key: string, text: string) => (text === '' ? `;${key}` : `;${key}=${text}`);
      const key = escaping.write(name, ';,=');
      if (!explode || parts.kind === 'scalar') return named(key, joined(parts, ',', false, escaping));
      const pairs = parts.kind === 'list' ? parts.texts.map((text) => [name, text] as const) : parts.entries;
      return pairs.map(([one, text]) => named(escaping.write(one, ';,='), escaping.write(text, ';,='))).join('');
    },
    decode: (name, text, kind, explode, escaping) => {
      if (!text.startsWith(';')) return undefined;
      const pairs = text
        .slice(1)
        .split(';')
        .map((pair) => cut(pair, '='));
      if (explode && kind === 'object') {
        return { kind, entries: pairs.map(([key, value]) => [escaping.read(key), escaping.read(value)]) };
      }
      if (pairs.some(([key]) => escaping.read(key) !== name)) return undefined;
      if (explode && kind === 'list') return { kind, texts: pairs.map(([, value]) => escaping.read(value)) };
      return pairs.length > 1 ? undefined : split(pairs[0]?.[1] ?? '', ',', kind, false, escaping);
    },
  },
};

/** A name and a text of the query, as they travel. */
export type RawPair = readonly [string, string];

/** A style of parameters whose value is spread over pairs: in the query and in cookies. */
export interface PairStyle {
  encode(name: string, parts: Parts, explode: boolean, escaping: Escaping): RawPair[];
  /**
   * @param texts of the pairs with the parameter's name, as they travel
   * @returns undefined where they are not of this style.
   */
  decode(
    texts: readonly string[],
    kind: Parts['kind'],
    explode: boolean,
    escaping: Escaping,
    isText: boolean,
  ): Parts | undefined;
}

/** Every style of query parameters but `deepObject`, which is a tree; cookies have `form` alone. */
export const pairStyles: Readonly<Record<'form' | 'spaceDelimited' | 'pipeDelimited', PairStyle>> = {
  form: delimited(','),
  // These two separate by characters that have to be escaped themselves: an element cannot have them (OpenAPI 3.1.1, appendix E).
  spaceDelimited: delimited(' '),
  pipeDelimited: delimited('|'),
};

function delimited(separator: string): PairStyle {
  return {
    encode: (name, parts, explode, escaping) => {
      const key = escaping.write(name, '&=');
      if (explode && parts.kind === 'list') return parts.texts.map((text) => [key, escaping.write(text, '&')]);
      if (explode && parts.kind === 'object') {
        return parts.entries.map(([one, text]) => [escaping.write(one, '&='), escaping.write(text, '&')]);
      }
      if (parts.kind === 'list' && parts.texts.length === 0) return [];
      if (parts.kind === 'object' && parts.entries.length === 0) return [];
      const text = joined(parts, separator === ',' ? ',' : encodeURIComponent(separator), false, escaping, separator);
      return [[key, text]];
    },
    decode: (texts, kind, explode, escaping, isText) => {
      if (explode && kind === 'list') return { kind, texts: texts.map(escaping.read) };
      const [text] = texts;
      if (text === undefined || texts.length > 1) return undefined;
      if (kind === 'scalar') return { kind, text: escaping.read(text) };
      if (separator === ',' && (text.includes(',') || isText)) return split(text, ',', kind, false, escaping);
      // Many clients escape the separator as well: where no element can hold it, it is one.
      return split(escaping.read(text), separator, kind, false, { ...escaping, read: (one) => one });
    },
  };
}

/** The style of a query parameter; `form` for the styles that are none of the query. */
export function pairStyleOf(style: ParameterStyle): PairStyle {
  return style === 'spaceDelimited' || style === 'pipeDelimited' ? pairStyles[style] : pairStyles.form;
}

/** The style of a parameter in path or header; `simple` for the styles that are none of these. */
export function textStyleOf(style: ParameterStyle): TextStyle {
  return style === 'label' || style === 'matrix' ? textStyles[style] : textStyles.simple;
}

/** @param special the separator before it was escaped */
function joined(parts: Parts, separator: string, explode: boolean, escaping: Escaping, special = separator): string {
  const write = (text: string) => escaping.write(text, `${special}=`);
  if (parts.kind === 'scalar') return escaping.write(parts.text, '');
  if (parts.kind === 'list') return parts.texts.map((text) => escaping.write(text, special)).join(separator);
  const between = explode ? '=' : separator;
  return parts.entries.map(([name, text]) => `${write(name)}${between}${write(text)}`).join(separator);
}

function split(
  text: string,
  separator: string,
  kind: Parts['kind'],
  explode: boolean,
  escaping: Escaping,
): Parts | undefined {
  const { read } = escaping;
  if (kind === 'scalar') return { kind, text: read(text) };
  const texts = text === '' ? [] : text.split(separator);
  if (kind === 'list') return { kind, texts: texts.map(read) };
  if (explode) {
    if (texts.some((pair) => !pair.includes('='))) return undefined;
    return { kind, entries: texts.map((pair) => cut(pair, '=').map(read) as [string, string]) };
  }
  if (texts.length % 2 === 1) return undefined;
  const entries = texts.flatMap((name, index) =>
    index % 2 === 1 ? [] : [[read(name), read(texts[index + 1] as string)] as const],
  );
  return { kind, entries };
}

function cut(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return place === -1 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}
