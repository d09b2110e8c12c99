import type { Json } from '../../scripts/base/json.js';

/** What a documentation page says, as far as the tests compare it with a spec. */
export interface Page {
  /** Names of request parameters and response fields, nested ones included. */
  readonly names: readonly string[];
  /** Listed values, as texts. */
  readonly values: readonly string[];
  /** Lines of the table of error codes: each begins with the HTTP status. */
  readonly errorLines: readonly string[];
  /** The sample response. */
  readonly sample: Json | undefined;
}

const types = 'string|integer|long|boolean|array<object>|array|object \\[\\]|object';

/**
 * Reads a page as far as the tests need it, in any of three layouts: a cell per paragraph, the cells of a row glued
 * together, and tables of their own for path, query, header and body.
 */
export function readPage(text: string): Page {
  const start = text.search(/^(?:Request parameters|URI)$/m);
  const end = text.search(/^(?:Examples|Example Requests)$/m);
  const lines = text
    .slice(Math.max(start, 0), end < 0 ? undefined : end)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  // In glued rows, the elements of an array have a row named after what they are: "Checkobject" below "Checksarray<object>".
  const isItemRow = (index: number) =>
    /^\w+object$/.test(lines[index] ?? '') &&
    lines
      .slice(0, index)
      .findLast((line) => new RegExp(`(?:${types})$`).test(line))
      ?.endsWith('array<object>');
  return {
    names: lines.flatMap((line, index) =>
      isItemRow(index) ? [] : (nameIn(line, lines[index + 1] ?? '', lines[index + 2] ?? '') ?? []),
    ),
    values: lines.flatMap((line) => valueIn(line) ?? []),
    errorLines: text
      .slice(Math.max(0, text.search(/^Error codes?$/im)))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^[45]\d\d\D/.test(line)),
    sample: sampleIn(text),
  };
}

function nameIn(line: string, next: string, afterNext: string): string | undefined {
  const glued = new RegExp(`^([A-Za-z_][\\w-]*?)(?:${types})(?:Yes|No)?$`).exec(line)?.[1];
  // Rows of array items are named after their type: "stringNo", "object".
  if (glued !== undefined) return new RegExp(`^(?:${types})$`).test(glued) ? undefined : glued;
  if (!/^[A-Za-z_][\w-]*$/.test(line) || /^(?:Yes|No)$/.test(line)) return undefined;
  if (new RegExp(`^(?:${types})$`).test(line)) return undefined;
  const isType = (cell: string) =>
    new RegExp(`^(?:${types})$`).test(cell) || /^(?:String|Integer|Array of \w+ objects|\w+ object)$/.test(cell);
  if (['Example', 'Description'].includes(line) || line.startsWith('ParameterType')) return undefined;
  return isType(next) || (/^(?:Yes|No)$/.test(next) && isType(afterNext)) ? line : undefined;
}

function valueIn(line: string): string | undefined {
  const value = /^•\s*([\w-]+)(?:\s*:.*)?$/.exec(line)?.[1];
  return value === undefined || value === 'true' || value === 'false' ? undefined : value;
}

function sampleIn(text: string): Json | undefined {
  const start = text.search(/^\{$/m);
  const end = start < 0 ? -1 : text.indexOf('\n}', start);
  return end < 0 ? undefined : (JSON.parse(text.slice(start, end + 2)) as Json);
}
