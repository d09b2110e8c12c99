import { formats } from '../../contract/formats.js';
import { expression, type Tree } from './tree.js';

/** What AJV's generated code asks for at run time, written out: as an ES module it could not load it. */
const helpers: Readonly<Record<string, string>> = {
  // Length of a text in code points (JSON Schema 2020-12, Validation, section 6.3).
  'ajv/dist/runtime/ucs2length': `(text) => {
    let length = text.length;
    for (let at = 1; at < text.length; at++) {
      const isPair = (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
      if (isPair) length--;
    }
    return length;
  }`,
  'ajv/dist/runtime/equal': `function equal(a, b) {
    if (a === b) return true;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
  }`,
};

/** Name of the object that AJV is told to take formats from; no generated code keeps it. */
export const FORMATS = 'formatsByName';

/**
 * The helper that an expression loads: `require("…")`, `require("…").default`, or a format.
 *
 * @returns undefined where the expression loads nothing
 * @throws Error where it loads what is not known here; a newer AJV may
 */
export function helperFor(node: Tree | null | undefined): Tree | undefined {
  if (node?.type === 'MemberExpression') {
    if (node.object.type === 'Identifier' && node.object.name === FORMATS) return formatHelper(node.property);
    return node.property.type === 'Identifier' && node.property.name === 'default' ? helperFor(node.object) : undefined;
  }
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') {
    return undefined;
  }
  const [module] = node.arguments;
  const name = module?.type === 'Literal' ? String(module.value) : '';
  const code = helpers[name];
  if (code === undefined) throw new Error(`AJV's code needs ${name}, which cannot be inlined`);
  return expression(code);
}

function formatHelper(key: Tree): Tree {
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
  const format = formats[name];
  if (format === undefined) throw new Error(`AJV's code needs the format ${name}, which is not known`);
  return expression(format.code);
}
