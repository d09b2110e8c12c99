import type { FunctionDeclaration, Program } from 'acorn';
import { SchemaConstants } from './constants.js';
import { type ErrorObject, errorSite } from './error-site.js';
import { helperFor } from './helpers.js';
import { keepUsed } from './keep-used.js';
import { expression, keyOf, nameOf, parse, print, rewrite, statements, type Tree, textLiteral, walk } from './tree.js';

/** Finds the number of the rule that an error reports. */
export interface RuleNumbers {
  /** Is called for every error of every function, before {@link numberOf} is for the first. */
  collect(error: ErrorObject, functionName: string): void;
  numberOf(error: ErrorObject, functionName: string): number;
  /** Names of constants that the rules refer to. */
  readonly constants: ReadonlySet<string>;
}

/**
 * Rewrites AJV's standalone code over its syntax tree:
 *
 * - an error becomes `[path, number of a rule, property]` instead of an object, so that the texts stand once and the
 *   code is a third of the size;
 * - helpers that AJV would `require` are written into the module: as an ES module it could not load them;
 * - of the schemas that AJV writes out, only what the code uses stays;
 * - functions are told the path only: the rest of AJV's surroundings serves `$data` references, which we have none of;
 * - objects that serve as sets of names have no prototype: `constructor` and `__proto__` are names like others.
 *
 * @param code AJV's module
 * @param proto the name that stands for `__proto__` in it, which AJV itself would pass over
 * @throws Error where AJV writes what is not known here, for instance because it is newer; nothing is passed over.
 */
export function rewriteStandalone(code: string, proto: string | undefined, rules: RuleNumbers): string {
  const program = parse(withoutIdleSchemas(code));
  if (proto !== undefined) restoreProto(program, proto);
  const wrappers = dropWrappers(program);
  const functions = program.body.filter((node) => node.type === 'FunctionDeclaration') as FunctionDeclaration[];
  const sites = functions.flatMap(sitesIn);
  for (const { error, owner } of sites) if (error !== null) rules.collect(error, owner);
  for (const site of sites) rewriteSite(site, rules);

  const constants = new SchemaConstants();
  const owners = new Set<string>();
  for (const [name, init] of topLevelConstants(program)) {
    constants.add(name, init);
    if (init?.type === 'MemberExpression' && print(init) === 'Object.prototype.hasOwnProperty') owners.add(name);
  }
  rewrite(program, (node) => rewriteExpression(node, { wrappers, constants, owners }));
  for (const one of functions) rewriteSignature(one);
  program.body.unshift(...statements(constants.declarations));
  const body = keepUsed(program.body, rules.constants, sites.length);
  return body.map((node) => print(node) + (node.type === 'FunctionDeclaration' ? '\n' : '')).join('');
}

