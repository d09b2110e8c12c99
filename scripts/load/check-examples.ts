import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonObject } from '../base/json.js';
import { setOwn } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { type Part, RuntimeValidators } from '../contract/ajv.js';
import type { Contract, Example } from '../contract/contract.js';
import { contentOf, successBody, successResponse } from '../contract/responses.js';
import { satisfies } from '../contract/satisfies.js';
import { judgeAlone } from '../judge/single.js';
import type { Built } from './build.js';
import type { Workspace } from './workspace.js';

/**
 * Notes the examples that are not what the contract says. Only what has a wrong example is compiled, to say what is
 * wrong with it: to compile a contract takes a hundred times what looking at its examples takes.
 */
export function checkExamples(workspace: Workspace, built: Built): void {
  const { contract } = built;
  try {
    let validators: RuntimeValidators | undefined;
    const judgeOf: Judges = (part) => {
      validators ??= new RuntimeValidators(contract, { code: { optimize: false } });
      return validators.of(part);
    };
    checkParameterExamples(workspace, built, judgeOf);
    checkResponseExamples(workspace, built, judgeOf);
  } catch (error) {
    const message = `a schema of ${contract.id} cannot be compiled: ${(error as Error).message}`;
    workspace.warn(contract.location, message, `operation ${contract.id}`, contract.location);
  }
}

type Judges = (part: Part) => ValidateFunction;

function checkParameterExamples(workspace: Workspace, { contract, sites }: Built, judgeOf: Judges): void {
  for (const [index, parameter] of contract.parameters.entries()) {
    for (const [number, example] of parameter.examples.entries()) {
      if (satisfies(parameter.schema, example, contract.definitions)) continue;
      const request = judgeOf('request');
      const alone: JsonObject = {};
      setOwn(alone, parameter.name, example);
      // Other parameters that are missing are not the example's fault.
      const pointer = formatPointer([parameter.name]);
      const errors = request(alone) ? [] : (request.errors ?? []);
      const error = errors.find(({ instancePath }) => `${instancePath}/`.startsWith(`${pointer}/`));
      if (error === undefined) continue;
      const place = sites.get(`/parameters/${index}/examples/${number}`) ?? contract.location;
      const message = `the example ${JSON.stringify(example)} of ${parameter.name} violates its schema: ${error.message}`;
      workspace.warn(place, message, 'example', place);
    }
  }
}

function checkResponseExamples(workspace: Workspace, { contract, sites }: Built, judgeOf: Judges): void {
  const success = successResponse(contract);
  for (const response of Object.values(contract.responses)) {
    const { mediaType, examples, schema } = contentOf(response);
    for (const [name, example] of Object.entries(examples)) {
      const pointer = `/responses/${response.status}/content${formatPointer([mediaType, 'examples', name])}`;
      const place = sites.get(pointer) ?? contract.location;
      const judge = satisfies(schema, example.value, contract.definitions) ? undefined : judgeOf(response);
      if (judge?.(example.value) === false) {
        const message = `example ${name} violates its schema: ${reason(judge)}`;
        workspace.warn(place, message, `example ${name} of ${contract.id}`, place);
        continue;
      }
      if (example.request !== undefined) {
        const isSound = satisfies(contract.request, example.request, contract.definitions);
        const request = isSound ? undefined : judgeOf('request');
        const key = { file: place.file, pointer: `${place.pointer}/x-request` };
        if (request?.(example.request) === false) {
          const message = `the request of example ${name} violates the parameters: ${reason(request)}`;
          workspace.warn(key, message, `x-request of example ${name}`, key);
          continue;
        }
      }
      if (response !== success) continue;
      for (const problem of ruleProblems(contract, example)) workspace.warn(place, `example ${name} ${problem}`);
    }
  }
}

/**
 * An example answers its request, and breaks exactly the rules that its decisions say it breaks. A rule that a page's own
 * sample breaks cannot be an error of a server: unless the sample's list is abbreviated, which only its counts show.
 */
function ruleProblems(contract: Contract, example: Example): string[] {
  const problems: string[] = [];
  const declared = new Set(example.decisions.flatMap((decision) => decision.breaks));
  const known = new Set<string>();
  const { status } = successBody(contract);
  for (const { rule, broken, judgements } of judgeAlone(contract, {
    request: example.request,
    status,
    body: example.value,
  })) {
    known.add(rule.id);
    const [first] = judgements;
    if (first !== undefined && !declared.has(rule.id)) {
      const { path, message, expected, actual } = first;
      problems.push(`breaks ${rule.id}: ${path} ${message} (expected ${show(expected)}, found ${show(actual)})`);
    }
    if (broken === 0 && declared.has(rule.id)) {
      problems.push(`keeps ${rule.id}, though a decision says that it breaks it`);
    }
    if (broken > 0 && declared.has(rule.id) && rule.severity === 'error' && rule.class !== 'pagination') {
      problems.push(
        `breaks ${rule.id}, which is documented; a rule that the page itself breaks has to be an inferred one`,
      );
    }
  }
  for (const id of declared) if (!known.has(id)) problems.push(`is said to break ${id}, but there is no such rule`);
  return problems;
}

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function reason(validate: ValidateFunction): string {
  const error = validate.errors?.[0];
  return error === undefined ? '' : `${error.instancePath || 'it'} ${error.message}`;
}
