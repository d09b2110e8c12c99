import { keyOf, nameOf, propertyOf, type Tree } from './tree.js';

/** One of AJV's error objects, as its code makes it. */
export interface ErrorObject {
  /** Expression of the JSON pointer into the judged value. */
  readonly path: Tree;
  /** AJV's path to the keyword: `#/properties/a/type`, or `schema:Name/type` where a definition was written in. */
  readonly schemaPath: string;
  readonly keyword: string;
  /** Expression of the name of the property that the error is about, where only the judged value knows it. */
  readonly property?: Tree;
  /** Whether the error is about that name itself. */
  readonly isName: boolean;
  /** Name of the constant that holds the list of expected values. */
  readonly list?: string;
}

/**
 * The error that three neighbouring statements of AJV's code report:
 *
 *     const err0 = {…};
 *     if (vErrors === null) { vErrors = [err0]; } else { vErrors.push(err0); }
 *     errors++;
 *
 * @returns undefined where the statements report none; `null` for an error that nobody will see: below `not` and `if`
 *   only their number counts, and AJV makes empty objects
 * @throws Error where it is an error in a form that is not known here; a newer AJV may write one
 */
export function errorSite(statements: readonly (Tree | undefined)[]): ErrorObject | null | undefined {
  const [declaration, push, count] = statements;
  if (declaration?.type !== 'VariableDeclaration') return undefined;
  const [declarator] = declaration.declarations;
  const name = nameOf(declarator?.id);
  if (name === undefined || !/^err\d+$/.test(name)) return undefined;
  const object = declarator?.init;
  if (object?.type !== 'ObjectExpression' || !isPush(push) || !isCount(count)) {
    throw new Error(`AJV reports ${name} in a form that is not known`);
  }
  return object.properties.length === 0 ? null : errorObject(object, name);
}

function isPush(node: Tree | undefined): boolean {
  if (node?.type !== 'IfStatement' || node.test.type !== 'BinaryExpression') return false;
  return nameOf(node.test.left) === 'vErrors' && node.consequent !== null && node.alternate !== null;
}

/** Whether a statement counts an error: `errors++`. */
export function isCount(node: Tree | undefined): boolean {
  if (node?.type !== 'ExpressionStatement' || node.expression.type !== 'UpdateExpression') return false;
  return nameOf(node.expression.argument) === 'errors';
}

const known = new Set(['instancePath', 'schemaPath', 'keyword', 'params', 'propertyName']);

function errorObject(object: Tree, name: string): ErrorObject {
  const path = propertyOf(object, 'instancePath');
  const schemaPath = textOf(propertyOf(object, 'schemaPath'));
  const keyword = textOf(propertyOf(object, 'keyword'));
  if (path === undefined || schemaPath === undefined || keyword === undefined || object.type !== 'ObjectExpression') {
    throw new Error(`AJV's error ${name} has no path or keyword`);
  }
  for (const property of object.properties) {
    const key = property.type === 'Property' ? keyOf(property.key) : undefined;
    if (key === undefined || !known.has(key)) throw new Error(`AJV's error ${name} has an unknown part ${key}`);
  }
  const params = propertyOf(object, 'params');
  const wrongName = propertyOf(object, 'propertyName') ?? propertyOf(params, 'propertyName');
  const property =
    wrongName ??
    propertyOf(params, 'missingProperty') ??
    propertyOf(params, 'additionalProperty') ??
    propertyOf(params, 'unevaluatedProperty');
  const list = nameOf(propertyOf(params, 'list'));
  return {
    path,
    schemaPath,
    keyword,
    ...(property === undefined ? {} : { property }),
    isName: wrongName !== undefined,
    ...(list === undefined ? {} : { list }),
  };
}

/** The text of a literal, or of literals that are joined with `+`. */
function textOf(node: Tree | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const left = textOf(node.left as Tree);
  const right = textOf(node.right);
  return left === undefined || right === undefined ? undefined : left + right;
}
