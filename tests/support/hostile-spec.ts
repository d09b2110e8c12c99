/** Texts that would do harm if they were pasted into code or into a comment of it. */
export const hostileTexts = [
  '*/ globalThis.hacked = 1; /*',
  '"); globalThis.hacked = 1; ("',
  "'); globalThis.hacked = 1; ('",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it would be one where the text became code
  '`${globalThis.hacked = 1}`',
  '\\"; globalThis.hacked = 1; //',
  'line\nglobalThis.hacked = 1;\r\n//',
  'separator\u2028globalThis.hacked = 1;\u2029//',
  ']]>globalThis.hacked = 1</script>',
  'x, {instancePath:globalThis.hacked = 1}',
  'const err0 = {};\nglobalThis.hacked = 1;',
  'schema1; globalThis.hacked = 1',
  '__proto__',
  'constructor',
  'toString',
];

/** An OpenAPI document in which hostile texts stand wherever a text can stand. As JSON, which is YAML too. */
export function hostileSpec(): string {
  const each = <T>(make: (text: string) => T) => hostileTexts.map(make);
  const properties = JSON.parse(
    `{${hostileTexts.map((text) => `${JSON.stringify(text)}:{"type":"string","description":${JSON.stringify(text)},"minLength":2}`).join(',')}}`,
  );
  const paths: Record<string, unknown> = {};
  for (const [index, text] of hostileTexts.entries()) {
    paths[`/p${index}/${encodeURIComponent(text)}`] = {
      get: {
        operationId: text,
        summary: text,
        description: text,
        parameters: each((name) => ({
          name,
          in: 'query',
          description: name,
          schema: { type: 'string', enum: hostileTexts, example: text, default: text },
        })),
        responses: {
          200: {
            description: text,
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Hostile' },
              },
            },
          },
          default: {
            description: text,
            content: {
              'application/json': { schema: { type: 'object', title: text, properties: { a: { const: text } } } },
            },
          },
        },
      },
    };
  }
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: hostileTexts[0], version: hostileTexts[1] },
    paths,
    components: {
      schemas: {
        Hostile: {
          type: 'object',
          description: hostileTexts[0],
          additionalProperties: false,
          required: ['__proto__'],
          properties: {
            ...properties,
            status: { $ref: '#/components/schemas/Status' },
            pattern: { type: 'string', pattern: '^[`"\'\\\\/]*\\$\\{.*$' },
          },
        },
        Status: {
          type: 'string',
          enum: hostileTexts,
          'x-enum-descriptions': hostileTexts,
          description: hostileTexts[5],
        },
        '*/ globalThis.hacked = 1 /*': { type: 'string' },
      },
    },
  });
}
