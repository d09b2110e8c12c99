import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How many operations share one file of common schemas, by default. */
const PER_AREA = 20;

/**
 * Writes OpenAPI 3.1 documents such as a large service has: one operation in each file, with schemas of its own and others
 * that it shares with its area. About two and a half schemas and 3.7 KB of YAML for each operation.
 */
export function writeManySpecs(folder: string, operations: number, perArea = PER_AREA): void {
  mkdirSync(folder, { recursive: true });
  for (let area = 0; area * perArea < operations; area++) {
    writeFileSync(path.join(folder, `common-${area}.yaml`), common(area));
  }
  for (let index = 0; index < operations; index++) {
    writeFileSync(fileOf(folder, index), specOf(index, undefined, perArea));
  }
}

/** Path of the document of one operation. */
export function fileOf(folder: string, index: number): string {
  return path.join(folder, `operation-${index}.yaml`);
}

/** The document of one operation. */
export function specOf(index: number, summary = `Lists the tasks of kind ${index}`, perArea = PER_AREA): string {
  const common = `common-${Math.floor(index / perArea)}.yaml#/components/schemas`;
  const fields = Array.from({ length: 14 }, (_, field) => `        ${fieldOf(index, field)}`).join('\n');
  return `openapi: 3.1.0
info: { title: Tasks of kind ${index}, version: '1' }
paths:
  /kinds/${index}/{id}/tasks:
    get:
      operationId: ListTasks${index}
      summary: ${summary}
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, minLength: 1 } }
        - { name: page, in: query, schema: { type: integer, minimum: 1, format: int32 } }
        - { name: size, in: query, schema: { type: integer, minimum: 1, maximum: 200 } }
        - { name: status, in: query, schema: { type: array, items: { $ref: '#/components/schemas/Status${index}' } } }
      responses:
        '200':
          description: A page of tasks.
          content:
            application/json:
              schema:
                type: object
                required: [items, page]
                properties:
                  items: { type: array, items: { $ref: '#/components/schemas/Task${index}' } }
                  page: { $ref: '${common}/Page' }
              example: { items: [], page: { number: 1, size: 20, total: 0 } }
        '404':
          description: There is no such kind.
          content: { application/json: { schema: { $ref: '${common}/Problem' } } }
        default:
          description: Something else went wrong.
          content: { application/json: { schema: { $ref: '${common}/Problem' } } }
components:
  schemas:
    Task${index}:
      type: object
      description: A task of kind ${index}.
      required: [id, status]
      properties:
        id: { type: string, minLength: 1, description: Names the task. }
        status: { $ref: '#/components/schemas/Status${index}' }
        owner: { $ref: '${common}/Person' }
        children: { type: array, items: { $ref: '#/components/schemas/Task${index}' } }
${fields}
    Status${index}:
      type: string
      description: How far a task of kind ${index} has come.
      enum: [waiting, running, done, failed, skipped-${index}]
`;
}

function fieldOf(index: number, field: number): string {
  const kinds = [
    `{ type: string, maxLength: ${20 + field}, description: The ${field}th text of a task of kind ${index}. }`,
    `{ type: integer, minimum: ${field}, description: The ${field}th number of a task of kind ${index}. }`,
    `{ type: string, format: date-time, description: The ${field}th time of a task of kind ${index}. }`,
    `{ type: [string, 'null'], pattern: '^[a-z]{1,${8 + field}}$', description: The ${field}th word of a task. }`,
    `{ type: array, maxItems: ${field + 1}, items: { type: number }, description: The ${field}th list of a task. }`,
  ];
  return `field${field}: ${kinds[field % kinds.length]}`;
}

function common(area: number): string {
  return `openapi: 3.1.0
info: { title: Area ${area}, version: '1' }
components:
  schemas:
    Page:
      type: object
      required: [number, size, total]
      properties: { number: { type: integer }, size: { type: integer }, total: { type: integer, minimum: 0 } }
    Person:
      type: object
      required: [name]
      properties: { name: { type: string, minLength: 1 }, mail: { type: string, format: email }, area: { const: ${area} } }
    Problem:
      type: object
      required: [code, message]
      properties: { code: { type: string }, message: { type: string }, details: { type: array, items: { type: string } } }
`;
}
