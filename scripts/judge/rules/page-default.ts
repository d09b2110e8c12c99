import { own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import { defaultOf } from '../../contract/parameter-default.js';
import { wholeNumber, withPages } from '../facts/page-facts.js';
import { type RuleMaker, rule } from '../rule.js';

/** Without page or size, the answer is the page that the defaults name. */
export const pageDefault: RuleMaker = (meaning) => {
  const paged = withPages(meaning);
  if (paged === undefined) return [];
  const { contract, pager } = paged;
  const { pagination, parameters } = contract;
  const { request: names, response } = pagination;
  const optional = (['position', 'size'] as const).flatMap((part) => {
    const parameter = parameters.find(({ name, required }) => name === names[part] && !required);
    if (parameter === undefined) return [];
    const wanted =
      wholeNumber(defaultOf(contract, parameter.name)) ??
      (part === 'position' ? wholeNumber(pager.first(1).position) : undefined);
    const reason = own(own(parameter.schema, 'x-inferred'), 'default');
    const inferred =
      typeof reason === 'string'
        ? reason
        : defaultOf(contract, parameter.name) === undefined
          ? 'No default is stated.'
          : undefined;
    return wanted === undefined ? [] : [{ part, name: parameter.name, wanted, inferred }];
  });
  if (optional.length === 0) return [];
  return [
    rule(contract, {
      id: 'page-default',
      class: 'pagination',
      provenance: { kind: 'documented', where: optional.map(({ name }) => name).join(', ') },
      statement: 'Without page or page size, the response is the page that the defaults name.',
      remedy: `a request without ${optional.map(({ name }) => name).join(' and ')}`,
      sense: optional.map(({ wanted }) => wanted),
      begin: () => ({
        see: ({ isSuccess, request, body, items, total }, verdict) => {
          if (!isSuccess || request === undefined || body === undefined) return;
          for (const { part, name, wanted, inferred } of optional) {
            if (own(request, name) !== undefined) continue;
            const pointer = response[part];
            const echoed = pointer === undefined ? undefined : wholeNumber(at(body, pointer));
            if (pointer !== undefined && echoed !== undefined) {
              verdict.compared();
              if (echoed === wanted) continue;
              const message = `is not the default of ${name}`;
              verdict.found({ path: pointer, keyword: 'default', message, expected: wanted, actual: echoed, inferred });
            } else if (part === 'size' && total !== undefined && own(request, names.position) === undefined) {
              const count = Math.min(wanted, total);
              verdict.compared();
              if (items.length === count) continue;
              const message = `is not a page of the default ${name}`;
              verdict.suspect(
                { path: response.items, keyword: 'default', message, expected: count, actual: items.length, inferred },
                { kind: 'shown' },
              );
            } else if (part === 'size' && total === undefined) {
              // Without a total, fewer entries may be all that there are; more are too many.
              verdict.compared();
              if (items.length <= wanted) continue;
              const message = `has more entries than the default ${name}`;
              const finding = { path: response.items, keyword: 'default', message, expected: wanted, inferred };
              verdict.found({ ...finding, actual: items.length });
            }
          }
        },
      }),
    }),
  ];
};
