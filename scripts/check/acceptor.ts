import type { Json } from '../base/json.js';
import { parsePointer } from '../base/pointer.js';
import { schemasOf } from '../contract/ajv.js';
import type { Contract, Link } from '../contract/contract.js';
import { linkScreen } from '../contract/invariants/link-screen.js';
import { Compiler, type Node, type Row } from './acceptor-nodes.js';

/** A test that only ever says yes to values that keep their schema. */
export interface Acceptor {
  accepts(value: Json): boolean;
  /** Whether the value that was accepted last may break one of the {@link screened} links. */
  readonly isSuspicious: boolean;
  /** Ids of the links that are looked at on the way. */
  readonly screened: ReadonlySet<string>;
}

/**
 * A quick yes for values that keep a schema and have no undeclared field; no means that the validator has to look.
 *
 * It exists for speed alone: nearly all recorded bodies keep their contract, and one walk over their keys, whatever
 * their order, takes a fifth of what AJV and a search for undeclared fields take, of which each asks for every declared
 * field by name. Where a schema says what it does not know, it accepts nothing.
 *
 * Links between fields of one item are looked at on the same walk: reading their fields again would cost as much.
 *
 * @param id of the schema, as `partId` makes it
 * @param links of which the fields are below the value
 * @returns undefined if the schema is beyond it.
 */
export function acceptorOf(contract: Contract, id: string, links: readonly Link[] = []): Acceptor | undefined {
  const compiler = new Compiler(schemasOf(contract));
  const root = compiler.nodeOf({ $ref: id });
  if (compiler.isBeyond) return undefined;
  const screened = new Set(links.filter((link) => addScreen(root, link)).map((link) => link.id));
  const state: State = { isSuspicious: false };
  return {
    screened,
    accepts: (value) => {
      state.isSuspicious = false;
      return accepts(root, value, state);
    },
    get isSuspicious() {
      return state.isSuspicious;
    },
  };
}

interface State {
  isSuspicious: boolean;
}

/** Makes the items that a link speaks of look at it. Returns whether that can be done. */
function addScreen(root: Node, link: Link): boolean {
  let node: Node | undefined = root;
  for (const step of parsePointer(link.each)) node = step === '*' ? node?.items : node?.keys?.get(step)?.node;
  const fields =
    'ordered' in link ? link.ordered : 'trimmed' in link ? link.trimmed : [link.when.field, link.then.field];
  const isFlat = fields.every((field) => parsePointer(field).length === 1 && !field.endsWith('/*'));
  // An object within one of its own kind would take the place of the outer one's fields.
  if (node?.keys === undefined || !isFlat || contains(node, node, new Set())) return false;
  const { keys, row } = node;
  const slotOf = (field: string): number => {
    const key = keys.get(parsePointer(field)[0] as string);
    // A field that is not declared is never there, where all is accepted.
    if (key === undefined) return -1;
    if (key.slot === -1) key.slot = row.push(undefined) - 1;
    return key.slot;
  };
  node.screens.push(
    linkScreen<Row>(link, {
      match: (field, test) => {
        const slot = slotOf(field);
        return (values) => {
          const value = values[slot];
          return value !== undefined && test(value);
        };
      },
      read: (field) => {
        const slot = slotOf(field);
        return (values) => values[slot];
      },
    }),
  );
  return true;
}

/** Whether a node stands somewhere below another. */
function contains(node: Node, wanted: Node, seen: Set<Node>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  const below = [...node.order.map((key) => key.node), ...(node.items === undefined ? [] : [node.items])];
  return below.some((one) => one === wanted || contains(one, wanted, seen));
}

function accepts(node: Node, value: Json, state: State): boolean {
  switch (typeof value) {
    case 'string':
      if (!node.string) return false;
      if (node.texts !== undefined) return isAmong(node.texts[value.length], value);
      if (value.length < node.shortest || value.length > node.longest) return false;
      for (const pattern of node.patterns) if (!pattern.test(value)) return false;
      return true;
    case 'number':
      if (node.number === false || (node.number === 'integer' && !Number.isInteger(value))) return false;
      if (node.values !== undefined) return node.values.has(value);
      return value >= node.least && value <= node.most;
    case 'boolean':
      return node.boolean && (node.values === undefined || node.values.has(value));
    default:
  }
  if (value === null) return node.null && (node.values === undefined || node.values.has(null));
  if (node.values !== undefined) return false;
  if (Array.isArray(value)) return node.array && value.length >= node.fewest && acceptsItems(node.items, value, state);
  return node.object && acceptsKeys(node, value as Record<string, Json>, state);
}

function isAmong(texts: readonly string[] | undefined, text: string): boolean {
  if (texts === undefined) return false;
  for (const one of texts) if (one === text) return true;
  return false;
}

function acceptsItems(items: Node | undefined, value: readonly Json[], state: State): boolean {
  if (items === undefined) return true;
  for (const element of value) if (!accepts(items, element, state)) return false;
  return true;
}

function acceptsKeys(node: Node, value: Readonly<Record<string, Json>>, state: State): boolean {
  const keys = node.keys;
  if (keys === undefined) return true;
  const { order, row, screens } = node;
  for (let slot = 0; slot < row.length; slot++) row[slot] = undefined;
  let required = 0;
  let next = 0;
  for (const name in value) {
    let key = order[next];
    if (key === undefined || key.name !== name) {
      key = keys.get(name);
      if (key === undefined) return false;
    }
    next = key.index + 1;
    const part = value[name] as Json;
    if (!accepts(key.node, part, state)) return false;
    if (key.isRequired) required++;
    if (key.slot !== -1) row[key.slot] = part;
  }
  if (!state.isSuspicious) {
    for (const mayBreak of screens) {
      if (mayBreak(row)) {
        state.isSuspicious = true;
        break;
      }
    }
  }
  return required === node.required;
}