/** AJV writes out every schema, though most of them only served its error objects: those need not even be read. */
function withoutIdleSchemas(code: string): string {
  const uses = new Map<string, number>();
  for (const [name] of code.matchAll(/\bschema\d+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return code.replaceAll(/^const (schema\d+) = \{.*\};\n/gm, (line, name: string) =>
    uses.get(name) === 1 ? '' : line,
  );
}

/** Writes `__proto__` where a name stands for it, so that it is a property and never the prototype. */
function restoreProto(program: Program, proto: string): void {
  rewrite(program, (node) => {
    if (node.type === 'MemberExpression' && !node.computed && nameOf(node.property) === proto) {
      node.computed = true;
      node.property = textLiteral('__proto__') as never;
    } else if (node.type === 'Property' && !node.computed && keyOf(node.key) === proto) {
      node.computed = true;
      node.key = textLiteral('__proto__') as never;
    } else if (node.type === 'Literal' && typeof node.value === 'string' && node.value.includes(proto)) {
      return textLiteral(node.value.replaceAll(proto, '__proto__'));
    }
    return undefined;
  });
}

/** Removes directives, exports, and the objects by which AJV calls recursive schemas before they are compiled. */
function dropWrappers(program: Program): ReadonlyMap<string, string> {
  const wrappers = new Map<string, string>();
  program.body = program.body.filter((node) => {
    if (node.type.startsWith('Export') || (node.type === 'ExpressionStatement' && 'directive' in node)) return false;
    if (node.type !== 'VariableDeclaration') return true;
    const [declarator] = node.declarations;
    const name = nameOf(declarator?.id) ?? '';
    if (!/^(?:wrapper|root)\d+$/.test(name) || declarator?.init?.type !== 'ObjectExpression') return true;
    const [property] = declarator.init.properties;
    const target = property?.type === 'Property' ? nameOf(property.value) : undefined;
    if (target === undefined) throw new Error(`AJV's ${name} calls nothing`);
    wrappers.set(name, target);
    return false;
  });
  return wrappers;
}

/** Where AJV's code reports an error. */
interface Site {
  /** The statements around it, and the first of its three. */
  readonly block: Tree[];
  readonly first: Tree;
  readonly error: ErrorObject | null;
  /** Name of the function. */
  readonly owner: string;
}

function sitesIn(root: FunctionDeclaration): Site[] {
  const sites: Site[] = [];
  walk(root, (node) => {
    if (node.type !== 'BlockStatement') return;
    for (const [at, first] of node.body.entries()) {
      if (first.type !== 'VariableDeclaration') continue;
      const error = errorSite(node.body.slice(at, at + 3));
      if (error !== undefined) sites.push({ block: node.body, first, error, owner: root.id.name });
    }
  });
  return sites;
}

/** The same node at every site: nothing changes it, and parsing it for each was a twentieth of all that is done. */
const pushing = expression<Tree>('(vErrors ??= []).push');

/** `(vErrors ??= []).push([path, number of the rule, property])` in place of AJV's object and how it is pushed. */
function rewriteSite({ block, first, error, owner }: Site, rules: RuleNumbers): void {
  const parts = error === null ? [] : [error.path, numberLiteral(rules.numberOf(error, owner))];
  if (error?.property !== undefined) parts.push(error.property);
  if (error?.isName) parts.push(numberLiteral(1));
  const pushed = error === null ? numberLiteral(0) : ({ type: 'ArrayExpression', elements: parts } as never);
  const call = { type: 'CallExpression', callee: pushing, arguments: [pushed], optional: false };
  block.splice(block.indexOf(first), 2, { type: 'ExpressionStatement', expression: call } as never);
}

function numberLiteral(value: number): Tree {
  return { type: 'Literal', value, raw: String(value), start: 0, end: 0 };
}

interface Names {
  /** The function behind each wrapper. */
  readonly wrappers: ReadonlyMap<string, string>;
  readonly constants: SchemaConstants;
  /** Names for `Object.prototype.hasOwnProperty`. */
  readonly owners: ReadonlySet<string>;
}

function rewriteExpression(node: Tree, names: Names): Tree | null | undefined {
  if (node.type === 'EmptyStatement') return null;
  const replaced = rewriteOne(node, names);
  if (replaced === undefined) return undefined;
  // What took the place of a node may hold parts of it, which are still to be visited.
  rewrite(replaced, (part) => rewriteExpression(part, names));
  return replaced;
}

function rewriteOne(node: Tree, { wrappers, constants, owners }: Names): Tree | undefined {
  if (node.type === 'MemberExpression') {
    const target = nameOf(node.property) === 'validate' ? wrappers.get(nameOf(node.object as Tree) ?? '') : undefined;
    if (target !== undefined) return expression(target);
    return constants.replace(node);
  }
  if (node.type === 'VariableDeclarator') {
    const helper = helperFor(node.init);
    if (helper !== undefined) node.init = helper as never;
    if (isSetOfNames(nameOf(node.id)) && isEmptyObject(node.init))
      node.init = expression('Object.create(null)') as never;
    return undefined;
  }
  if (node.type === 'AssignmentExpression' && isSetOfNames(nameOf(node.left as Tree))) {
    // props0 = props0 || {}
    if (node.right.type === 'LogicalExpression' && isEmptyObject(node.right.right)) {
      node.right.right = expression('Object.create(null)') as never;
    }
    return undefined;
  }
  if (node.type === 'ConditionalExpression') return joined(node);
  if (node.type === 'NewExpression') return patternLiteral(node);
  if (node.type === 'BinaryExpression') return lengthOfNothing(node);
  if (node.type !== 'CallExpression') return undefined;

  const surroundings = node.arguments[1];
  if (surroundings?.type === 'ObjectExpression') {
    for (const property of surroundings.properties) {
      if (property.type === 'Property' && nameOf(property.key) === 'instancePath') node.arguments[1] = property.value;
    }
    return undefined;
  }
  const { callee } = node;
  const [object, key] = node.arguments;
  if (callee.type === 'MemberExpression' && owners.has(nameOf(callee.object as Tree) ?? '') && object && key) {
    const lookup = constants.isKeyOf(object, key);
    if (lookup !== undefined) return lookup;
    node.callee = expression('Object.hasOwn');
  }
  return undefined;
}

/** Names of AJV's variables that hold the names of evaluated properties, or the elements seen so far. */
function isSetOfNames(name: string | undefined): boolean {
  return name !== undefined && /^(?:props|indices)\d+$/.test(name);
}

function isEmptyObject(node: Tree | null | undefined): boolean {
  return node?.type === 'ObjectExpression' && node.properties.length === 0;
}

/** `vErrors === null ? f.errors : vErrors.concat(f.errors)`, which copies all errors for each call that has some. */
function joined(node: Tree): Tree | undefined {
  if (node.type !== 'ConditionalExpression' || node.test.type !== 'BinaryExpression') return undefined;
  if (nameOf(node.test.left as Tree) !== 'vErrors' || node.alternate.type !== 'CallExpression') return undefined;
  const call = expression<Tree>('join(vErrors, 0)');
  if (call.type === 'CallExpression') call.arguments[1] = node.consequent;
  return call;
}

/** `new RegExp("…", "u")` as a literal, which bundlers know to have no effect. */
function patternLiteral(node: Tree): Tree | undefined {
  if (node.type !== 'NewExpression' || nameOf(node.callee as Tree) !== 'RegExp') return undefined;
  const [source, flags] = node.arguments;
  if (source?.type !== 'Literal' || flags?.type !== 'Literal') return undefined;
  const pattern = new RegExp(String(source.value), String(flags.value));
  return expression(String(pattern));
}

/** A text has no code point exactly if it has no code unit: there is nothing to count. */
function lengthOfNothing(node: Tree): Tree | undefined {
  if (node.type !== 'BinaryExpression' || node.operator !== '<' || node.left.type !== 'CallExpression')
    return undefined;
  if (node.right.type !== 'Literal' || node.right.value !== 1) return undefined;
  if (!/^func\d+$/.test(nameOf(node.left.callee as Tree) ?? '')) return undefined;
  const length = expression<Tree>('_.length');
  if (length.type === 'MemberExpression') length.object = node.left.arguments[0] as never;
  node.left = length as never;
  return undefined;
}

/** `(data, {instancePath = "", …} = {})` to `(data, instancePath = "")`. */
function rewriteSignature(one: FunctionDeclaration): void {
  const [data] = one.params;
  const model = expression<Tree>('(data, instancePath = "") => 0');
  if (data === undefined || model.type !== 'ArrowFunctionExpression')
    throw new Error(`AJV's ${one.id.name} takes nothing`);
  one.params = [data, model.params[1] as never];
}

function* topLevelConstants(program: Program): Generator<[string, Tree | null | undefined]> {
  for (const node of program.body) {
    if (node.type !== 'VariableDeclaration') continue;
    for (const declarator of node.declarations) yield [nameOf(declarator.id) ?? '', declarator.init];
  }
}
