import type { Json } from '../../base/json.js';
import type { Link } from '../../contract/contract.js';
import { linkInvariant } from '../links/link.js';
import { type RuleMaker, rule } from '../rule.js';

/** The rules between the values of an answer that the contract lists. */
export const linkRules: RuleMaker = ({ contract }) =>
  contract.links.map((link, index) => {
    const invariant = linkInvariant(link);
    const isSome = 'then' in link && 'some' in link.then;
    return rule(contract, {
      id: link.id,
      class: 'links',
      provenance:
        link.source === 'documented'
          ? { kind: 'documented', where: link.statement }
          : { kind: 'inferred', reason: link.statement },
      severity: link.source === 'inferred' ? 'warning' : link.severity,
      statement: link.statement,
      spec: contract.origins[`/links/${index}`] ?? `${contract.location.file}:${contract.location.line}`,
      remedy:
        'when' in link
          ? `entries with ${link.when.field.slice(1)} ${link.when.in.join(' or ')}`
          : 'entries with these fields',
      begin: () => ({
        see: ({ isSuccess, body, filters }, verdict) => {
          if (!isSuccess || body === undefined) return;
          // That some entry is such and such is said of all entries, not of those that a filter leaves.
          if (isSome && filters.length > 0) return;
          const { met, mayBreak } = invariant.look(body);
          if (met === 0) return;
          verdict.compared(met);
          if (!mayBreak) return;
          for (const finding of invariant.judge({ response: body })) {
            if (isNothing(finding.actual, link)) continue;
            verdict.found({ keyword: 'link', ...finding });
          }
        },
      }),
      repair: ({ body }) => {
        if (body !== undefined) invariant.repair({ response: body });
      },
    });
  });

/** Where a link says that there is no value: some servers write null, 0 or an empty text for that. */
function isNothing(actual: Json | undefined, link: Link): boolean {
  return (
    'then' in link && 'present' in link.then && !link.then.present && (actual === null || actual === '' || actual === 0)
  );
}
