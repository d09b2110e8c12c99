import type { Services } from '../reference/services/index.js';

/** The nine classes of properties. A defect has the class of the property that is meant to see it. */
export const classes = [
  'schema',
  'status',
  'pagination',
  'filters',
  'sort',
  'input',
  'wire',
  'cross-response',
  'links',
] as const;

/** One of the nine classes. */
export type FaultClass = (typeof classes)[number];

/** A single defect of a server that is otherwise correct. */
export interface Fault {
  readonly id: string;
  readonly operation: keyof Services;
  readonly class: FaultClass;
  /** One line: what the server does wrong. */
  readonly description: string;
  plant(services: Services): void;
}

/** Makes the faults of one operation; their ids begin with a prefix. */
export function faultsOf<Id extends keyof Services>(operation: Id, prefix: string) {
  return (kind: FaultClass, name: string, description: string, plant: (service: Services[Id]) => void): Fault => ({
    id: `${prefix}-${name}`,
    operation,
    class: kind,
    description,
    plant: (services) => plant(services[operation]),
  });
}
