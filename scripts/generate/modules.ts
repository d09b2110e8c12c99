import type { Json } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import type { Digest } from './digest.js';
import { enumsOf } from './enums.js';
import { codeFile, type GeneratedFile } from './generated-file.js';
import { commentText, literal, quote } from './literal.js';
import { isTypeName, type OperationNames } from './names.js';

type Names = ReadonlyMap<Digest, OperationNames>;

/** What the types and validators of an operation are called after its name. */
const PARTS = ['Error', 'Request', 'Response', 'Responses'] as const;

/**
 * The contract of one operation as data: everything that the specs say of it, references resolved. And an entry point
 * with all that there is of this operation, for those who need no other.
 */
export function contractModule(contract: Contract, names: OperationNames): GeneratedFile[] {
  const { stem, folder } = names;
  // Lines of the specs are left out: they change with every edit, and the validators have those that they report.
  const code = `export const contract = /* @__PURE__ */ freeze(${literal(contract as unknown as Json)});

function freeze(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}`;
  const types = `import type { Contract } from 'cloudsec-contracts/contract';

/** Everything that the specs say of ${commentText(stem)}. */
export declare const contract: Contract;`;
  const from = [contract.location.file];
  const entry = `export { contract } from "./contract.js";\nexport * from "./validators.js";`;
  return [
    codeFile(`${folder}/contract.js`, from, code),
    codeFile(`${folder}/contract.d.ts`, from, types),
    codeFile(`${folder}/index.js`, from, entry),
    codeFile(`${folder}/index.d.ts`, from, `${entry}\nexport type * from "./types.js";`),
  ];
}

/** The arbitraries of all operations: what they draw follows from the contract and is judged by its validators. */
export function arbitrariesModule(names: Names): GeneratedFile[] {
  const operations = [...names];
  const imports = operations.flatMap(([, { stem, folder }]) => [
    `import { contract as contractOf${stem} } from ${quote(`./${folder}/contract.js`)};`,
    `import { validate${stem}Request, validate${stem}Response } from ${quote(`./${folder}/validators.js`)};`,
  ]);
  const entries = operations.map(
    ([{ id }, { stem }]) =>
      `  [${quote(id)}]: arbitrariesOf(contractOf${stem}, validate${stem}Request, validate${stem}Response),`,
  );
  const code = `import { arbitrariesOf } from "cloudsec-contracts/arbitraries/runtime";
${imports.join('\n')}

export const arbitraries = {
${entries.join('\n')}
};`;
  const types = operations.map(
    ([{ id, summary }, { stem }]) =>
      `  /** ${commentText(summary || id)} */\n  readonly [${quote(id)}]: OperationArbitraries<${stem}Request, ${stem}Response>;`,
  );
  const typeImports = operations.map(
    ([, { stem, folder }]) => `import type { ${stem}Request, ${stem}Response } from ${quote(`./${folder}/types.js`)};`,
  );
  const declarations = `import type { OperationArbitraries } from 'cloudsec-contracts/arbitraries/runtime';
${typeImports.join('\n')}

/** Arbitraries for fast-check, by operation id. Every draw passes the operation's validators. */
export declare const arbitraries: {
${types.join('\n')}
};`;
  return [codeFile('arbitraries.js', [], code), codeFile('arbitraries.d.ts', [], declarations)];
}

/** All validators, and nothing else. */
export function validatorsIndex(names: Names): GeneratedFile[] {
  const js = [...names.values()].map(
    ({ stem, folder }) => `export {\n${validatorNames(stem)}\n} from ${quote(`./${folder}/validators.js`)};`,
  );
  const first = [...names.values()][0];
  const types =
    first === undefined ? '' : `export type { Validator, Violation } from ${quote(`./${first.folder}/validators.js`)};`;
  return [codeFile('validators.js', [], js.join('\n')), codeFile('validators.d.ts', [], [types, ...js].join('\n'))];
}

