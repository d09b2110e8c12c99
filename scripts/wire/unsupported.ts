import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Contract, Parameter } from '../contract/contract.js';
import { isMediaType, isToken } from '../contract/media-type.js';
import { type ValueShape, valueShape } from './shape.js';

/** Why an operation cannot be served or asked, and where its document says so. */
export interface Unsupported {
  /** `file:line`, the file as the path below the specs folder. */
  readonly spec: string;
  /** What cannot be done, and what to do about it. */
  readonly message: string;
}

/**
 * What of a plain OpenAPI operation cannot travel over HTTP, or is of a form that OpenAPI leaves undefined.
 *
 * @returns empty where everything is supported.
 */
export function unsupportedIn(contract: Contract): Unsupported[] {
  const found: Unsupported[] = [];
  const add = (pointer: string, message: string) => found.push({ spec: placeOf(contract, pointer), message });
  for (const parameter of contract.parameters) {
    const pointer = `/request/properties${formatPointer([parameter.name])}`;
    const problem = parameterProblem(parameter, contract);
    if (problem !== undefined) add(pointer, `parameter ${parameter.name} ${problem}`);
  }
  for (const type of Object.keys(contract.body?.content ?? {})) {
    if (!isMediaType(type))
      add(
        '/request/properties/body',
        `the body's media type ${quote(type)} is none that HTTP can carry; write one such as application/json`,
      );
  }
  for (const [status, response] of Object.entries(contract.responses)) {
    const pointer = `/responses/${status}`;
    for (const type of Object.keys(response.content)) {
      if (!isMediaType(type)) {
        add(
          `${pointer}/content${formatPointer([type])}/schema`,
          `response ${status} has the media type ${quote(type)}, which HTTP cannot carry; write one such as application/json`,
        );
      }
    }
    for (const name of Object.keys(response.headers)) {
      if (!isToken(name))
        add(
          `${pointer}/headers${formatPointer([name])}/schema`,
          `response ${status} has the header ${quote(name)}, which HTTP cannot carry; use letters, digits and hyphens`,
        );
    }
  }
  return found;
}

function parameterProblem(parameter: Parameter, { definitions }: Contract): string | undefined {
  const { in: place, style, explode, encoding } = parameter;
  if ((place === 'header' || place === 'cookie') && !isToken(parameter.name.replace(/^(?:header|cookie):/, ''))) {
    return `has a name that HTTP cannot carry in a ${place}; use letters, digits and hyphens`;
  }
  if (encoding === 'json') return undefined;
  if (parameter.mediaType !== undefined && !/^text\//.test(parameter.mediaType)) {
    return `travels as ${quote(parameter.mediaType)}, which is not supported; use application/json`;
  }
  const shape = valueShape(parameter.schema, definitions);
  if (shape.kind === 'object' && explode && (style === 'spaceDelimited' || style === 'pipeDelimited')) {
    return `is an object in the style ${style} with explode, which OpenAPI leaves undefined; use explode: false or deepObject`;
  }
  if (style === 'deepObject') return undefined;
  const nested = nestedIn(shape);
  return nested === undefined
    ? undefined
    : `holds ${nested}, which no style but deepObject can express; use deepObject, or content: application/json`;
}

function nestedIn(shape: ValueShape): string | undefined {
  if (shape.kind === 'list') return shape.items().kind === 'scalar' ? undefined : 'lists or objects in a list';
  if (shape.kind === 'scalar') return undefined;
  const name = shape.names.find((one) => {
    const property = shape.property(one) as ValueShape;
    return property.kind === 'object' || (property.kind === 'list' && property.items().kind !== 'scalar');
  });
  return name === undefined ? undefined : `an object in its property ${name}`;
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

function placeOf({ origins, location }: Contract, pointer: string): string {
  const origin: Json | undefined = own(origins as Record<string, Json>, pointer);
  return typeof origin === 'string' ? origin : `${location.file}:${location.line}`;
}
