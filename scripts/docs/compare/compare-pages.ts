import type { Json } from '../../base/json.js';
import { formatPointer, parsePointer } from '../../base/pointer.js';
import type { Field, Page, Prose } from '../page.js';
import { type Difference, shown } from './difference.js';
import { pageSubjects, parameterPath, responsePath } from './page-subjects.js';
import { sameValue } from './same.js';
import type { Attribute, Statement, Subject } from './statement.js';

/** What a page says otherwise than an earlier version of it. */
export interface PageChanges {
  /** Changed facts. `missing` is new on the page, `surplus` is gone from it. */
  readonly facts: readonly Difference[];
  /** Places whose sentences changed while every fact in them stayed. */
  readonly reworded: readonly { readonly path: string; readonly line: number }[];
}

/** Compares two versions of a page, changed facts told apart from changed words. Where the lines stand does not matter. */
export function comparePages(before: Page, after: Page): PageChanges {
  const old = pageSubjects(before);
  const now = pageSubjects(after);
  const facts: Difference[] = [];
  const touched = new Set<string>();
  const add = (one: Partial<Difference> & Pick<Difference, 'kind' | 'path' | 'message'>) => {
    touched.add(one.path);
    facts.push({
      attribute: undefined,
      page: undefined,
      contract: undefined,
      line: undefined,
      confidence: 1,
      spec: undefined,
      ...one,
    });
  };
  for (const [path, subject] of now) {
    if (hasMissingAncestor(path, old)) continue;
    const other = old.get(path);
    if (other === undefined) add({ kind: 'missing', path, line: subject.line, message: `${path} is new on the page` });
    else for (const one of attributeChanges(other, subject)) add(one);
  }
  for (const [path] of old) {
    if (!now.has(path) && !hasMissingAncestor(path, now))
      add({ kind: 'surplus', path, message: `${path} is gone from the page` });
  }
  const renamed = joinRenames(facts, old, now);
  const oldWords = proseByPlace(before);
  const reworded: { path: string; line: number }[] = [];
  for (const [path, prose] of proseByPlace(after)) {
    const earlier = oldWords.get(path);
    const place = path.split('#', 1)[0] as string;
    if (earlier !== undefined && earlier.hash !== prose.hash && !touched.has(place))
      reworded.push({ path, line: prose.line });
  }
  return { facts: renamed, reworded };
}

function hasMissingAncestor(path: string, others: ReadonlyMap<string, Subject>): boolean {
  const steps = parsePointer(path);
  if (!/^\/(?:request|responses?)\//.test(path)) return false;
  for (let count = steps.length - 1; count > 1; count--) {
    const above = formatPointer(steps.slice(0, count));
    if (steps[count - 1] !== 'body' && !(steps[0] === 'responses' && count === 2) && !others.has(above)) return true;
  }
  return false;
}

function* attributeChanges(old: Subject, now: Subject): Generator<Difference> {
  for (const attribute of new Set([...old.attributes.keys(), ...now.attributes.keys()])) {
    const [before, after] = [old.attributes.get(attribute), now.attributes.get(attribute)];
    if (before !== undefined && after !== undefined && sameValue(attribute, before.value, after.value)) continue;
    const label = attribute === 'text' ? '' : ` ${attribute}`;
    yield {
      kind: 'different',
      path: now.path,
      attribute,
      line: after?.line ?? now.line,
      confidence: after?.confidence ?? 1,
      spec: undefined,
      page: after?.value,
      contract: before?.value,
      message: `${now.path}${label}: the page now has ${shown(after)}, it had ${shown(before)}`,
    };
  }
}

/** A place that is gone and a new one beside it that says the same are one place with another name. */
function joinRenames(
  facts: readonly Difference[],
  old: ReadonlyMap<string, Subject>,
  now: ReadonlyMap<string, Subject>,
): Difference[] {
  const gone = facts.filter((one) => one.kind === 'surplus' && one.attribute === undefined);
  const fresh = facts.filter((one) => one.kind === 'missing' && one.attribute === undefined);
  const joined = new Map<Difference, Difference>();
  for (const from of gone) {
    const same = fresh.filter((to) => !joined.has(to) && isRename(from.path, to.path, old, now));
    const to = same[0];
    if (to === undefined || same.length > 1) continue;
    joined.set(to, {
      ...to,
      kind: 'different',
      contract: nameIn(from.path),
      page: nameIn(to.path),
      message: `${from.path} is now ${to.path} on the page`,
    });
    joined.set(from, from);
  }
  return facts.flatMap((one) =>
    joined.has(one) ? (joined.get(one) === one ? [] : [joined.get(one) as Difference]) : [one],
  );
}

function isRename(
  from: string,
  to: string,
  old: ReadonlyMap<string, Subject>,
  now: ReadonlyMap<string, Subject>,
): boolean {
  const above = (path: string) => formatPointer(parsePointer(path).slice(0, -1));
  const [before, after] = [old.get(from)?.attributes, now.get(to)?.attributes];
  if (above(from) !== above(to) || !from.startsWith('/errors/') || before === undefined || after === undefined)
    return false;
  const same = (attribute: Attribute, one: Statement) =>
    sameValue(attribute, one.value, after.get(attribute)?.value ?? null);
  return before.size === after.size && [...before].every(([attribute, one]) => same(attribute, one));
}

function nameIn(path: string): Json {
  return parsePointer(path).at(-1) ?? '';
}

/** The sentences of a page by place; those of a value, an error or a change stand behind `#`. */
export function proseByPlace(page: Page): Map<string, Prose> {
  const found = new Map<string, Prose>();
  const add = (path: string, prose: Prose | undefined) => {
    if (prose !== undefined) found.set(path, prose);
  };
  const addField = (path: string, field: Field) => {
    add(path, field.prose);
    for (const { value, meaning } of field.values) add(`${path}#means/${String(value.value)}`, meaning);
    for (const child of field.fields) addField(path + formatPointer([child.name]), child);
    if (field.items !== undefined) addField(`${path}/*`, field.items);
  };
  add('/summary', page.summary);
  for (const [heading, prose] of Object.entries(page.sections)) add(`/sections${formatPointer([heading])}`, prose);
  for (const parameter of page.parameters) addField(parameterPath(parameter.in, parameter.name), parameter);
  for (const { status, body } of page.responses) if (body !== undefined) addField(responsePath(status.value), body);
  for (const { code, meaning } of page.errors ?? []) add(`/errors${formatPointer([code.value])}#means`, meaning);
  for (const { status, meaning } of page.statuses) add(`/statuses/${status.value}#means`, meaning);
  for (const { date, summary } of page.changes) add(`/changes/${date.value}#means`, summary);
  return found;
}