/** The entry point: types, validators, enums, and the catalog with everything of an operation in one place. */
export function indexModule(names: Names): GeneratedFile[] {
  const operations = [...names];
  const enums = [...enumsOf([...names.keys()]).keys()];
  const imports = operations.flatMap(([, { stem, folder }]) => [
    `import { contract as contractOf${stem} } from ${quote(`./${folder}/contract.js`)};`,
    `import {\n${validatorNames(stem)}\n} from ${quote(`./${folder}/validators.js`)};`,
  ]);
  const entries = operations.map(
    ([{ id }, { stem }]) => `  [${quote(id)}]: {
    ...contractOf${stem},
    validateRequest: validate${stem}Request,
    validateResponse: validate${stem}Response,
    validateError: validate${stem}Error,
    validateResponses: validate${stem}Responses,
  },`,
  );
  const code = `${imports.join('\n')}

export * from "./enums.js";
export * from "./validators.js";

export const operations = {
${entries.join('\n')}
};`;

  const typeNames = operations.map(
    ([, { stem, folder }]) => `export type { ${typesOf(stem)} } from ${quote(`./${folder}/types.js`)};`,
  );
  const schemaTypes = namedSchemas(names, new Set(enums));
  const typeImports = operations.map(
    ([, { stem, folder }]) => `import type { ${typesOf(stem)} } from ${quote(`./${folder}/types.js`)};`,
  );
  const catalog = operations.map(
    ([{ id, summary }, { stem }]) =>
      `  /** ${commentText(summary || id)} */\n  readonly [${quote(id)}]: Operation<${stem}Request, ${stem}Response, ${stem}Error, ${stem}Responses>;`,
  );
  const firstFolder = operations[0]?.[1].folder ?? '.';
  const declarations = `import type { Contract } from 'cloudsec-contracts/contract';
${typeImports.join('\n')}
import type { Validator } from ${quote(`./${firstFolder}/validators.js`)};

export * from './enums.js';
export * from './validators.js';
${[...typeNames, ...schemaTypes].join('\n')}

/** Everything of one operation: its contract, and its validators. */
export interface Operation<Request, Response, Failure, Responses> extends Contract {
  readonly validateRequest: Validator<Request>;
  readonly validateResponse: Validator<Response>;
  readonly validateError: Validator<Failure>;
  /** The bodies of all responses that have one, by status: \`200\`, \`4XX\`, \`default\`. */
  readonly validateResponses: { readonly [Status in keyof Responses]: Validator<Responses[Status]> };
}

/** All operations, by operation id. */
export declare const operations: {
${catalog.join('\n')}
};`;
  return [codeFile('index.js', [], code), codeFile('index.d.ts', [], declarations)];
}

function validatorNames(stem: string): string {
  return PARTS.map((part) => `  validate${stem}${part},`).join('\n');
}

function typesOf(stem: string): string {
  return PARTS.map((part) => stem + part).join(', ');
}

/** Exports of the types of named schemas; those whose names several operations give to different schemas are left to their modules. */
function namedSchemas(names: Names, reserved: ReadonlySet<string>): string[] {
  const owners = new Map<string, { readonly hash: string; readonly folder: string; isShared: boolean }>();
  for (const [{ schemas }, { folder }] of names) {
    for (const [name, hash] of Object.entries(schemas)) {
      const first = owners.get(name);
      if (first === undefined) owners.set(name, { hash, folder, isShared: true });
      else if (first.hash !== hash) first.isShared = false;
    }
  }
  const taken = new Set([...reserved, 'Validator', 'Violation', 'Operation', 'EnumValue', 'operations', 'Contract']);
  for (const { stem } of names.values()) for (const part of PARTS) taken.add(stem + part);
  return [...owners].flatMap(([name, { folder, isShared }]) =>
    isShared && !taken.has(name) && isTypeName(name)
      ? [`export type { ${name} } from ${quote(`./${folder}/types.js`)};`]
      : [],
  );
}
