import type { JsonObject } from '../base/json.js';
import type { Finding } from '../contract/invariants/invariant.js';
import { excerpt } from './excerpt.js';
import type { Recording } from './recording.js';
import type { Violation } from './report.js';
import type { Rule } from './rules.js';

/** Where a recording stands. */
export interface Place {
  readonly file: string;
  /** As in {@link Violation}. */
  readonly line: number;
  /** Characters of its text. */
  readonly size: number;
}

/** How violations are written. */
export interface Style {
  /** Undeclared fields are errors instead of warnings. */
  readonly strict: boolean;
  /** The command line that judges some lines of a file again. */
  replay(file: string, from: number, to: number, operation: string): string;
}

/** What a finding is about, as reports show it. */
export interface Subject {
  readonly place: Place;
  /** First line of the walk, where the finding is about one. */
  readonly from?: number;
  readonly request: JsonObject;
  readonly response: JsonObject;
}

/** A recording, as reports show it. */
export function subjectOf({ request, wire, status, contentType, body, text }: Recording, place: Place): Subject {
  return {
    place,
    request: { ...wire, ...(request === undefined ? {} : { parameters: excerpt(request) }) },
    response: {
      ...(status === undefined ? {} : { status }),
      ...(contentType === undefined ? {} : { contentType }),
      body: excerpt(body ?? text),
    },
  };
}

/** The violation that a finding is. */
export function violationOf(
  operation: string,
  rule: Rule,
  { path, message, expected, actual }: Finding,
  { place, from, request, response }: Subject,
  style: Style,
): Violation {
  return {
    operation,
    property: rule.id,
    severity: rule.severity,
    source: rule.source,
    path,
    message,
    expected: excerpt(expected),
    actual: excerpt(actual),
    request,
    response,
    replay: style.replay(place.file, from ?? place.line, place.line, operation),
    file: place.file,
    line: place.line,
  };
}
