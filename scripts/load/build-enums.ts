import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import type { Enum, EnumValue, Phase } from '../contract/contract.js';
import { locate } from './node.js';
import type { SchemaBundle } from './schema-bundle.js';
import type { Workspace } from './workspace.js';

/** Every definition that is an enum. Enums without a name of their own have no runtime constant. */
export function buildEnums(workspace: Workspace, bundle: SchemaBundle): Enum[] {
  const enums: Enum[] = [];
  for (const [name, schema] of Object.entries(bundle.definitions)) {
    const values = own(schema, 'enum');
    const place = bundle.places.get(name);
    if (!Array.isArray(values) || place === undefined) continue;
    const scalars = values.filter((value) => typeof value === 'string' || typeof value === 'number');
    if (scalars.length === 0) continue;
    const names = own(schema, 'x-enum-varnames') as string[] | undefined;
    const descriptions = own(schema, 'x-enum-descriptions') as string[] | undefined;
    const lifecycle = own(schema, 'x-lifecycle') as (Record<Phase, Json[]> & { final: Json[] }) | undefined;
    const phaseOf = phaseTable(lifecycle);
    enums.push({
      name,
      description: String(own(schema, 'description') ?? ''),
      values: uniqueNames(
        scalars.map((value, index) => ({
          value,
          name: names?.[index] ?? identifier(value),
          description: descriptions?.[index] ?? '',
          ...(phaseOf.has(value)
            ? { phase: phaseOf.get(value) as Phase, final: lifecycle?.final.includes(value) === true }
            : {}),
        })),
      ),
      lifecycle: lifecycle !== undefined,
      location: locate(workspace, place),
    });
  }
  return enums;
}

function phaseTable(lifecycle: Record<Phase, Json[]> | undefined): Map<Json, Phase> {
  const phases: Phase[] = ['pending', 'running', 'succeeded', 'failed', 'skipped'];
  return new Map(phases.flatMap((phase) => (lifecycle?.[phase] ?? []).map((value) => [value, phase] as const)));
}

/** A legal identifier that reads like the value. */
function identifier(value: string | number): string {
  const word = String(value)
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
  return /^[A-Za-z]/.test(word) ? word : `Value${word === '' ? '' : `_${word}`}`;
}

function uniqueNames(values: EnumValue[]): EnumValue[] {
  const taken = new Set<string>();
  return values.map((value) => {
    let name = value.name;
    for (let number = 2; taken.has(name); number++) name = `${value.name}_${number}`;
    taken.add(name);
    return { ...value, name };
  });
}
