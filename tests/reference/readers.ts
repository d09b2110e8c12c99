import { type Params, type Reader, Refused } from './service.js';

/** Any text. */
export const text: Reader = (params, name) => params.get(name);

/** Text of a number of characters. */
export function textOf(shortest: number, longest: number): Reader {
  return (params, name) => {
    const value = params.get(name);
    const length = value === undefined ? shortest : [...value].length;
    if (length < shortest || length > longest) throw new Refused('invalid', name);
    return value;
  };
}

/** A whole number in decimal digits. */
export function whole(least: bigint, most: bigint): Reader {
  return (params, name) => {
    const value = params.get(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,30}$/.test(value)) throw new Refused('invalid', name);
    const number = BigInt(value);
    if (number < least || number > most) throw new Refused('invalid', name);
    return Number(number);
  };
}

/** A number of entries or days, or of a page: 1 to 2^31 - 1. */
export const positive: Reader = whole(1n, 2_147_483_647n);
/** A 64-bit number. */
export const long: Reader = whole(-(2n ** 63n), 2n ** 63n - 1n);
/** A moment in milliseconds, 13 digits. */
export const moment: Reader = whole(1_000_000_000_000n, 9_999_999_999_999n);

/** One of some values, spelled exactly so. */
export function oneOf(...values: string[]): Reader {
  return (params, name) => {
    const value = params.get(name);
    if (value !== undefined && !values.includes(value)) throw new Refused('invalid', name);
    return value;
  };
}

/** The texts of `Name.1`, `Name.2`, … in the order of their numbers; undefined where there is none. */
export function numbered(params: Params, name: string): string[] | undefined {
  const found: [number, string][] = [];
  for (const [key, value] of params) {
    if (!key.startsWith(`${name}.`)) continue;
    const index = key.slice(name.length + 1);
    if (/^[1-9]\d{0,4}$/.test(index)) found.push([Number(index), value]);
  }
  if (found.length === 0) return undefined;
  return found.sort((a, b) => a[0] - b[0]).map(([, value]) => value);
}

/** A flattened list, each element read by another reader. An empty list restricts nothing. */
export function list(element: Reader): Reader {
  return (params, name) => elements(numbered(params, name), element, name);
}

/** A flattened list, or one text with commas. */
export function listOrCommas(element: Reader): Reader {
  return (params, name) => {
    const whole = params.get(name);
    const parts = numbered(params, name) ?? (whole === undefined || whole === '' ? undefined : whole.split(','));
    return elements(parts, element, name);
  };
}

/** A JSON array of texts in one text. */
export function jsonList(element: Reader): Reader {
  return (params, name) => {
    const value = params.get(name);
    if (value === undefined) return undefined;
    let parsed: unknown;
    try {
      parsed = JSON.parse(value);
    } catch {
      throw new Refused('invalid', name);
    }
    if (!Array.isArray(parsed) || !parsed.every((part) => typeof part === 'string')) throw new Refused('invalid', name);
    return elements(parsed.length === 0 ? undefined : parsed, element, name);
  };
}

/** Flattened objects with text in some keys: `Name.1.Key`. */
export function objects(...keys: string[]): Reader {
  return (params, name) => {
    const found = new Map<number, Record<string, string>>();
    for (const [key, value] of params) {
      if (!key.startsWith(`${name}.`)) continue;
      const [, index, property] = /^([1-9]\d{0,4})\.(\w+)$/.exec(key.slice(name.length + 1)) ?? [];
      if (index === undefined || property === undefined || !keys.includes(property)) continue;
      const object = found.get(Number(index)) ?? {};
      object[property] = value;
      found.set(Number(index), object);
    }
    if (found.size === 0) return undefined;
    return [...found].sort((a, b) => a[0] - b[0]).map(([, object]) => object);
  };
}

/** A parameter that has to be there. */
export function required(reader: Reader): Reader {
  return (params, name) => {
    const value = reader(params, name);
    if (value === undefined) throw new Refused('missing', name);
    return value;
  };
}

/** A parameter with a value of its own where it is absent. */
export function otherwise(value: unknown, reader: Reader): Reader {
  return (params, name) => reader(params, name) ?? value;
}

function elements(parts: string[] | undefined, element: Reader, name: string): unknown[] | undefined {
  return parts?.map((part) => element(new Map([[name, part]]), name));
}
