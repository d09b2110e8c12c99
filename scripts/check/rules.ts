/** A rule that is not an invariant of the contract's own. */
export interface Rule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** `documented: …` or `inferred: …`, as reports show it. */
  readonly source: string;
}

function rule(id: string, source: string, severity: Rule['severity'] = 'error'): Rule {
  return { id, severity, source };
}

/** The rules for single responses that follow from the OpenAPI part of a contract. */
export const rules = {
  httpStatus: rule('http-status', 'documented: Every response has a status that the contract declares.'),
  responseSchema: rule('response-schema', 'documented: A successful body is as the contract declares it.'),
  errorSchema: rule('error-schema', 'documented: An error body is as the contract declares it.'),
  undeclaredFields: rule('undeclared-fields', 'documented: A body has no fields but declared ones.', 'warning'),
  invalidAccepted: rule(
    'invalid-input-refused',
    'documented: A request that the contract does not allow is not answered with success.',
  ),
  validRefused: rule(
    'valid-input-accepted',
    'documented: A request that the contract allows is not refused as invalid.',
  ),
  uniqueRequestIds: rule('unique-request-ids', 'documented: Every response has an ID of its own.'),
} as const satisfies Record<string, Rule>;
