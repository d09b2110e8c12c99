import { isCount } from './error-site.js';
import { nameOf, type Tree, walk } from './tree.js';

/** What compiled code may use without declaring it: globals of the language, and a helper of every module. */
const globals = new Set(
  'join Array Infinity JSON Map Math NaN Number Object RegExp Set String isFinite isNaN parseInt undefined'.split(' '),
);

/**
 * Checks that rewritten code has nothing left of what it was rewritten from, and needs nothing that is not there.
 *
 * @param sites number of error sites that were rewritten
 * @throws Error where one was missed, or where the code refers to something that it neither declares nor may use
 */
export function checkRewritten(program: Tree, sites: number): void {
  let counted = 0;
  const declared = new Set<string>();
  const used = new Set<string>();
  walk(program, (node) => {
    if (isCount(node)) counted++;
    for (const name of declaredBy(node)) declared.add(name);
    for (const name of usedBy(node)) used.add(name);
  });
  if (counted !== sites) throw new Error(`${counted} errors are counted, but ${sites} reported`);
  for (const name of used) {
    if (!declared.has(name) && !globals.has(name)) throw new Error(`compiled code refers to ${name}, which it has not`);
  }
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
  const names: (string | undefined)[] = [];
  for (const [slot, value] of Object.entries(node)) {
    if (slot === 'id' || slot === 'label' || slot === 'params') continue;
    if (slot === 'property' && node.type === 'MemberExpression' && !node.computed) continue;
    if (slot === 'key' && node.type === 'Property' && !node.computed) continue;
    if (slot === 'left' && node.type === 'AssignmentPattern') continue;
    for (const part of Array.isArray(value) ? value : [value]) {
      if (typeof part === 'object' && part !== null) names.push(nameOf(part as Tree));
    }
  }
  return names.filter((name) => name !== undefined);
}
