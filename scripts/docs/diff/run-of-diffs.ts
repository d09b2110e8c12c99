import type { Json } from '../../base/json.js';
import { plural } from '../../base/plural.js';
import { shellWord } from '../../base/shell-word.js';
import type { OperationRun, PropertyRun, Run } from '../../report/run.js';
import type { Violation } from '../../report/violation.js';
import type { Unconfirmed } from '../compare/confirmed.js';
import { type Difference, nameOf } from '../compare/difference.js';
import type { FailedPage } from '../each-page.js';
import type { PageDiff } from './diff-page.js';
import { type PropertyName, properties, propertyOf } from './properties.js';

const remedy = 'read the page there; if the contract is right, confirm it with: cloudsec-contracts docs lock --confirm';

/**
 * What `docs diff` hands to the reporters.
 *
 * @param unreadable pages that could not be compared
 */
export function runOfDiffs(diffs: readonly PageDiff[], subject: string, unreadable: readonly FailedPage[] = []): Run {
  const violations = diffs.flatMap(violationsOf);
  return {
    tool: 'docs diff',
    subject,
    seed: 0,
    operations: diffs.map((diff) => operationOf(diff, violations)),
    violations,
    warnings: diffs.flatMap(warningsOf),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
}

function violationsOf(diff: PageDiff): Violation[] {
  const { comparison } = diff;
  return [
    ...comparison.open.map((one) => fromDifference(diff, one, propertyOf(one.attribute))),
    ...comparison.stale.map(({ decision, explains }) =>
      violation(diff, 'page-decisions', {
        path: explains,
        keyword: decision.id,
        message: `decision ${decision.id} explains ${explains}, where page and contract agree or say nothing; take that out`,
        expected: null,
        actual: explains,
        spec: `${decision.location.file}:${decision.location.line}`,
      }),
    ),
    ...diff.unconfirmed.map((one) => fromUnconfirmed(diff, one)),
    ...diff.silentChanges.map((one) => fromDifference(diff, one, 'page-changes')),
  ];
}

function fromDifference(diff: PageDiff, one: Difference, property: PropertyName): Violation {
  const place = one.line === undefined ? diff.file : `${diff.file}:${one.line}`;
  const guess = one.confidence < 0.6 ? '; the reading of the page is a guess here' : '';
  return violation(diff, property, {
    path: nameOf(one),
    keyword: one.attribute ?? one.kind,
    message: `${one.message} (${place}${guess})`,
    expected: one.page ?? null,
    actual: one.contract,
    spec: one.spec,
  });
}

const unconfirmedWords: Readonly<Record<Unconfirmed['kind'], string>> = {
  changed: 'is not what was confirmed against the page',
  new: 'was never confirmed against the page',
  gone: 'was confirmed against the page and is gone from the contract',
  reworded: 'rests on words that the page has changed',
};

function fromUnconfirmed(diff: PageDiff, { reading, name, kind }: Unconfirmed): Violation {
  return violation(diff, 'page-readings', {
    path: name,
    keyword: kind,
    message: `the reading ${name} ${unconfirmedWords[kind]}; ${remedy}`,
    expected: null,
    actual: reading?.value,
    spec: reading?.spec,
  });
}

function violation(
  { contract, page }: PageDiff,
  property: PropertyName,
  of: {
    path: string;
    keyword: string;
    message: string;
    expected: Json;
    actual: Json | undefined;
    spec: string | undefined;
  },
): Violation {
  return {
    operation: contract.id,
    property,
    class: 'documentation',
    severity: 'error',
    provenance: { kind: 'documented', where: page.title.value },
    statement: properties[property],
    ...of,
    request: { method: '', url: '', headers: {} },
    response: { headers: {} },
    replay: `npx cloudsec-contracts docs diff --operation ${shellWord(contract.id)}`,
  };
}

function operationOf(diff: PageDiff, violations: readonly Violation[]): OperationRun {
  const { contract, comparison } = diff;
  const compared = new Map<PropertyName, number>();
  for (const [attribute, count] of comparison.compared) {
    const property = propertyOf(attribute);
    compared.set(property, (compared.get(property) ?? 0) + count);
  }
  compared.set('page-decisions', comparison.decided.length + comparison.stale.length);
  compared.set('page-readings', diff.readings);
  if (diff.changes !== undefined) compared.set('page-changes', 1);
  const broken = new Set(violations.filter((one) => one.operation === contract.id).map((one) => one.property));
  return {
    operation: contract.id,
    requests: 0,
    // What the page has nothing of is no gap in the comparison.
    properties: (Object.keys(properties) as PropertyName[])
      .filter((name) => broken.has(name) || compared.get(name))
      .map((name): PropertyRun => {
        const count = compared.get(name) ?? 0;
        const decided = comparison.decided.filter(({ difference }) => propertyOf(difference.attribute) === name);
        return {
          name,
          class: 'documentation',
          outcome: broken.has(name) ? 'violated' : 'held',
          runs: 1,
          compared: count,
          notes: decided.map(
            ({ difference, decision }) =>
              `${nameOf(difference)} differs by decision ${decision.id}: ${decision.because}`,
          ),
          statement: properties[name],
          severity: 'error',
        };
      }),
  };
}

function warningsOf({ page, file, changes, contract }: PageDiff): { text: string; remedy?: string }[] {
  return [
    ...(page.truncated === undefined
      ? []
      : [{ text: `${file} seems to be cut short: ${page.truncated.why}`, remedy: 'save the whole page' }]),
    ...(page.unread.length === 0
      ? []
      : [
          {
            text: `${file}: ${plural(page.unread.length, 'line')} not understood: ${page.unread
              .map((one) => one.line)
              .slice(0, 20)
              .join(', ')}`,
          },
        ]),
    ...(changes?.reworded ?? []).map(({ path, line }) => ({
      text: `${file}:${line}: the page has other words for ${path} of ${contract.id}; no fact in them changed`,
      remedy: 'read them, then lock the page again',
    })),
  ];
}
