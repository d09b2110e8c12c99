import type { FaultClass } from '../faults/fault.js';
import type { VariantKind } from '../honest/variant.js';
import type { CursorService, CursorServices } from './server.js';

/** A difference from the correct server of the two operations. */
export interface CursorDifference<Kind extends string> {
  readonly id: string;
  readonly operation: keyof CursorServices;
  readonly kind: Kind;
  readonly description: string;
  plant(services: CursorServices): void;
}

function differencesOf<Kind extends string>(operation: keyof CursorServices, prefix: string) {
  return (
    kind: Kind,
    name: string,
    description: string,
    plant: (service: CursorService) => void,
  ): CursorDifference<Kind> => ({
    id: `${prefix}-${name}`,
    operation,
    kind,
    description,
    plant: (services) => plant(services[operation]),
  });
}

type Body = Record<string, unknown>;
const info = (body: Body) => body.page_info as Body;

/** Changes successful bodies. */
function bodies(service: CursorService, change: (...parts: Parameters<CursorService['body']>) => unknown): void {
  service.body = (body, asked) => change(body, asked) ?? body;
}

const marker = differencesOf<FaultClass>('ListQuarantinedFiles', 'marker');
const token = differencesOf<FaultClass>('ListScanReports', 'token');

/** Single defects of lists that go on from a marker or a token. */
export const cursorFaults: readonly CursorDifference<FaultClass>[] = [
  marker('pagination', 'repeats', 'A page begins with the file that its marker names.', (s) => {
    const before = s.place;
    s.place = (rows, position) => {
      const place = before(rows, position);
      return place === undefined ? undefined : Math.max(0, place - 1);
    };
  }),
  marker('pagination', 'skips', 'A page begins one file behind the one that follows its marker.', (s) => {
    const before = s.place;
    s.place = (rows, position) => {
      const place = before(rows, position);
      return place === undefined || position === undefined ? place : place + 1;
    };
  }),
  marker('pagination', 'forgets-filter', 'With a marker state selects nothing.', (s) => {
    const place = s.place;
    s.place = (rows, position) => place(position === undefined ? rows : s.rows, position);
    bodies(s, (body, { position, size }) => {
      const start = place(s.rows, position) ?? 0;
      return position === undefined ? body : { ...body, files: s.rows.slice(start, start + size) };
    });
  }),
  marker('pagination', 'next-of-first', 'next_marker is that of the first page on every page.', (s) =>
    bodies(s, (body, { size }) => {
      if (info(body).next_marker !== undefined) info(body).next_marker = s.rows[size - 1]?.file_id;
    }),
  ),
  marker(
    'pagination',
    'next-on-last',
    'The last page has a next_marker, behind which there is an empty page with one, too.',
    (s) =>
      bodies(s, (body) => {
        info(body).next_marker ??= s.rows.at(-1)?.file_id;
      }),
  ),
  marker('pagination', 'ends-early', 'No page behind the third one has a next_marker.', (s) =>
    bodies(s, (body, { position, size }) => {
      const place = s.rows.findIndex(({ file_id }) => file_id === position);
      if (place >= 2 * size - 1) delete info(body).next_marker;
    }),
  ),
  marker('pagination', 'count-is-limit', 'current_count is the limit, also on the last page.', (s) =>
    bodies(s, (body, { size }) => {
      info(body).current_count = size;
    }),
  ),
  marker('pagination', 'too-many', 'A page has one file more than limit.', (s) => {
    const before = s.cut;
    s.cut = (rows, place, size) => before(rows, place, size + 1);
  }),
  marker('pagination', 'default-20', 'Without limit a page has 20 files.', (s) => {
    const before = s.size;
    s.size = (text) => before(text ?? '20');
  }),
  marker('pagination', 'one-short', 'Pages that are not the last hold one file less than limit, and skip it.', (s) => {
    const before = s.cut;
    s.cut = (rows, place, size) => {
      const page = before(rows, place, size);
      return page.next === undefined ? page : { ...page, items: page.items.slice(0, -1) };
    };
  }),
  marker('filters', 'state-ignored', 'state selects nothing.', (s) => {
    s.match = () => true;
  }),
  marker('filters', 'restored-lost', 'state restored finds nothing.', (s) => {
    const before = s.match;
    s.match = (row, asked) => before(row, asked) && !asked?.includes('restored');
  }),
  marker('input', 'unknown-marker', 'A marker that no file has begins at the first one.', (s) => {
    const before = s.place;
    s.place = (rows, position) => before(rows, position) ?? 0;
  }),
  marker('input', 'limit-1000', 'A limit above 100 is served.', (s) => {
    const before = s.size;
    s.size = (text) => before(text) ?? (/^\d{3,9}$/.test(text ?? '') ? Number(text) : undefined);
  }),
  marker('schema', 'next-null', 'next_marker is a number.', (s) =>
    bodies(s, (body) => {
      if (info(body).next_marker !== undefined) info(body).next_marker = 7;
    }),
  ),
  marker('cross-response', 'state-flips', 'Every second answer shows restored files as restoring.', (s) =>
    bodies(s, (body, { number }) => ({
      ...body,
      files: (body.files as Body[]).map((file) =>
        number % 2 === 0 && file.state === 'restored' ? { ...file, state: 'restoring' } : file,
      ),
    })),
  ),
  token('pagination', 'off-by-one', 'A token leads to the last report of the page before.', (s) => {
    const before = s.positionOf;
    s.positionOf = (rows, place) => before(rows, place - 1);
  }),
  token('pagination', 'stays', 'The token of a page leads to the same page again.', (s) => {
    const before = s.cut;
    s.cut = (rows, place, size) => {
      const page = before(rows, place, size);
      return page.next === undefined || place === 0 ? page : { ...page, next: s.positionOf(rows, place) };
    };
  }),
  token('pagination', 'last-has-token', 'The last page has a token, which leads to nothing.', (s) =>
    bodies(s, (body, { total }) => {
      body.NextToken ??= Buffer.from(`at:${total}`).toString('base64url');
    }),
  ),
  token('pagination', 'full-last', 'Where the last page is full, the list ends one page early.', (s) => {
    const before = s.cut;
    s.cut = (rows, place, size) => {
      const page = before(rows, place, size);
      return place + 2 * size === rows.length ? { ...page, next: undefined } : page;
    };
  }),
  token('pagination', 'total-of-page', 'TotalCount is the number of reports on the page.', (s) =>
    bodies(s, (body) => {
      body.TotalCount = (body.Reports as unknown[]).length;
    }),
  ),
  token('pagination', 'total-unfiltered', 'TotalCount is that of all reports, whatever is filtered.', (s) =>
    bodies(s, (body) => {
      body.TotalCount = s.rows.length;
    }),
  ),
  token('pagination', 'size-echo', 'MaxResults of the response is always 20.', (s) =>
    bodies(s, (body) => {
      body.MaxResults = 20;
    }),
  ),
  token('pagination', 'size-of-first', 'With a token pages have 20 reports, whatever is asked.', (s) => {
    const before = s.cut;
    s.cut = (rows, place, size) => before(rows, place, place === 0 ? size : 20);
  }),
  token('pagination', 'total-shrinks', 'TotalCount is that of what is left.', (s) =>
    bodies(s, (body, { position, total }) => {
      body.TotalCount = total - (s.place([], position) ?? 0);
    }),
  ),
  token('pagination', 'two-each', 'Every report stands on two pages.', (s) => {
    const before = s.cut;
    s.cut = (rows, place, size) => {
      const { items } = before(rows, place, size);
      const half = place + Math.max(1, size >> 1);
      return { items, next: place + size < rows.length ? s.positionOf(rows, half) : undefined };
    };
  }),
  token('filters', 'levels-first', 'Of several Levels only the first counts.', (s) => {
    const before = s.match;
    s.match = (row, asked) => before(row, asked?.slice(0, 1));
  }),
  token('filters', 'medium-and-low', 'Level low finds medium, too.', (s) => {
    const before = s.match;
    s.match = (row, asked) => before(row, asked) || (asked?.includes('low') === true && row.Level === 'medium');
  }),
  token('input', 'made-up-token', 'A token that was never handed out begins at the first report.', (s) => {
    const before = s.place;
    s.place = (rows, position) => before(rows, position) ?? 0;
  }),
  token('cross-response', 'id-constant', 'RequestId is always the same.', (s) =>
    bodies(s, (body) => {
      body.RequestId = 'A-1';
    }),
  ),
  token('schema', 'token-null', 'NextToken is a number of the place.', (s) =>
    bodies(s, (body, { position, size }) => {
      if (body.NextToken !== undefined) body.NextToken = (s.place([], position) ?? 0) + size;
    }),
  ),
];

