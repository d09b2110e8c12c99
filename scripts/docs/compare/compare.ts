import { firstDifference } from '../../base/first-difference.js';
import { type Json, own } from '../../base/json.js';
import { formatPointer, parsePointer } from '../../base/pointer.js';
import type { Contract, Decision } from '../../contract/contract.js';
import type { Page } from '../page.js';
import { contractSubjects } from './contract-subjects.js';
import { type Comparison, type Difference, nameOf, shown } from './difference.js';
import { pageSubjects } from './page-subjects.js';
import { sameValue } from './same.js';
import type { Attribute, Statement, Subject, Subjects } from './statement.js';

/** Compares what a page says with what a contract says, both ways. Decisions of the contract explain differences. */
export function comparePage(page: Page, contract: Contract): Comparison {
  const differ = new Differ(page, contract);
  differ.run();
  return explain(differ.differences, contract.decisions, differ.compared);
}

class Differ {
  readonly differences: Difference[] = [];
  readonly compared = new Map<string, number>();
  readonly #page: Page;
  readonly #contract: Contract;
  readonly #said: Subjects;
  readonly #meant: Subjects;

  constructor(page: Page, contract: Contract) {
    this.#page = page;
    this.#contract = contract;
    this.#said = pageSubjects(page);
    this.#meant = contractSubjects(contract);
  }

  run(): void {
    for (const [path, subject] of this.#said) {
      if (this.#isBelowMissing(path, this.#meant)) continue;
      this.#count('place');
      const other = this.#meant.get(path);
      if (other !== undefined) this.#attributes(subject, other);
      else if (!this.#isCredential(subject) && !this.#isStatusOfRange(path)) this.#missing(subject);
    }
    for (const [path, subject] of this.#meant) {
      if (this.#said.has(path) || !this.#isComparable(path) || this.#isBelowMissing(path, this.#said)) continue;
      this.#count('place');
      const { spec } = subject;
      this.#add({ kind: 'surplus', path, spec, message: `${nounOf(path)} is not on the page` });
    }
  }

  #count(what: string): void {
    this.compared.set(what, (this.compared.get(what) ?? 0) + 1);
  }

  #add(difference: Partial<Difference> & Pick<Difference, 'kind' | 'path' | 'message'>): void {
    this.differences.push({
      attribute: undefined,
      page: undefined,
      contract: undefined,
      line: undefined,
      confidence: 1,
      spec: undefined,
      ...difference,
    });
  }

  #missing({ path, line, confidence = 1 }: Subject): void {
    const spec = this.#nearestSpec(path);
    this.#add({
      kind: 'missing',
      path,
      line,
      confidence,
      spec,
      message: `${nounOf(path)} is on the page and not in the contract`,
    });
  }

  #nearestSpec(path: string): string {
    const steps = parsePointer(path);
    for (let count = steps.length - 1; count > 0; count--) {
      const spec = this.#meant.get(formatPointer(steps.slice(0, count)))?.spec;
      if (spec !== undefined) return spec;
    }
    return `${this.#contract.location.file}:${this.#contract.location.line}`;
  }

  /** Whether a place that holds this one is missing itself: one difference is enough. */
  #isBelowMissing(path: string, others: Subjects): boolean {
    const steps = parsePointer(path);
    const roots = ['request', 'response', 'responses'];
    if (!roots.includes(steps[0] ?? '')) return false;
    for (let count = steps.length - 1; count > (steps[0] === 'responses' ? 2 : 1); count--) {
      if (!others.has(formatPointer(steps.slice(0, count))) && steps[count - 1] !== 'body') return true;
    }
    return false;
  }

  /** A header that OpenAPI ignores is left out; one that authenticates is a security scheme in the contract. */
  #isCredential({ path, attributes }: Subject): boolean {
    const place = attributes.get('in')?.value;
    const name = parsePointer(path).at(-1)?.toLowerCase();
    if (place === 'header' && ['accept', 'content-type', 'authorization'].includes(name ?? '')) return true;
    return this.#contract.security.flat().some((one) => one.in === place && one.name.toLowerCase() === name);
  }

  #isStatusOfRange(path: string): boolean {
    const status = /^\/statuses\/(\d)\d\d$/.exec(path)?.[1];
    return status !== undefined && (this.#meant.has(`/statuses/${status}XX`) || this.#meant.has('/statuses/default'));
  }

  /** Whether the page would say it if it were so. */
  #isComparable(path: string): boolean {
    const [root] = parsePointer(path);
    switch (root) {
      case 'method':
      case 'path':
      case 'statuses':
        return false;
      case 'responses':
        return this.#said.has(formatPointer(parsePointer(path).slice(0, 2)));
      case 'errors':
        return true;
      case 'changes':
        return true;
      case 'permission':
        return true;
      case 'updated':
        return this.#page.updated !== undefined;
      default:
        return path !== '/request/body' && !path.endsWith('/*');
    }
  }

  #attributes(said: Subject, meant: Subject): void {
    const { path } = said;
    const attributes = new Set([...said.attributes.keys(), ...meant.attributes.keys()]);
    for (const attribute of attributes) {
      const page = said.attributes.get(attribute);
      const contract = meant.attributes.get(attribute);
      this.#count(attribute);
      if (page === undefined && contract !== undefined) this.#surplusAttribute(said, attribute, contract);
      else if (page !== undefined) this.#attribute(path, said, attribute, page, contract, meant.spec);
    }
  }

  #attribute(
    path: string,
    said: Subject,
    attribute: Attribute,
    page: Statement,
    contract: Statement | undefined,
    nearest: string | undefined,
  ): void {
    const { line } = page;
    const confidence = Math.min(page.confidence ?? 1, said.confidence ?? 1);
    const spec = contract?.spec ?? nearest;
    if (contract === undefined) {
      // Which of our units the page's word stands for is a reading, and confirmed as one.
      if (attribute === 'unit' || (Array.isArray(page.value) && page.value.length === 0)) return;
      // A format or an example that nothing depends on may be left out; what the page promises may not.
      const message = `${nounOf(path)}: the page has ${labelOf(attribute)} ${shown(page)}, the contract has none`;
      this.#add({ kind: 'missing', path, attribute, line, confidence, spec, page: page.value, message });
      return;
    }
    if (contract.or?.some((value) => sameValue(attribute, page.value, value))) return;
    if (sameValue(attribute, page.value, contract.value)) {
      if (contract.inferred !== undefined && attribute !== 'required') {
        const message = `${nounOf(path)}: ${labelOf(attribute)} ${shown(page)} stands on the page, x-inferred says that it does not`;
        this.#add({
          kind: 'different',
          path,
          attribute,
          line,
          confidence,
          spec,
          page: page.value,
          contract: contract.value,
          message,
        });
      }
      return;
    }
    const at = attribute === 'value' ? firstDifference(page.value, contract.value) : undefined;
    const detail = at === undefined ? '' : ` at ${at === '' ? 'the root' : at}`;
    const message =
      attribute === 'value'
        ? `${nounOf(path)}: the contract's documented example is not the page's sample${detail}`
        : `${nounOf(path)}: ${labelOf(attribute)} is ${shown(page)} on the page, ${shown(contract)} in the contract`;
    this.#add({
      kind: 'different',
      path,
      attribute,
      line,
      confidence,
      spec,
      page: page.value,
      contract: contract.value,
      message,
    });
  }

  /** The contract says something of which the page is silent: right where it is marked as inferred. */
  #surplusAttribute(said: Subject, attribute: Attribute, contract: Statement): void {
    const { path, line } = said;
    if (contract.inferred !== undefined || attribute === 'in' || attribute === 'unit' || attribute === 'status') return;
    if (attribute === 'required' && contract.value === false) return;
    if (attribute === 'example' && this.#isInSample(path, contract.value)) return;
    if (attribute === 'type' || attribute === 'access') return;
    const message = `${nounOf(path)}: ${labelOf(attribute)} ${shown(contract)} is not on the page; say in x-inferred why it holds`;
    this.#add({ kind: 'surplus', path, attribute, line, spec: contract.spec, contract: contract.value, message });
  }

  /** Whether a sample of the page shows the value at a place of the response. */
  #isInSample(path: string, value: Json): boolean {
    const steps = parsePointer(path).slice(1);
    if (!path.startsWith('/response')) return false;
    return this.#page.samples.some(
      (sample) =>
        sample.value !== undefined && valuesAt(sample.value, steps).some((one) => sameValue('example', one, value)),
    );
  }
}

