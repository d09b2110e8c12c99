import type { Contract, Parameter } from '../contract/contract.js';

/** The two ends of a range, by the names of their parameters. */
export interface Range {
  readonly from: string;
  readonly until: string;
}

/** Whether a parameter is an end of a range, or says how far back one reaches. */
export function isRange({ filter }: Parameter): boolean {
  return filter?.match === 'from' || filter?.match === 'until' || filter?.match === 'within-days';
}

/** Parameters that are the two ends of one range: those of one field, or the only two that there are. */
export function rangesOf({ parameters }: Pick<Contract, 'parameters'>): Range[] {
  const starts = parameters.filter(({ filter }) => filter?.match === 'from');
  const ends = parameters.filter(({ filter }) => filter?.match === 'until');
  return starts.flatMap(({ name, filter }) => {
    const field = filter !== undefined && 'field' in filter ? filter.field : undefined;
    const end =
      ends.find((one) => one.filter !== undefined && 'field' in one.filter && one.filter.field === field) ??
      (starts.length === 1 && ends.length === 1 ? ends[0] : undefined);
    return end === undefined ? [] : [{ from: name, until: end.name }];
  });
}
