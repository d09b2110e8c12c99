import type { Contract } from '../contract/contract.js';
import { successResponse } from '../contract/responses.js';
import { bodiesOf } from './bodies.js';
import { codeFile, type GeneratedFile } from './generated-file.js';
import { commentText, literal, quote } from './literal.js';
import type { OperationNames } from './names.js';
import { type CompiledRule, compileStandalone } from './standalone/compile.js';

/**
 * The validators of one operation, as an ES module without imports: of its decoded request, of its successful body, of
 * any of its error bodies, and of each body that it declares.
 */
export function validatorsModule(contract: Contract, { stem, folder }: OperationNames): GeneratedFile[] {
  const compiled = compileStandalone(contract);
  const success = successResponse(contract);
  const responses = bodiesOf(contract).map(({ key, part }) => {
    const isKnown = part === success;
    const made = isKnown ? `validate${stem}Response` : `/* @__PURE__ */ validator(${compiled.functionOf(part)})`;
    return `  ${quote(key)}: ${made},`;
  });
  const exports = [
    `export const validate${stem}Request = /* @__PURE__ */ validator(${compiled.functionOf('request')});`,
    `export const validate${stem}Response = /* @__PURE__ */ validator(${compiled.functionOf(success)});`,
    `export const validate${stem}Error = /* @__PURE__ */ validator(${compiled.functionOf('error')});`,
    `export const validate${stem}Responses = {\n${responses.join('\n')}\n};`,
  ];
  const code = [
    exports.join('\n\n'),
    runtime,
    "// AJV's code for the schemas of the contract.",
    compiled.code.trim(),
    rulesTable(compiled.rules, contract.location.file),
  ].join('\n\n');
  return [
    codeFile(`${folder}/validators.js`, [contract.location.file], code),
    codeFile(`${folder}/validators.d.ts`, [contract.location.file], declarations(contract, stem)),
  ];
}

/**
 * The rules as a table: keyword, what it expects, the line of the spec (with the file where it is a shared one), and
 * the reason where the keyword is inferred.
 *
 * The compiler has ordered them by what they expect, so that only the first of a group has to say it.
 */
function rulesTable(rules: readonly CompiledRule[], file: string): string {
  const place = (rule: CompiledRule) =>
    fileOf(rule.spec) === file ? rule.spec.slice(file.length + 1) : quote(rule.spec);
  const what = (rule: CompiledRule) => `${quote(rule.keyword)}, ${rule.list ?? literal(rule.expected)}`;
  const why = (rule: CompiledRule) => (rule.inferred === undefined ? '' : `, ${quote(rule.inferred)}`);
  const groups = rules.reduce<CompiledRule[][]>((all, rule) => {
    const last = all.at(-1);
    if (last?.[0] !== undefined && what(last[0]) + why(last[0]) === what(rule) + why(rule)) last.push(rule);
    else all.push([rule]);
    return all;
  }, []);
  const rows = groups.map(([first, ...more]) => {
    const rule = first as CompiledRule;
    return [`  [${what(rule)}, ${place(rule)}${why(rule)}],`, ...more.map((other) => `${place(other)},`)].join(' ');
  });
  return [
    `const file = ${quote(file)};`,
    '',
    '// Keyword, what it expects, where the spec says so (a line of the file, or of another file), and why it is inferred.',
    '// What follows on a line are other places that say the same.',
    'const rules = [',
    ...rows,
    '];',
  ].join('\n');
}

function fileOf(spec: string): string {
  const colon = spec.lastIndexOf(':');
  return colon < 0 ? spec : spec.slice(0, colon);
}

/** The part that is the same in every module. Not imported, so that each module stands alone. */
const runtime = `const steps = (path) => path.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value));

function violation(data, [at, rule, property, isName]) {
  let head = rule;
  while (!Array.isArray(rules[head])) head--;
  const [keyword, expected, first, inferred] = rules[head];
  const line = head === rule ? first : rules[rule];
  const path = property === undefined ? at : at + "/" + property.replaceAll("~", "~0").replaceAll("/", "~1");
  const there = steps(path).reduce((value, step) => (Object.hasOwn(value ?? {}, step) ? value[step] : undefined), data);
  const actual = isName ? property : there;
  const spec = line.at ? line : file + ":" + line;
  const text = JSON.stringify(actual) ?? "nothing";
  const found = text.length > 80 ? text.slice(0, 80) + "…" : text;
  const want = [expected].flat().map(shown).join(" or ");
  const message = \`\${path || "/"}: expected \${want}, found \${found} (\${spec})\`;
  return { path, keyword, expected, actual, spec, ...(inferred && { inferred }), message };
}

function join(errors, more) {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  return errors;
}

function validator(check) {
  let judged, raw, errors;
  const validate = (data) => {
    const valid = check(data);
    judged = valid ? undefined : data;
    raw = valid ? null : check.errors;
    errors = null;
    return valid;
  };
  // Made when they are read: most callers only ask whether a value is valid.
  Object.defineProperty(validate, "errors", {
    enumerable: true,
    get() {
      if (raw !== null) errors = raw.filter(Boolean).map((error) => violation(judged, error));
      judged = undefined;
      raw = null;
      return errors;
    },
  });
  validate["~standard"] = {
    version: 1,
    vendor: "cloudsec-contracts",
    validate: (value) =>
      validate(value)
        ? { value }
        : { issues: validate.errors.map(({ path, message }) => ({ message, path: steps(path) })) },
  };
  return validate;
}`;

/** Declarations that the validators of every operation share; each module repeats them, as it imports only its types. */
function declarations(contract: Contract, stem: string): string {
  const what = {
    Request: `Tells whether a value is a decoded request of ${contract.id}: arrays as arrays, JSON texts parsed.`,
    Response: `Tells whether a value is the body of a successful response of ${contract.id}.`,
    Error: `Tells whether a value is the body of an error response of ${contract.id}.`,
  };
  const validators = Object.entries(what).map(
    ([part, doc]) =>
      `/** ${commentText(doc)} */\nexport declare const validate${stem}${part}: Validator<${stem}${part}>;`,
  );
  return `import type { ${stem}Error, ${stem}Request, ${stem}Response, ${stem}Responses } from './types.js';
${validatorTypes}

${validators.join('\n\n')}

/** Tells whether a value is the body of a response of ${commentText(contract.id)}, by status: \`200\`, \`4XX\`, \`default\`. */
export declare const validate${stem}Responses: {
  readonly [Status in keyof ${stem}Responses]: Validator<${stem}Responses[Status]>;
};`;
}

const validatorTypes = `
/** What a value breaks of its contract. */
export interface Violation {
  /** JSON pointer (RFC 6901) into the value; '' is the whole. */
  readonly path: string;
  /** Keyword of JSON Schema. */
  readonly keyword: string;
  /** In words, or the list of values that are expected. */
  readonly expected: unknown;
  /** What stands there; undefined where nothing does. */
  readonly actual: unknown;
  /** \`file:line\` of the spec. */
  readonly spec: string;
  /** Why the contract has the keyword although the documentation does not state it; absent where it does. */
  readonly inferred?: string;
  /** All of it as one line for people. */
  readonly message: string;
}

/**
 * A type guard. After a call, \`errors\` says why the value was rejected; null if it was not. It is made when it is first
 * read, from the value as it is then.
 */
export interface Validator<T> {
  (data: unknown): data is T;
  readonly errors: readonly Violation[] | null;
  /** Standard Schema, version 1. */
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: T; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string; readonly path: readonly string[] }[] };
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}`;
