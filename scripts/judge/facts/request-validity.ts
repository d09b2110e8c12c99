import { type Json, type JsonObject, own } from '../../base/json.js';
import { parsePointer } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Meaning } from '../readings/read-as.js';
import type { SchemaError } from '../schema/schema-judge.js';
import { enumOf } from './selector.js';

/** What is wrong with a request, as one meaning of the contract has it. */
export interface Validity {
  /** What the page rules out. */
  readonly faults: readonly SchemaError[];
  /** What the contract only infers: a server may refuse it, or take it. */
  readonly doubts: readonly SchemaError[];
  /** Values that an enum does not list, or not in these letters: whether they are refused is for each parameter to see. */
  readonly unlisted: readonly SchemaError[];
}

const none: readonly SchemaError[] = [];
const valid: Validity = { faults: none, doubts: none, unlisted: none };

/** Tells what is wrong with a request; empty lists if nothing. */
export function validityOf(meaning: Meaning, ledger: Ledger, request: JsonObject): Validity {
  const errors = ledger.schemas.errors('request', request);
  const lacking = missingIn(meaning, request);
  if (errors.length + lacking.length === 0) return valid;
  const faults: SchemaError[] = [];
  const doubts: SchemaError[] = [];
  const unlisted: SchemaError[] = [];
  for (const error of errors) {
    if (error.keyword === 'enum' && isUnlisted(meaning.contract, error)) unlisted.push(error);
    else if (isLongInteger(error)) doubts.push(error);
    else if (error.inferred !== undefined) doubts.push(error);
    else if (error.keyword === 'additionalProperties') doubts.push(error);
    else faults.push(error);
  }
  for (const name of lacking) {
    if (!faults.some(({ keyword, path }) => keyword === 'required' && path === `/${name}`)) faults.push(missing(name));
  }
  return { faults, doubts, unlisted };
}

/** Whether an error is about a value that a parameter could list: one of the type of those that it does list. */
function isUnlisted(contract: Contract, { path, actual }: SchemaError): boolean {
  const [name] = parsePointer(path);
  const parameter = contract.parameters.find((candidate) => candidate.name === name);
  const listed = parameter && enumOf(parameter, contract);
  if (listed === undefined || actual === undefined) return false;
  const isInteger = Number.isInteger(actual) || isLong(actual);
  return listed.some((one) => (Number.isInteger(one) ? isInteger : typeof one === typeof actual));
}

/** An integer that no number holds travels as text, and is an integer all the same: how large they get, no page says. */
function isLongInteger({ keyword, expected, actual }: SchemaError): boolean {
  return keyword === 'type' && expected === 'integer' && actual !== undefined && isLong(actual);
}

function isLong(value: Json): boolean {
  return /^-?\d{16,}$/.test(typeof value === 'bigint' ? String(value) : typeof value === 'string' ? value : '');
}

/** What a request has to give, as far as that differs from meaning to meaning of the contract. */
export function requiredBy({ parameters, atLeastOneOf }: Contract): Json {
  return [
    parameters.filter(({ required }) => required).map(({ name }) => name),
    atLeastOneOf.map((names) => [...names]),
  ];
}

/** Parameters that are required, as this meaning has it, and not there. */
function missingIn({ contract }: Meaning, request: JsonObject): string[] {
  const names: string[] = [];
  for (const { name, required } of contract.parameters) {
    if (required && own(request, name) === undefined) names.push(name);
  }
  return names;
}

function missing(name: string): SchemaError {
  const path = `/${name}`;
  return {
    path,
    keyword: 'required',
    message: 'expected a value, found nothing',
    expected: 'a value',
    actual: undefined,
    property: name,
  };
}

/** The listed value that is the same in other letters; undefined where there is none. */
export function inOtherLetters(listed: readonly Json[], value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return undefined;
  return listed.find((one) => one !== value && String(one).toLowerCase() === value.toLowerCase());
}