function valuesAt(value: Json, steps: readonly string[]): Json[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (step === '*' && Array.isArray(value)) return value.flatMap((element) => valuesAt(element, rest));
  const below = own(value, step);
  return below === undefined ? [] : valuesAt(below, rest);
}

/** What a place is, in the words of a reader of the page. */
function nounOf(path: string): string {
  const [root, ...rest] = parsePointer(path);
  const last = rest.filter((step) => step !== '*').join('.');
  const element = path.endsWith('/*') ? ' (each element)' : '';
  switch (root) {
    case 'request':
      return `parameter ${last}${element}`;
    case 'response':
      return last === '' ? `the response${element}` : `response field ${last}${element}`;
    case 'responses':
      return `field ${rest.slice(1).join('.')} of response ${rest[0]}`;
    case 'errors':
      return `error ${last}`;
    case 'permission':
      return 'the permission';
    case 'samples':
      return `sample response ${Number(rest[0]) + 1}`;
    case 'statuses':
      return `status ${last}`;
    case 'changes':
      return `the change of ${last}`;
    case 'updated':
      return "the page's date";
    default:
      return `the ${root}`;
  }
}

const labels: Partial<Record<Attribute, string>> = {
  in: 'the place',
  enum: 'the list of values',
  text: 'it',
  resources: 'the list of resource types',
  conditionKeys: 'the list of condition keys',
  dependentActions: 'the list of dependent actions',
};

function labelOf(attribute: Attribute): string {
  return labels[attribute] ?? attribute;
}

function explain(
  differences: readonly Difference[],
  decisions: readonly Decision[],
  compared: ReadonlyMap<string, number>,
): Comparison {
  const used = new Set<string>();
  const open: Difference[] = [];
  const decided: { difference: Difference; decision: Decision }[] = [];
  const byName = new Map<string, Decision>();
  for (const decision of decisions) for (const name of decision.explains) byName.set(name, decision);
  for (const difference of differences) {
    const name = nameOf(difference);
    const decision = byName.get(name);
    if (decision === undefined) open.push(difference);
    else {
      used.add(name);
      decided.push({ difference, decision });
    }
  }
  const stale = decisions.flatMap((decision) =>
    decision.explains.filter((name) => !used.has(name)).map((name) => ({ decision, explains: name })),
  );
  return { open, decided, stale, compared };
}
