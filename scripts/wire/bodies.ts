import { randomBytes } from 'node:crypto';
import { type Exact, writeExact } from '../base/exact.js';
import { setOwn } from '../base/json.js';
import { isJson, mediaTypeOf } from '../contract/responses.js';
import { DeepValue, stepsOfName } from './deep-object.js';
import { readForm, writeForm } from './form.js';
import { readJson } from './json-text.js';
import { putTogether, takeApart } from './parts.js';
import type { ValueShape } from './shape.js';

/** A body as it travels, with the header that says what it is. */
export interface WireBody {
  readonly contentType: string;
  readonly text: string;
}

/** What was read of a body, or what is wrong with it, for people. */
export type ReadBody = { readonly value: Exact } | { readonly problem: string };

/** How bodies of a kind of media type are written and read. */
interface BodyKind {
  readonly fits: (mediaType: string) => boolean;
  write(mediaType: string, value: Exact): WireBody;
  read(contentType: string, text: string, shape: ValueShape): ReadBody;
}

/** The kinds of bodies, the last one for what is none of the others: texts, taken as they are. */
const kinds: readonly BodyKind[] = [
  {
    fits: (mediaType) => isJson(mediaType) || mediaType === '' || mediaType === '*/*' || mediaType === 'application/*',
    write: (mediaType, value) => ({
      contentType: /^[\w.+-]+\/[\w.+-]/.test(mediaType) && isJson(mediaType) ? mediaType : 'application/json',
      text: writeExact(value),
    }),
    read: (_, text) => readJson(text),
  },
  {
    fits: (mediaType) => /^application\/x-www-form-urlencoded\b/i.test(mediaType),
    write: (mediaType, value) => ({ contentType: mediaType, text: writeForm(fieldsOf(value)) }),
    read: (_, text, shape) => {
      const fields: [string, string][] = [];
      const problem = readForm(text, (name, value) => fields.push([name, value]));
      return problem === undefined ? formValue(fields, shape) : { problem };
    },
  },
  {
    fits: (mediaType) => /^multipart\/form-data\b/i.test(mediaType),
    write: (_, value) => {
      const boundary = `----${randomBytes(12).toString('hex')}`;
      const parts = fieldsOf(value).map(
        ([name, text]) => `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${text}\r\n`,
      );
      return { contentType: `multipart/form-data; boundary=${boundary}`, text: `${parts.join('')}--${boundary}--\r\n` };
    },
    read: (contentType, text, shape) => {
      const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType);
      const mark = boundary?.[1] ?? boundary?.[2];
      if (mark === undefined) return { problem: 'is multipart without a boundary; name it in Content-Type' };
      const fields = readParts(text, mark);
      return fields === undefined
        ? { problem: `has no parts between --${mark.slice(0, 80)}` }
        : formValue(fields, shape);
    },
  },
  {
    fits: () => true,
    write: (mediaType, value) => ({
      contentType: mediaType.includes('*') ? 'text/plain' : mediaType,
      text: typeof value === 'string' ? value : writeExact(value),
    }),
    read: (_, text, shape) => ({ value: shape.read(text) }),
  },
];

/** Writes a body of a media type. */
export function writeBody(mediaType: string, value: Exact): WireBody {
  return (kinds.find(({ fits }) => fits(mediaType)) as BodyKind).write(mediaType, value);
}

/** Reads a body of a media type; the inverse of {@link writeBody}. */
export function readBody(contentType: string, text: string, shape: ValueShape): ReadBody {
  return (kinds.find(({ fits }) => fits(contentType)) as BodyKind).read(contentType, text, shape);
}

/** Whether a content type is one of those that are declared; ranges such as `text/*` cover theirs. */
export function isDeclared(contentType: string, declared: readonly string[]): boolean {
  const essence = mediaTypeOf(contentType);
  return declared.some((mediaType) => {
    const wanted = mediaTypeOf(mediaType);
    if (wanted === '*/*' || wanted === essence || wanted === '') return true;
    return wanted.endsWith('/*') && essence.startsWith(wanted.slice(0, -1));
  });
}

/** The fields of a form (OpenAPI 3.1, "Encoding Object", defaults): lists repeat their name, objects are JSON. */
function fieldsOf(value: Exact): readonly (readonly [string, string])[] {
  const parts = takeApart(value);
  return parts.kind === 'object' ? parts.entries : [];
}

function formValue(fields: readonly (readonly [string, string])[], shape: ValueShape): ReadBody {
  const entries: [string, string][] = [];
  const deep = new Map<string, DeepValue>();
  const values: [string, Exact][] = [];
  const seen = new Set<string>();
  for (const [name, text] of fields) {
    const steps = shape.names.includes(name) ? undefined : stepsOfName(name);
    const base = steps?.[0] ?? name;
    const property = shape.property(base);
    if (steps !== undefined) {
      const value = deep.get(base) ?? new DeepValue();
      deep.set(base, value);
      value.add(steps.slice(1), text);
    } else if (property?.kind === 'object') {
      const read = readJson(text);
      values.push([name, 'problem' in read ? text : read.value]);
    } else if (property?.kind === 'list' && property.items().kind !== 'scalar') {
      const read = readJson(text);
      const before = values.find(([one]) => one === name)?.[1];
      const element = 'problem' in read ? text : read.value;
      if (Array.isArray(before)) (before as Exact[]).push(element);
      else values.push([name, Array.isArray(element) ? element : [element]]);
    } else {
      if (property?.kind !== 'list' && seen.has(name))
        return { problem: `has ${name.slice(0, 80)} twice; send it once` };
      seen.add(name);
      entries.push([name, text]);
    }
  }
  const whole = putTogether({ kind: 'object', entries }, shape) as Record<string, Exact>;
  for (const [name, value] of deep) values.push([name, value.finish(shape.property(name)) ?? '']);
  for (const [name, value] of values) setOwn(whole, name, value);
  return { value: whole };
}

/** RFC 7578: names and texts of the parts of a form. Files are texts, too. */
function readParts(text: string, boundary: string): [string, string][] | undefined {
  const pieces = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (pieces.length < 2) return undefined;
  const fields: [string, string][] = [];
  for (const piece of pieces.slice(1)) {
    if (piece.startsWith('--')) return fields;
    const end = piece.indexOf('\r\n\r\n');
    const head = end === -1 ? piece : piece.slice(0, end);
    const name = /;\s*name="((?:[^"\\]|\\.)*)"/i.exec(head)?.[1];
    if (end === -1 || name === undefined) return undefined;
    fields.push([
      name.replaceAll(/%22/gi, '"').replaceAll(/%0d/gi, '\r').replaceAll(/%0a/gi, '\n'),
      piece.slice(end + 4),
    ]);
  }
  // Without its end, the body was cut off.
  return undefined;
}

/** WHATWG HTML, "multipart/form-data encoding algorithm": these three are escaped in names. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
