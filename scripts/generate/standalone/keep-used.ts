import { isCount } from './error-site.js';
import { nameOf, type Tree, walk } from './tree.js';

/** What compiled code may use without declaring it: globals of the language, and a helper of every module. */
const globals = new Set(
  'join Array Infinity JSON Map Math NaN Number Object RegExp Set String isFinite isNaN parseInt undefined'.split(' '),
);

interface Names {
  readonly declared: Set<string>;
  /** How often each name is used; a function's `evaluated` counts as a name of its own. */
  readonly used: Map<string, number>;
  /** Number of errors that are counted. */
  errors: number;
}

/**
 * The statements of rewritten code that are needed, after a check that nothing is left of what it was rewritten from,
 * and that the code needs nothing that is not there.
 *
 * @param kept constants that something beside the code refers to
 * @param sites number of error sites that were rewritten
 * @throws Error where one was missed, or where the code refers to something that it neither declares nor may use
 */
export function keepUsed<T extends Tree>(body: readonly T[], kept: ReadonlySet<string>, sites: number): T[] {
  const statements = body.map((node) => ({ node, names: namesIn(node) }));
  const counted = statements.reduce((sum, { names }) => sum + names.errors, 0);
  if (counted !== sites) throw new Error(`${counted} errors are counted, but ${sites} reported`);

  const isUsed = (name: string) => kept.has(name) || statements.some(({ names }) => names.used.has(name));
  const needed = statements.filter(({ node }) => {
    if (node.type === 'VariableDeclaration') return isUsed(nameOf(node.declarations[0]?.id) ?? '');
    const noted = node.type === 'ExpressionStatement' ? evaluatedOf(assignedBy(node.expression)) : undefined;
    // What a function has evaluated is noted with it for those who ask.
    return noted === undefined || statements.some(({ node: other, names }) => other !== node && names.used.has(noted));
  });
  const declared = new Set(needed.flatMap(({ names }) => [...names.declared]));
  for (const { names } of needed) {
    for (const name of names.used.keys()) {
      if (!declared.has(name) && !globals.has(name) && !name.endsWith('.evaluated')) {
        throw new Error(`compiled code refers to ${name}, which it has not`);
      }
    }
  }
  return needed.map(({ node }) => node);
}

function assignedBy(node: Tree): Tree | undefined {
  return node.type === 'AssignmentExpression' ? (node.left as Tree) : undefined;
}

function evaluatedOf(node: Tree | undefined): string | undefined {
  if (node?.type !== 'MemberExpression' || nameOf(node.property) !== 'evaluated') return undefined;
  return `${nameOf(node.object as Tree)}.evaluated`;
}

function namesIn(root: Tree): Names {
  const names: Names = { declared: new Set(), used: new Map(), errors: 0 };
  const use = (name: string) => names.used.set(name, (names.used.get(name) ?? 0) + 1);
  walk(root, (node) => {
    if (isCount(node)) names.errors++;
    for (const name of declaredBy(node)) names.declared.add(name);
    for (const name of usedBy(node)) use(name);
    const evaluated = evaluatedOf(node);
    if (evaluated !== undefined) use(evaluated);
  });
  return names;
}

function declaredBy(node: Tree): string[] {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [
        node.type === 'ArrowFunctionExpression' ? undefined : nameOf(node.id),
        ...node.params.map(parameterName),
      ].filter((name) => name !== undefined);
    case 'VariableDeclarator':
      return [nameOf(node.id)].filter((name) => name !== undefined);
    default:
      return [];
  }
}

function parameterName(node: Tree): string | undefined {
  return node.type === 'AssignmentPattern' ? nameOf(node.left) : nameOf(node);
}

/** The names that a node refers to itself, by the slots that hold an expression. */
function usedBy(node: Tree): string[] {
  const names: string[] = [];
  const slots = node as unknown as Record<string, unknown>;
  for (const slot in slots) {
    const value = slots[slot];
    if (slot === 'id' || slot === 'label' || slot === 'params') continue;
    if (slot === 'property' && node.type === 'MemberExpression' && !node.computed) continue;
    if (slot === 'key' && node.type === 'Property' && !node.computed) continue;
    if (slot === 'left' && node.type === 'AssignmentPattern') continue;
    for (const part of Array.isArray(value) ? value : [value]) {
      const name = nameOf(part as Tree);
      if (name !== undefined) names.push(name);
    }
  }
  return names;
}
