import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { slimJsonSchema } from '../../src/tools/advertised-schema.js';

describe('slimJsonSchema', () => {
  test('keeps what a caller has to know', () => {
    const schema = z.strictObject({
      entity: z.string().min(1).describe('e.g. Tickets'),
      limit: z.int().min(1).max(500).default(25),
    });

    expect(slimJsonSchema(schema, 'input')).toEqual({
      type: 'object',
      properties: {
        entity: { type: 'string', minLength: 1, description: 'e.g. Tickets' },
        limit: { type: 'integer', minimum: 1, maximum: 500, default: 25 },
      },
      required: ['entity'],
      additionalProperties: false,
    });
  });

  test('drops the bounds of doubles, the dialect and the obvious', () => {
    const schema = z.strictObject({
      id: z.int(),
      fields: z.record(z.string(), z.unknown()),
      rows: z.array(z.unknown()).readonly(),
    });

    expect(slimJsonSchema(schema, 'input')).toEqual({
      type: 'object',
      properties: { id: { type: 'integer' }, fields: { type: 'object' }, rows: { type: 'array', items: {} } },
      required: ['id', 'fields', 'rows'],
      additionalProperties: false,
    });
  });

  test('names one type at a time, for hosts that cannot take a list of them', () => {
    const schema = z.strictObject({ cell: z.union([z.string(), z.number(), z.null()]) });

    expect(slimJsonSchema(schema, 'output')).toMatchObject({
      properties: { cell: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] } },
    });
  });
});
