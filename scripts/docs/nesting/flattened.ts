import { certainty, type Field, type PageType } from '../page.js';

/** A name as older pages write it, one row for each end: `Tag.N.Key`, `InstanceId.N`, `SystemDisk.Category`. */
const dotted =
  /^[A-Z]\w{0,63}(?:\.(?:[A-Z]\w{0,63}|[Nn]|\d{1,3}|\{[Nn]\}|#))+$|^[A-Z]\w{0,63}\.(?:[Nn]|\d{1,3})(?:\.\w{1,64})+$/;
/** Whether a name spells where it belongs, so that nothing else tells it. */
export const isFlattened = (name: string) => dotted.test(name);
const isNumber = (step: string) => /^(?:[Nn]|M|\d{1,3}|\{[Nn]\}|#)$/.test(step);

/** What is to become one field: its own row, where the page has one, and those below it. */
interface Branch {
  /** The row with the name up to here. */
  own?: Field;
  /** The row that first mentions it. */
  readonly first: Field;
  /** How often a number follows the name: `Rows.N.N` is an array of arrays. */
  numbers: number;
  readonly below: Map<string, Branch>;
}

/**
 * Fields whose names spell where they belong, each below what its name says. What has no row of its own is read from the
 * names alone, and so only likely.
 */
export function unflattened(fields: readonly Field[]): Field[] {
  if (!fields.some(({ name }) => dotted.test(name))) return [...fields];
  const branches = new Map<string, Branch>();
  for (const field of fields) {
    const steps = dotted.test(field.name) ? field.name.split('.') : [field.name];
    let level = branches;
    let branch: Branch | undefined;
    let numbers = 0;
    for (const step of steps) {
      if (branch !== undefined && isNumber(step)) {
        branch.numbers = Math.max(branch.numbers, ++numbers);
        continue;
      }
      numbers = 0;
      level = branch?.below ?? level;
      branch = level.get(step) ?? { first: field, numbers: 0, below: new Map() };
      level.set(step, branch);
    }
    // A second row of the same name, `Tag.2.Key` behind `Tag.1.Key`, says nothing more.
    if (branch !== undefined) branch.own ??= field;
  }
  return [...branches].map(([name, branch]) => joined(name, branch));
}

function joined(name: string, { own, first, numbers, below }: Branch): Field {
  const children = [...below].map(([step, branch]) => joined(step, branch));
  if (own !== undefined && children.length === 0 && numbers === 0) return { ...own, name };
  const element: PageType = children.length > 0 ? { kind: 'object' } : elementOf(own);
  const { line } = own ?? first;
  const fact = { line, confidence: certainty.likely };
  const bare = { bounds: {}, values: [], line, confidence: certainty.likely };
  if (numbers === 0) {
    const type = own?.type.value.kind === 'object' ? own.type : { value: element, ...fact };
    return { ...bare, ...own, name, type, fields: [...(own?.fields ?? []), ...children] };
  }
  let type: PageType = element;
  for (let count = 0; count < numbers; count++) type = { kind: 'array', items: type };
  const written = own?.type.value.kind === 'array' ? own.type : { value: type, ...fact };
  const list: Field = { ...bare, ...own, name, type: written, fields: [] };
  if (children.length === 0) return list;
  let items: Field = { ...bare, name: '', type: { value: element, ...fact }, fields: children };
  for (let count = 1; count < numbers; count++)
    items = { ...bare, name: '', type: { value: { kind: 'array' }, ...fact }, fields: [], items };
  const known = own?.items?.fields ?? [];
  return { ...list, items: { ...items, fields: [...known, ...items.fields] } };
}

/** What each element of a list is: the row of `InstanceId.N` has the type of one. */
function elementOf(own: Field | undefined): PageType {
  const type = own?.type.value;
  return type === undefined ? { kind: 'any' } : type.kind === 'array' ? (type.items ?? { kind: 'any' }) : type;
}
