import type { Json } from '../../scripts/base/json.js';
import { typeText } from '../../scripts/docs/lock/type-text.js';
import type { Field, Page } from '../../scripts/docs/page.js';

/** A field without lines and confidences: what a page says of it. */
export interface PlainField {
  name: string;
  /** As `typeText` writes it. */
  type: string;
  in?: string;
  required?: boolean;
  default?: Json;
  bounds: Record<string, number>;
  values: [Json, string][];
  example?: Json;
  prose: string;
  fields: PlainField[];
  items?: PlainField;
}

/** A page without lines and confidences. */
export interface PlainPage {
  title: string;
  operation?: string;
  updated: string;
  method?: string;
  path?: string;
  summary: string;
  permissions: {
    action: string;
    access: string;
    resources: { type: string; arn?: string; required: boolean }[];
    conditionKeys: string[];
    dependentActions: string[];
  }[];
  parameters: PlainField[];
  response: PlainField[];
  sample: Json;
  statuses: [string, string][];
  errors?: [status: string, code: string, message: string, meaning: string][];
  changes: [string, string][];
}

function words(text: string | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** What was read of a page, without lines and confidences. */
export function plainPage(page: Page): PlainPage {
  const [response] = page.responses;
  return {
    title: page.title.value,
    ...(page.operation === undefined ? {} : { operation: page.operation.value }),
    updated: page.updated?.value ?? '',
    ...(page.method === undefined ? {} : { method: page.method.value }),
    ...(page.path === undefined ? {} : { path: page.path.value }),
    summary: words(page.summary?.text),
    permissions: page.permissions.map((one) => ({
      action: one.action.value,
      access: one.access?.value ?? '',
      resources: one.resources.map((resource) => resource.value),
      conditionKeys: one.conditionKeys.map((key) => key.value),
      dependentActions: one.dependentActions.map((action) => action.value),
    })),
    parameters: page.parameters.map((parameter) => ({ ...plainField(parameter), in: parameter.in })),
    response: (response?.body?.fields ?? []).map(plainField),
    sample: page.samples.find((sample) => sample.kind === 'response')?.value ?? null,
    statuses: page.statuses.map(({ status, meaning }) => [status.value, words(meaning?.text)]),
    ...(page.errors === undefined
      ? {}
      : {
          errors: page.errors.map(({ status, code, message, meaning }) => [
            status.value,
            code.value,
            words(message?.value),
            words(meaning?.text),
          ]),
        }),
    changes: page.changes.map(({ date, summary }) => [date.value, words(summary?.text)]),
  };
}

function plainField(field: Field): PlainField {
  return {
    name: field.name,
    type: typeText(field.type.value),
    ...(field.required === undefined ? {} : { required: field.required.value }),
    ...(field.default === undefined ? {} : { default: field.default.value }),
    bounds: Object.fromEntries(
      Object.entries(field.bounds).flatMap(([key, fact]) => (fact === undefined ? [] : [[key, fact.value]])),
    ),
    values: field.values.map(({ value, meaning }) => [value.value, words(meaning?.text)]),
    ...(field.example === undefined ? {} : { example: field.example.value }),
    prose: words(field.prose?.text),
    fields: field.fields.map(plainField),
    ...(field.items === undefined ? {} : { items: plainField(field.items) }),
  };
}
