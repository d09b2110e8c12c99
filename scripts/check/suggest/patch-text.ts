import { Document, isScalar, visit } from 'yaml';
import { writeExact } from '../../base/exact.js';
import { printable } from '../../base/printable.js';
import { actionsFor, splitSpec } from './actions.js';
import type { Proposal } from './proposal.js';
import type { SpecPlaces } from './spec-places.js';

const HEAD = `# Proposals from recorded traffic, to read: an OpenAPI Overlay (1.0.0) for each spec file. Nothing was changed.
# Traffic shows what a server does, not what it promises: look each up on the vendor's page first.
`;

/** Values that a description shows. */
const SHOWN = 3;

/**
 * The proposals as YAML to read: one OpenAPI Overlay for each spec file, which tools that know overlays can apply. What
 * no step of an overlay can be proposed for stands under `x-without-proposal`.
 */
export function patchText(proposals: readonly Proposal[], places: SpecPlaces): string {
  if (proposals.length === 0) return '# Nothing to propose: the specs allow and know all that was recorded.\n';
  const byFile = new Map<string, Proposal[]>();
  for (const proposal of proposals) {
    const { file } = splitSpec(proposal.spec);
    byFile.set(file, [...(byFile.get(file) ?? []), proposal]);
  }
  return HEAD + [...byFile].map(([file, list]) => overlayText(file, list, places)).join('---\n');
}

function overlayText(file: string, proposals: readonly Proposal[], places: SpecPlaces): string {
  const actions: object[] = [];
  const without: string[] = [];
  const known = new Set<string>();
  for (const proposal of proposals) {
    const steps = actionsFor(proposal, places);
    if (steps === undefined) without.push(descriptionOf(proposal));
    for (const { target, about, ...change } of steps ?? []) {
      // One schema can be used at several places.
      const key = `${target} ${writeExact(change as never)}`;
      if (known.has(key)) continue;
      known.add(key);
      actions.push({ target, description: descriptionOf(proposal, about), ...change });
    }
  }
  const document = new Document({
    overlay: '1.0.0',
    info: { title: `What recorded traffic shows beside ${file === '' ? 'the spec' : file}`, version: '0' },
    ...(file === '' ? {} : { extends: encodeURI(file) }),
    actions,
    ...(without.length === 0 ? {} : { 'x-without-proposal': without }),
  });
  visit(document, (_, node) => {
    if (isScalar(node) && typeof node.value === 'string' && printable(node.value) !== node.value) {
      node.type = 'QUOTE_DOUBLE';
    }
  });
  const lines = document.toString({ lineWidth: 120 }).split('\n').map(printable);
  // YAML's own spelling of characters beyond the first plane.
  return lines.join('\n').replaceAll(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => `\\U${code.padStart(8, '0')}`);
}

/** @param about JSON text of the one value that is meant and is not listed. Default: all of them */
function descriptionOf(proposal: Proposal, about?: string): string {
  const { operation, place, keyword, property, values, count, spec, inferred } = proposal;
  const first = (about === undefined ? undefined : values.get(about)?.first) ?? proposal.first;
  const what: Readonly<Record<string, string>> = {
    undeclared: `${property} is not declared`,
    required: `${property} is missing, though required`,
  };
  const texts = about === undefined ? [...values.keys()] : [about];
  const shown = texts.slice(0, SHOWN).map((text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text));
  const more = texts.length > SHOWN ? ', …' : '';
  const found = `; found ${shown.join(', ')}${more}`;
  const listed = about === undefined ? undefined : `${shown[0]} is not listed`;
  const says = listed ?? (Object.hasOwn(what, keyword) ? what[keyword] : `${keyword} does not hold${found}`);
  const why = inferred === undefined ? '' : ` The keyword is inferred, no page states it: ${inferred}`;
  const times =
    count === 1 ? 'once' : `${about === undefined || values.size === 1 ? '' : 'with others '}${count} times`;
  return `${operation} ${place === '' ? '(the body)' : place}: ${says} (${spec}). Seen ${times}, first in ${first}.${why}`;
}
