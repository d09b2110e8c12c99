import type { Json } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import { isNestedDeeperThan } from '../../base/json-depth.js';
import { statusLine } from '../blocks/headings.js';
import type { Sample } from '../page.js';
import type { PageSection } from './sections.js';
import { isFurniture, type Unread } from './unread.js';

const target = /^(?:(GET|POST|PUT|DELETE|PATCH|HEAD)\s+)?(https?(?:\(s\))?:\/\/\S+|\/\S*)(?:\s+HTTP\/\S+)?/i;

/** The deepest sample that is read, in levels: far beyond any page, and safe for recursion. */
const maxDepth = 100;

/** The samples of a section. A sample that is not whole JSON is kept without its value, and noted as unread. */
export function samplesOf(section: PageSection, unread: Unread): Sample[] {
  const isError = /error/.test(section.heading);
  const kind = section.section === 'sample-request' ? 'request' : 'response';
  let status: string | undefined = isError ? 'error' : undefined;
  let address: { text: string; line: number } | undefined;
  let isBelowStatus = false;
  const samples: Sample[] = [];
  const flush = () => {
    if (address !== undefined && kind === 'request') samples.push({ kind, line: address.line, target: address.text });
    address = undefined;
  };
  for (const block of section.blocks) {
    if (block.kind === 'heading') {
      const stated = statusLine(block.text);
      status = stated ?? status;
      isBelowStatus = stated !== undefined;
    } else if (block.kind === 'text') {
      for (const piece of block.pieces) {
        const stated = statusLine(piece.text);
        status = stated ?? status;
        const match = kind === 'request' ? target.exec(piece.text) : null;
        if (match !== null) {
          flush();
          address = { text: piece.text, line: piece.line };
        } else if (address !== undefined && /^&/.test(piece.text)) address.text += piece.text;
        else if (/^HTTP\/\S+ (\d{3})/.test(piece.text)) status = /(\d{3})/.exec(piece.text.slice(8))?.[1] ?? status;
        // Below a status, one word may tell what it means: `success`.
        else if (!isBelowStatus && !isFurniture(piece.text) && !/[.。:：]$|\s/.test(piece.text)) unread.add([piece]);
        isBelowStatus = stated !== undefined;
      }
    } else if (block.kind === 'code') {
      const isJson = /^[{["]/.test(block.text);
      const isDeep = isNestedDeeperThan(block.text, maxDepth);
      const value = isDeep ? undefined : parseSample(block.text);
      if (value === undefined && isJson) {
        const why = isDeep
          ? `a sample that is nested deeper than ${maxDepth} levels`
          : block.whole
            ? 'a sample that is no JSON'
            : 'a sample that ends before its brackets are closed';
        unread.add([{ text: `${why}: ${block.text.slice(0, 60)}`, line: block.line, bullet: false, depth: 0 }]);
      }
      if (value === undefined && !isJson) continue;
      samples.push({
        kind,
        line: address?.line ?? block.line,
        ...(status === undefined || kind === 'request' ? {} : { status }),
        ...(value === undefined ? {} : { value }),
        ...(address === undefined ? {} : { target: address.text }),
      });
      address = undefined;
    }
  }
  flush();
  return samples;
}

/** JSON, also with the commas before closing brackets that hand-written samples have, and without its outer brackets. */
function parseSample(text: string): Json | undefined {
  const whole = text.startsWith('"') ? `{${text}}` : text;
  for (const candidate of [whole, withoutStrayCommas(whole)]) {
    try {
      return JSON.parse(candidate) as Json;
    } catch {
      // The next candidate, or none.
    }
  }
  return undefined;
}

/** Takes the commas before closing brackets out, texts left alone. */
function withoutStrayCommas(text: string): string {
  return text.replaceAll(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted: string | undefined) => quoted ?? '');
}

/** The parameters in a request's address, nested as the RPC style flattens them: `Rules.1.Port=80`. */
export function queryOf(address: string): Json | undefined {
  const query = /\?(.*)$/s.exec(address)?.[1];
  if (query === undefined) return undefined;
  const root: Record<string, Json> = {};
  for (const part of query.slice(0, 20_000).split('&')) {
    const steps = (part.split('=', 1)[0] ?? '').trim().split('.');
    let here = root;
    for (const step of steps.filter((one) => !/^(?:\d+|N)$/.test(one)).slice(0, 10)) {
      if (!/^[\w-]+$/.test(step)) break;
      const below = Object.hasOwn(here, step) ? here[step] : undefined;
      if (typeof below === 'object' && below !== null) here = below as Record<string, Json>;
      else {
        const next: Record<string, Json> = {};
        setOwn(here, step, next);
        here = next;
      }
    }
  }
  return root;
}
