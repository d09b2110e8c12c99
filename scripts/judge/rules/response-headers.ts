import { type RuleMaker, rule } from '../rule.js';

/** Headers that recordings leave out, since they hold credentials. */
const KEPT_BACK = new Set(['set-cookie', 'authorization', 'proxy-authenticate', 'www-authenticate']);

/** An answer has the headers that are declared as required of its status. */
export const responseHeaders: RuleMaker = ({ contract }) => {
  const required = new Map(
    Object.values(contract.responses).map((response) => [
      response,
      Object.keys(response.headers).filter(
        (name) => response.headers[name]?.required && !KEPT_BACK.has(name.toLowerCase()),
      ),
    ]),
  );
  if ([...required.values()].every((names) => names.length === 0)) return [];
  return [
    rule(contract, {
      id: 'response-headers',
      class: 'schema',
      provenance: { kind: 'documented', where: 'Response headers' },
      statement: 'A response has the headers that are declared as required of its status.',
      remedy: 'a response with such headers',
      begin: () => ({
        see: ({ exchange: { headers }, declared }, verdict) => {
          if (headers === undefined || declared === undefined) return;
          for (const name of required.get(declared) ?? []) {
            verdict.compared();
            if (Object.hasOwn(headers, name.toLowerCase())) continue;
            verdict.found({
              path: '',
              keyword: `header ${name}`,
              message: `the header ${name} is missing`,
              expected: `a header ${name}`,
              actual: undefined,
              spec: contract.origins[`/responses/${declared.status}/headers/${name}/schema`],
            });
          }
        },
      }),
    }),
  ];
};