const honestMarker = differencesOf<VariantKind>('ListQuarantinedFiles', 'marker');
const honestToken = differencesOf<VariantKind>('ListScanReports', 'token');

/** Lists that go on from a marker or a token, each in another allowed way. */
export const cursorVariants: readonly CursorDifference<VariantKind>[] = [
  honestMarker('paging', 'next-empty', 'On the last page next_marker is empty.', (s) =>
    bodies(s, (body) => {
      info(body).next_marker ??= '';
    }),
  ),
  honestMarker('records', 'none', 'There are no files.', (s) => {
    s.rows = [];
  }),
  honestMarker('records', 'one-page', 'There are exactly as many files as a page holds.', (s) => {
    s.rows = s.rows.slice(0, 10);
  }),
  honestMarker('order', 'scattered', 'Files are in another order.', (s) => {
    s.rows = [...s.rows].sort((a, b) => (String(a.file_id) < String(b.file_id) ? -1 : 1));
  }),
  honestMarker('live', 'arrivals', 'With every 9th request a file comes in at the front.', (s) => {
    bodies(s, (body, { number }) => {
      if (number % 9 === 0)
        s.rows.unshift({ file_id: `f-${number.toString(16).padStart(16, 'a')}`, state: 'isolated', size: number });
      return body;
    });
  }),
  honestMarker('live', 'restoring', 'With every 5th request a file is restored.', (s) => {
    bodies(s, (body, { number }) => {
      const row = number % 5 === 0 ? s.rows.find(({ state }) => state === 'restoring') : undefined;
      if (row !== undefined) row.state = 'restored';
      return body;
    });
  }),
  honestMarker(
    'meaning',
    'marker-is-place',
    'A marker that no file has is a place between files: the page begins behind it.',
    (s) => {
      s.rows = [...s.rows].sort((a, b) => (String(a.file_id) < String(b.file_id) ? -1 : 1));
      s.place = (rows, position) => {
        if (position === undefined) return 0;
        // The page states that a marker has 64 characters at most.
        if (position.length > 64) return undefined;
        const place = rows.findIndex(({ file_id }) => String(file_id) > position);
        return place === -1 ? rows.length : place;
      };
    },
  ),
  honestToken('paging', 'token-empty', 'On the last page NextToken is empty.', (s) =>
    bodies(s, (body) => {
      body.NextToken ??= '';
    }),
  ),
  honestToken(
    'paging',
    'token-long',
    'Tokens have 600 characters, and are others for the same page in every answer.',
    (s) => {
      const known = new Map<string, number>();
      let count = 0;
      s.positionOf = (_, place) => {
        const made = Buffer.from(`${++count}:${'x'.repeat(440)}`).toString('base64');
        known.set(made, place);
        return made;
      };
      s.place = (_, position) => (position === undefined ? 0 : known.get(position));
    },
  ),
  honestToken('records', 'none', 'There are no reports.', (s) => {
    s.rows = [];
  }),
  honestToken('live', 'arrivals', 'With every 9th request a report comes in at the end.', (s) => {
    bodies(s, (body, { number }) => {
      if (number % 9 === 0) s.rows.push({ ReportId: `n${number}`, Level: 'low', Score: 1 });
      return body;
    });
  }),
  honestToken('refusal', 'token-expires', 'A token is taken once; after that it is refused.', (s) => {
    const used = new Set<string>();
    const known = new Map<string, number>();
    let count = 0;
    s.positionOf = (_, place) => {
      const made = `t${++count}`;
      known.set(made, place);
      return made;
    };
    s.place = (_, position) => {
      if (position === undefined) return 0;
      if (used.has(position)) return undefined;
      used.add(position);
      return known.get(position);
    };
  }),
];
