import { scatter } from '../honest/changes.js';
import * as plant from '../reference/planting.js';
import type { Page, Row, Seen } from '../reference/service.js';
import { type Fault, faultsOf } from './fault.js';

const task = faultsOf('ListOperationTask', 'task');
const detail = faultsOf('ListOperationProcessDetail', 'detail');
const process = faultsOf('DescribeProcessTasks', 'process');
const log = faultsOf('ListOperationLogsByVaultName', 'log');

/** Defects in how pages follow each other, and in what they are pages of. */
export const walkFaults: readonly Fault[] = [
  task('pagination', 'depth-5', 'The sixth page and all behind it show the fifth.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: Math.min(start, 4 * size), size })),
  ),
  task('pagination', 'size-rounded', 'A PageSize is rounded up to a multiple of 10, and repeated as asked.', (s) =>
    plant.windows(s, ({ start, size }) => {
      const rounded = Math.ceil(size / 10) * 10;
      return { start: (start / size) * rounded, size: rounded };
    }),
  ),
  task('pagination', 'behind-scattered', 'Pages behind the first are cut from another order.', (s) => {
    const before = s.order;
    s.order = (rows, query) =>
      Number(query.CurrentPage) > 1
        ? [...rows].sort((a, b) => scatter(String(a.TaskId)) - scatter(String(b.TaskId)))
        : before(rows, query);
  }),
  task(
    'pagination',
    'distinct-instances',
    'Of two tasks of one instance a page shows the first only; all are counted.',
    (s) =>
      plant.pages(s, (page) => ({
        ...page,
        items: page.items.filter(
          (row, index) => page.items.findIndex(({ InstanceId }) => InstanceId === row.InstanceId) === index,
        ),
      })),
  ),
  task('pagination', 'goes-on', 'The same page asked for twice in a row is the page and the next one.', (s) => {
    let last = '';
    plant.wire(s, (params) => {
      const question = JSON.stringify([...params]);
      const isRepeated = question === last && params.has('CurrentPage');
      last = isRepeated ? '' : question;
      return isRepeated ? new Map(params).set('CurrentPage', String(Number(params.get('CurrentPage')) + 1)) : params;
    });
  }),
  task(
    'pagination',
    'cache-without-size',
    'Answers to filtered questions are kept without regard to PageSize.',
    (s) => {
      const kept = new Map<string, Page>();
      const before = s.page;
      s.page = (seen: Seen) => {
        const { PageSize: _, Lang, ...rest } = seen.query;
        const isFiltered = ['Type', 'Statuses', 'CheckId'].some((name) => rest[name] !== undefined);
        if (!isFiltered) return before(seen);
        const key = JSON.stringify([Lang, rest], (_, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        );
        const page = kept.get(key) ?? before(seen);
        kept.set(key, page);
        return page;
      };
    },
  ),
  detail(
    'pagination',
    'total-grows',
    'TotalCount is what a walk can know until then, and one more if there is more.',
    (s) => plant.pages(s, (page) => ({ ...page, total: Math.min(page.total, page.start + page.size + 1) })),
  ),
  detail('pagination', 'full-last-lost', 'A last page that is full is empty.', (s) =>
    plant.pages(s, (page) =>
      page.start > 0 && page.items.length === page.size && page.start + page.size === page.total
        ? { ...page, items: [] }
        : page,
    ),
  ),
  detail('pagination', 'filtered-after', 'StatusCodes is looked at after a page is cut; TotalCount is right.', (s) => {
    const before = s.page;
    s.page = (seen) => {
      const { total } = before(seen);
      const page = before({ ...seen, query: { ...seen.query, StatusCodes: undefined } });
      const codes = seen.query.StatusCodes as unknown[] | undefined;
      const items = page.items.filter((row) => codes?.map(Number).includes(row.StatusCode as number) ?? true);
      return { ...page, items, total };
    };
  }),
  detail('pagination', 'seventh-is-sixth', 'In a walk the seventh page is the sixth again.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: start === 6 * size ? 5 * size : start, size })),
  ),
  detail('filters', 'forgotten-on-3', 'From the third page on TaskIds and StatusCodes are forgotten.', (s) => {
    const before = s.match;
    s.match = (row, query) =>
      before(row, Number(query.CurrentPage) >= 3 ? { ...query, TaskIds: undefined, StatusCodes: undefined } : query);
  }),
  detail('pagination', 'total-before-range', 'TotalCount does not regard StartTime and EndTime.', (s) =>
    plant.pages(s, (page, { query }) => ({
      ...page,
      total: plant.selected(s, { ...query, StartTime: undefined, EndTime: undefined }).length,
    })),
  ),
  process('pagination', 'total-rounded', 'TotalCount is rounded up to tens.', (s) =>
    plant.pages(s, (page) => ({ ...page, total: Math.ceil(page.total / 10) * 10 })),
  ),
  process('pagination', 'content-one-page', 'With ParamContent PageNumber is not looked at.', (s) =>
    plant.windows(s, (window, { ParamContent }) => (ParamContent === undefined ? window : { ...window, start: 0 })),
  ),
  process('pagination', 'second-by-one', 'The second page begins at the second record.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: start === size ? 1 : start, size })),
  ),
  process(
    'input',
    'page-wraps',
    'The place of a page is counted in 32 bits: very late pages show records again.',
    (s) =>
      plant.windows(s, ({ start, size }) => ({ start: Math.max(0, Number(BigInt.asIntN(32, BigInt(start)))), size })),
  ),
  process(
    'cross-response',
    'two-replicas',
    'Every second answer comes from a copy without the seven newest tasks.',
    (s) => {
      const before = s.page;
      s.page = (seen) => {
        if (seen.number % 2 === 0) return before(seen);
        const all = s.rows;
        s.rows = all.slice(0, -7);
        try {
          return before(seen);
        } finally {
          s.rows = all;
        }
      };
    },
  ),
  log('pagination', 'offset-100', 'An offset above 100 is taken as 100.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: Math.min(100, start), size })),
  ),
  log('pagination', 'one-less', 'A limit of more than 20 gives one record less, but moves on by it.', (s) =>
    plant.pages(s, (page) => (page.size > 20 ? { ...page, items: page.items.slice(0, page.size - 1) } : page)),
  ),
  log('pagination', 'total-named', 'total_num counts records with a host_name only.', (s) =>
    plant.pages(s, (page, { query }) => ({
      ...page,
      total: plant.selected(s, query).filter(({ host_name }) => host_name !== undefined).length,
    })),
  ),
  log('pagination', 'limit-of-first', 'The limit of the first request counts for all that follow.', (s) => {
    let first: number | undefined;
    plant.windows(s, ({ start, size }) => {
      first ??= size;
      return { start, size: first };
    });
  }),
  log('pagination', 'ends-early', 'The second page of a filtered list is empty.', (s) =>
    plant.pages(s, (page, { query }) =>
      (query.status !== undefined || query.resource_name !== undefined) && page.start >= page.size
        ? { ...page, items: [] }
        : page,
    ),
  ),
];

/** Defects in the order that was asked for. */
export const sortFaults: readonly Fault[] = [
  process('sort', 'remove-turned', 'Sorted by RemoveTime, asc is descending and desc ascending.', (s) => {
    const before = s.order;
    s.order = (rows, query) =>
      query.OrderField === 'RemoveTime'
        ? before(rows, { ...query, Direction: query.Direction === 'asc' ? 'desc' : 'asc' })
        : before(rows, query);
  }),
  process('sort', 'absent-left-out', 'Sorted by RemoveTime, tasks without it are left out.', (s) => {
    const before = s.match;
    s.match = (row, query) => before(row, query) && (query.OrderField !== 'RemoveTime' || row.RemoveTime !== undefined);
  }),
  process('sort', 'first-100', 'Only the first 100 records of a result are sorted.', (s) => {
    const before = s.order;
    s.order = (rows, query) => [...before(rows.slice(0, 100), query), ...rows.slice(100)];
  }),
  process('sort', 'not-with-cloud', 'With YunCode nothing is sorted.', (s) => {
    const before = s.order;
    s.order = (rows, query) => (query.YunCode === undefined ? before(rows, query) : rows);
  }),
  process('sort', 'neighbours', 'Every two neighbours have changed places.', (s) => {
    const before = s.order;
    s.order = (rows, query) => {
      const sorted = before(rows, query);
      return sorted.map((row, index) => sorted[index ^ 1] ?? row);
    };
  }),
  process('sort', 'page-turned', 'asc turns each page of the descending order round.', (s) => {
    const before = s.order;
    s.order = (rows, query) => before(rows, { ...query, Direction: 'desc' });
    plant.pages(s, (page, { query }) =>
      query.Direction === 'asc' ? { ...page, items: [...page.items].reverse() } : page,
    );
  }),
  process('sort', 'last-page', 'The last page of a sorted list is not sorted.', (s) =>
    plant.pages(s, (page) =>
      page.start > 0 && page.start + page.size >= page.total
        ? { ...page, items: [...page.items].sort((a, b) => scatter(String(a.TaskId)) - scatter(String(b.TaskId))) }
        : page,
    ),
  ),
  process('sort', 'example-ignored', 'OrderField gmtCreate, the example of the page, sorts by TaskId.', (s) => {
    const before = s.order;
    s.order = (rows, query) =>
      query.OrderField === 'gmtCreate'
        ? [...rows].sort(
            (a, b) => (String(a.TaskId) < String(b.TaskId) ? -1 : 1) * (query.Direction === 'asc' ? 1 : -1),
          )
        : before(rows, query);
  }),
  process('sort', 'by-text-of-seconds', 'ProcessTime is sorted by its last six digits.', (s) => {
    const before = s.order;
    const key = (row: Row) => Number(String(row.ProcessTime ?? 0).slice(-6));
    s.order = (rows, query) =>
      query.OrderField === 'ProcessTime'
        ? [...rows].sort((a, b) => (key(a) - key(b)) * (query.Direction === 'asc' ? 1 : -1))
        : before(rows, query);
  }),
  process('sort', 'one-wrong', 'Of the tasks on one event the oldest comes first, always.', (s) => {
    const before = s.order;
    s.order = (rows, query) => {
      const sorted = before(rows, query);
      const place = sorted.findLastIndex(({ EntityType }) => EntityType === 'process');
      if (place < 1 || query.Direction === 'asc') return sorted;
      return [sorted[place] as Row, ...sorted.slice(0, place), ...sorted.slice(place + 1)];
    };
  }),
];
