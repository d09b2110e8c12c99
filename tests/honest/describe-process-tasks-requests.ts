import * as plant from '../reference/planting.js';
import type { Filter } from '../reference/service.js';
import * as change from './changes.js';
import { type Variant, variantsOf } from './variant.js';

const variant = variantsOf('DescribeProcessTasks', 'process');
const noField = 'The page does not say which time the range looks at.';
const noEnds = 'The page does not say whether the ends belong to the range.';
const noMatch = 'The page does not say how the text is compared.';
const fuzzy = '"The keyword for a fuzzy search" of entity, scenario and parameters.';
const content = ['EntityName', 'SceneCode', 'SceneName', 'InputParams'];

/** Finds a text, made alike, in the searched fields, made alike. */
function search(alike: (text: string) => string, fields: readonly string[] = content): Filter {
  return (row, value) =>
    fields.some((field) => typeof row[field] === 'string' && alike(row[field]).includes(alike(String(value))));
}

/** Conforming variants of DescribeProcessTasks in what its parameters mean, and in what it refuses. */
export const describeProcessTasksRequestVariants: readonly Variant[] = [
  variant('meaning', 'action-on-create', 'ProcessActionStart and -End look at GmtCreateMillis.', noField, (s) => {
    s.filters.ProcessActionStart = change.range.from('GmtCreateMillis');
    s.filters.ProcessActionEnd = change.range.until('GmtCreateMillis');
  }),
  variant('meaning', 'action-on-modified', 'ProcessActionStart and -End look at GmtModifiedMillis.', noField, (s) => {
    s.filters.ProcessActionStart = change.range.from('GmtModifiedMillis');
    s.filters.ProcessActionEnd = change.range.until('GmtModifiedMillis');
  }),
  variant(
    'meaning',
    'action-half-open',
    'A task delivered exactly at ProcessActionEnd is not in the range.',
    noEnds,
    (s) => {
      s.filters.ProcessActionEnd = change.range.until('ProcessTime', false);
    },
  ),
  variant(
    'meaning',
    'action-open-start',
    'A task delivered exactly at ProcessActionStart is not in the range.',
    noEnds,
    (s) => {
      s.filters.ProcessActionStart = change.range.from('ProcessTime', false);
    },
  ),
  variant(
    'meaning',
    'action-overlap',
    'The range finds tasks that were at work in it: from creation to last change.',
    noField,
    (s) => {
      s.filters.ProcessActionStart = change.range.from('GmtModifiedMillis');
      s.filters.ProcessActionEnd = change.range.until('GmtCreateMillis');
    },
  ),
  variant(
    'meaning',
    'remove-on-modified',
    'ProcessRemoveStart and -End look at GmtModifiedMillis of tasks that were unblocked.',
    noField,
    (s) => {
      const of =
        (own: Filter): Filter =>
        (row, value, query) =>
          row.RemoveTime !== undefined && own(row, value, query);
      s.filters.ProcessRemoveStart = of(change.range.from('GmtModifiedMillis'));
      s.filters.ProcessRemoveEnd = of(change.range.until('GmtModifiedMillis'));
    },
  ),
  variant('meaning', 'remove-open', 'The ends of the unblocking range do not belong to it.', noEnds, (s) => {
    s.filters.ProcessRemoveStart = change.range.from('RemoveTime', false);
    s.filters.ProcessRemoveEnd = change.range.until('RemoveTime', false);
  }),
  variant(
    'meaning',
    'remove-only-unblocking',
    'The unblocking range finds tasks in the statuses 23, 91 and 92 only.',
    '"To query unblocking tasks."',
    (s) => {
      plant.rows(s, (row, index) => {
        if (index % 10 === 0)
          Object.assign(row, { TaskStatus: 24, RemoveTime: row.RemoveTime ?? row.GmtModifiedMillis });
      });
      for (const name of ['ProcessRemoveStart', 'ProcessRemoveEnd'])
        plant.filter(
          s,
          name,
          (own) => (row, value, query) => [23, 91, 92].includes(row.TaskStatus as number) && own(row, value, query),
        );
    },
  ),
  variant('meaning', 'name-part', 'EntityName finds names that contain it.', noMatch, (s) => {
    s.filters.EntityName = change.matchPart('EntityName');
  }),
  variant('meaning', 'name-prefix', 'EntityName finds names that begin with it.', noMatch, (s) => {
    s.filters.EntityName = change.matchPrefix('EntityName');
  }),
  variant('meaning', 'name-any-case', 'EntityName is compared without regard to case.', noMatch, (s) => {
    s.filters.EntityName = change.matchAnyCase('EntityName');
  }),
  variant('meaning', 'name-part-any-case', 'EntityName finds names that contain it in any case.', noMatch, (s) => {
    s.filters.EntityName = search((text) => text.toLowerCase(), ['EntityName']);
  }),
  variant('meaning', 'scene-part', 'SceneCode finds codes that contain it.', noMatch, (s) => {
    s.filters.SceneCode = change.matchPart('SceneCode');
  }),
  variant('meaning', 'uuids-any-case', 'UUIDs are compared without regard to case.', noMatch, (s) => {
    for (const field of ['EntityUuid', 'EventUuid', 'ReqUuid', 'ProcessStrategyUuid'])
      s.filters[field] = change.matchAnyCase(field);
  }),
  variant('meaning', 'content-any-case', 'ParamContent is searched in any case.', fuzzy, (s) => {
    s.filters.ParamContent = search((text) => text.toLowerCase());
  }),
  variant(
    'meaning',
    'content-wildcards',
    'In ParamContent % and _ stand for other characters, as in SQL.',
    fuzzy,
    (s) => {
      s.filters.ParamContent = (row, value) => {
        const pattern = String(value)
          .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('%', '.*')
          .replaceAll('_', '.');
        const expression = new RegExp(pattern, 'su');
        return content.some((field) => typeof row[field] === 'string' && expression.test(row[field]));
      };
    },
  ),
  variant('meaning', 'content-words', 'ParamContent finds tasks in which all of its words stand.', fuzzy, (s) => {
    s.filters.ParamContent = (row, value) => {
      const all = content.map((field) => String(row[field] ?? '')).join('\n');
      return String(value)
        .split(/\s+/)
        .every((word) => all.includes(word));
    };
  }),
  variant('meaning', 'content-wide', 'ParamContent is searched in the names and ids of the entity too.', fuzzy, (s) => {
    s.filters.ParamContent = search((text) => text.toLowerCase(), [...content, 'EntityType', 'EntityUuid']);
  }),
  variant('meaning', 'content-names', 'Of the scenario, ParamContent is searched in the name only.', fuzzy, (s) => {
    s.filters.ParamContent = search((text) => text, ['EntityName', 'SceneName', 'InputParams']);
  }),
  variant('meaning', 'content-trimmed', 'Blanks around ParamContent and EntityName are cut off.', noMatch, (s) => {
    for (const name of ['ParamContent', 'EntityName'])
      plant.reader(s, name, () => (params, key) => params.get(key)?.trim());
  }),
  variant('meaning', 'empty-is-absent', 'Empty texts are no filters.', 'The page is silent about empty texts.', (s) =>
    plant.wire(s, (params) => new Map([...params].filter(([, text]) => text !== ''))),
  ),
  variant(
    'meaning',
    'empty-finds-nothing',
    'Empty texts find tasks with empty texts only.',
    'The page is silent about empty texts.',
    (s) => {
      plant.filter(s, 'ParamContent', (own) => (row, value, query) => value !== '' && own(row, value, query));
    },
  ),
  variant('refusal', 'reversed-action', 'A reversed action range is refused.', 'It means nothing.', (s) =>
    change.refuseReversed(s, 'ProcessActionStart', 'ProcessActionEnd'),
  ),
  variant('refusal', 'reversed-remove', 'A reversed unblocking range is refused.', 'It means nothing.', (s) =>
    change.refuseReversed(s, 'ProcessRemoveStart', 'ProcessRemoveEnd'),
  ),
  variant('meaning', 'reversed-turned', 'Reversed ranges are taken the other way round.', 'They mean nothing.', (s) => {
    change.turnReversed(s, 'ProcessActionStart', 'ProcessActionEnd');
    change.turnReversed(s, 'ProcessRemoveStart', 'ProcessRemoveEnd');
  }),
  variant('refusal', '30-days', 'Ranges of more than 30 days are refused.', 'No widest range is stated.', (s) => {
    change.refuseWider(s, 'ProcessActionStart', 'ProcessActionEnd', 30);
    change.refuseWider(s, 'ProcessRemoveStart', 'ProcessRemoveEnd', 30);
  }),
  variant(
    'refusal',
    'future',
    'A range that starts in the future is refused.',
    'Nothing can have happened there.',
    (s) =>
      change.refuse(s, (query) =>
        ['ProcessActionStart', 'ProcessRemoveStart'].find((name) => (query[name] as number) > Date.now()),
      ),
  ),
  variant(
    'refusal',
    'malformed-ids',
    'Malformed UUIDs, task ids and account ids are refused.',
    'Not every text is an id.',
    (s) => {
      for (const name of ['EntityUuid', 'EventUuid', 'ReqUuid'])
        change.refuseUnlike(s, name, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      for (const name of ['TaskId', 'Scope']) change.refuseUnlike(s, name, /^\d{1,20}$/);
    },
  ),
  variant(
    'refusal',
    'malformed-name',
    'With EntityType ip, an EntityName that is no address is refused.',
    'Not every text is an address.',
    (s) =>
      change.refuse(s, ({ EntityType, EntityName }) =>
        EntityType === 'ip' && EntityName !== undefined && !/^\d+\.\d+\.\d+\.\d+$/.test(String(EntityName))
          ? 'EntityName'
          : undefined,
      ),
  ),
  variant(
    'refusal',
    'unknown-scene',
    'A SceneCode that DescribeEnumItems does not list is refused.',
    'Another operation lists them.',
    (s) => {
      const known = new Set(s.rows.map(({ SceneCode }) => SceneCode));
      change.refuse(s, ({ SceneCode }) => (SceneCode === undefined || known.has(SceneCode) ? undefined : 'SceneCode'));
    },
  ),
  variant(
    'refusal',
    'unknown-order',
    'An OrderField that is no field is refused.',
    'Not every text is a field.',
    (s) => {
      const known = new Set(['gmtCreate', 'gmtModified', ...s.rows.flatMap((row) => Object.keys(row))]);
      change.refuse(s, ({ OrderField }) =>
        OrderField === undefined || known.has(String(OrderField)) ? undefined : 'OrderField',
      );
    },
  ),
  variant(
    'refusal',
    'short-content',
    'A ParamContent of fewer than three characters is refused.',
    'No length is stated.',
    (s) => change.refuseUnlike(s, 'ParamContent', /^.{3,}$/su),
  ),
  variant('refusal', 'long-text', 'Texts of more than 64 characters are refused.', 'No length is stated.', (s) =>
    change.refuseLong(s, 64),
  ),
];
