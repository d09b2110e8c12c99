import type { Enum } from '../contract/contract.js';
import type { Digest } from './digest.js';
import { codeFile, type GeneratedFile } from './generated-file.js';
import { commentText, literal } from './literal.js';
import { unused } from './names.js';

/** The enums of all contracts under names that no two share. One that several contracts share stands once. */
export function enumsOf(contracts: readonly Pick<Digest, 'enums'>[]): ReadonlyMap<string, Enum> {
  const places = new Set<string>();
  const taken = new Set<string>();
  const enums = new Map<string, Enum>();
  for (const one of contracts.flatMap((contract) => contract.enums)) {
    const place = `${one.location.file}#${one.location.pointer}`;
    if (places.has(place)) continue;
    places.add(place);
    enums.set(unused(one.name, taken), one);
  }
  return enums;
}

/**
 * Runtime constants for every named enum: the values by name, what each means, and for a status the phase of each
 * value and whether it is final.
 */
export function enumsModule(contracts: readonly Pick<Digest, 'enums'>[], isOpen: boolean): GeneratedFile[] {
  const enums = enumsOf(contracts);
  const files = [...new Set([...enums.values()].map((one) => one.location.file))].sort();
  const code = [...enums].map(([name, one]) => constants(name, one, isOpen)).join('\n\n');
  const declarations = [...enums].map(([name, one]) => constantTypes(name, one, isOpen)).join('\n\n');
  return [
    codeFile('enums.js', files, code || 'export {};'),
    codeFile('enums.d.ts', files, `${infoType}\n\n${declarations}`),
  ];
}

function constants(name: string, one: Enum, isOpen: boolean): string {
  const values = Object.fromEntries(one.values.map((value) => [value.name, value.value]));
  const info = one.values.map(({ name: _, ...rest }) => rest);
  const lines = [
    `export const ${name} = /* @__PURE__ */ Object.freeze(${literal(values)});`,
    '',
    `export const ${name}Values = /* @__PURE__ */ Object.freeze(${literal(info)});`,
  ];
  if (isOpen) {
    const values = one.values.map(({ value }) => value);
    lines.push('', `export function isKnown${name}(value) {\n  return ${literal(values, 2)}.includes(value);\n}`);
  }
  if (one.lifecycle) {
    const final = one.values.filter((value) => value.final).map((value) => value.value);
    lines.push('', `export function isFinal${name}(value) {\n  return ${literal(final, 2)}.includes(value);\n}`);
  }
  return lines.join('\n');
}

const infoType = `/** A value of an enum. \`phase\` and \`final\` are there where the enum is a status. */
export interface EnumValue<T> {
  readonly value: T;
  readonly description: string;
  readonly phase?: 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';
  /** Whether a task in this status never changes any more. */
  readonly final?: boolean;
}`;

function constantTypes(name: string, one: Enum, isOpen: boolean): string {
  const members = one.values.map(({ name: member, value, description }) => {
    const doc = description === '' ? '' : `  /** ${commentText(description)} */\n`;
    return `${doc}  readonly ${member}: ${literal(value)};`;
  });
  const known = `(typeof ${name})[keyof typeof ${name}]`;
  const lines = [
    `/** ${commentText(one.description || name)} */`,
    `export declare const ${name}: {\n${members.join('\n')}\n};`,
    `export type ${name} = ${known}${isOpen ? others(one) : ''};`,
    `/** Every value of {@link ${name}}, in the order of the specs. */`,
    `export declare const ${name}Values: readonly EnumValue<${known}>[];`,
  ];
  if (isOpen) {
    lines.push(
      '/** Whether the value is one of those that the specs list. */',
      `export declare function isKnown${name}(value: unknown): value is ${known};`,
    );
  }
  if (one.lifecycle) {
    lines.push(
      '/** Whether the value is a status that never changes any more. False for what is no status at all. */',
      `export declare function isFinal${name}(value: unknown): boolean;`,
    );
  }
  return lines.join('\n');
}

/** The values that an open enum admits beside those that are listed. */
function others({ values }: Enum): string {
  const kinds = new Set(values.map(({ value }) => typeof value));
  return [...kinds].map((kind) => ` | (${kind} & {})`).join('');
}
