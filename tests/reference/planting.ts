import type {
  Answer,
  Filter,
  Incoming,
  ListService,
  LookupService,
  Page,
  Params,
  Query,
  Reader,
  Row,
  Seen,
  Service,
} from './service.js';

/** Changes every answer of the operation, errors included. */
export function answers(service: Service, change: (answer: Answer, seen: Seen) => Answer): void {
  const before = service.after;
  service.after = (answer, seen) => change(before(answer, seen), seen);
}

/** Changes the body of every successful answer. A value that is returned takes the body's place. */
export function bodies(service: Service, change: (body: Row, seen: Seen) => unknown): void {
  answers(service, (answer, seen) => {
    if (answer.status !== 200) return answer;
    const body = structuredClone(answer.body) as Row;
    return { ...answer, body: change(body, seen) ?? body };
  });
}

/** Changes every error answer. */
export function errors(service: Service, change: (answer: Answer, seen: Seen) => Answer): void {
  answers(service, (answer, seen) => (answer.status === 200 ? answer : change(answer, seen)));
}

/** Changes the records as they are kept, each with its index. */
export function rows(service: ListService, change: (row: Row, index: number) => void): void {
  for (const [index, row] of service.rows.entries()) change(row, index);
}

/** Changes every record as it is shown. */
export function views(service: ListService, change: (row: Row, query: Query) => void): void {
  const before = service.view;
  service.view = (row, query) => {
    const shown = structuredClone(before(row, query));
    change(shown, query);
    return shown;
  };
}

/** Changes the page before it is written. */
export function pages(service: ListService, change: (page: Page, seen: Seen) => Page): void {
  const before = service.page;
  service.page = (seen) => change(before(seen), seen);
}

/** Puts a filter in the place of a parameter's own, which it may use. */
export function filter(service: ListService, name: string, make: (own: Filter) => Filter): void {
  service.filters[name] = make(service.filters[name] as Filter);
}

/** Makes parameters select nothing. */
export function ignore(service: ListService, ...names: string[]): void {
  for (const name of names) service.filters[name] = () => true;
}

/** Puts a reader in the place of a parameter's own, which it may use. */
export function reader(service: Service, name: string, make: (own: Reader) => Reader): void {
  service.readers[name] = make(service.readers[name] as Reader);
}

/** Takes a parameter as absent where its reader would refuse it. */
export function forgive(service: Service, ...names: string[]): void {
  for (const name of names) {
    reader(service, name, (own) => (params, key) => {
      try {
        return own(params, key);
      } catch {
        return own(new Map(), key);
      }
    });
  }
}

/** Crashes, as a server does that was not ready for a value, where a parameter's text passes a test. */
export function crash(service: Service, name: string, when: (text: string) => boolean): void {
  reader(service, name, (own) => (params, key) => {
    for (const [wire, text] of params) {
      if ((wire === key || wire.startsWith(`${key}.`)) && when(text)) throw new Error(`cannot read ${key}`);
    }
    return own(params, key);
  });
}

/** Crashes at texts that no enum of these parameters lists: those that say so. */
export function crashAtUnlisted(service: Service, ...names: string[]): void {
  for (const name of names) crash(service, name, (text) => /other|no_such/i.test(text));
}

/** Changes the wire parameters before they are read. */
export function wire(service: Service, change: (params: Params, incoming: Incoming) => Params): void {
  const before = service.collect;
  service.collect = (incoming) => change(before(incoming), incoming);
}

/** Finds no operation in requests that pass a test. */
export function hide(service: Service, when: (incoming: Incoming) => boolean): void {
  service.admit = (incoming, RequestId) =>
    when(incoming)
      ? {
          status: 404,
          headers: { 'content-type': 'application/json;charset=utf-8' },
          body: {
            RequestId,
            HostId: 'tds.aliyuncs.com',
            Code: 'InvalidAction.NotFound',
            Message: 'The specified action is not found.',
          },
        }
      : undefined;
}

/** The items that a page's window shows of some rows. */
export function shown(service: ListService, selected: Row[], start: number, size: number, query: Query): Row[] {
  return selected.slice(start, start + size).map((row) => service.view(row, query));
}

/** The rows that a request selects, in their order. */
export function selected(service: ListService, query: Query): Row[] {
  return service.order(
    service.rows.filter((row) => service.match(row, query)),
    query,
  );
}

/** Changes the result of one parameter-selected task. */
export function tasks(service: LookupService, change: (task: LookupService['tasks'][number]) => void): void {
  for (const task of service.tasks) change(task);
}

/** Turns the list around on every second answer. */
export function flip(service: ListService): void {
  const before = service.order;
  let count = 0;
  service.order = (list, query) => {
    const ordered = [...before(list, query)];
    return ++count % 2 === 0 ? ordered.reverse() : ordered;
  };
}

/** States the total of everything, whatever is filtered. */
export function totalOfAll(service: ListService): void {
  pages(service, (page) => ({ ...page, total: service.rows.length }));
}

/** Selects what any one of two parameters selects, where both are given. */
export function either(service: ListService, one: string, other: string): void {
  const before = service.match;
  service.match = (row, query) => {
    if (query[one] === undefined || query[other] === undefined) return before(row, query);
    return before(row, { ...query, [one]: undefined }) || before(row, { ...query, [other]: undefined });
  };
}

/** Wraps a page's window. */
export function windows(
  service: ListService,
  change: (window: { start: number; size: number }, query: Query) => { start: number; size: number },
): void {
  const before = service.window;
  service.window = (query) => change(before(query), query);
}

/** Counts the requests that a service has answered, or is answering. */
export function counter(service: Service): () => number {
  let count = 0;
  wire(service, (params) => {
    count++;
    return params;
  });
  return () => count;
}
