import { z } from 'zod';

interface JsonSchemaOptions {
  readonly target: string;
}

/** What the MCP SDK needs of a schema: see https://standardschema.dev. */
export interface AdvertisedSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => { readonly value: unknown };
    readonly jsonSchema: {
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
  };
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A tool's schema as `tools/list` shows it: zod's own JSON Schema without what only costs tokens. It accepts any value,
 * because arguments and answers are checked where our own words for what is wrong are at hand (see `defineTool`).
 */
export function advertisedSchema(schema: z.ZodType): AdvertisedSchema {
  return {
    '~standard': {
      version: 1,
      vendor: 'autotask-mcp',
      validate: (value) => ({ value }),
      jsonSchema: { input: () => slimJsonSchema(schema, 'input'), output: () => slimJsonSchema(schema, 'output') },
    },
  };
}

/** JSON Schema (draft 2020-12, which MCP assumes where none is named) of a zod object, slimmed. */
export function slimJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io });
  // Through JSON, which is what goes over the wire: drops undefined and non-enumerable members.
  const slimmed = slim(z.json().parse(JSON.parse(JSON.stringify(json))));
  return z.record(z.string(), z.unknown()).parse(slimmed);
}

function slim(node: Json): Json {
  if (Array.isArray(node)) return node.map((item: Json) => slim(item));
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key, value]) => !isNoise(key, value));
  return Object.fromEntries(
    kept.map(([key, value]) => (key === 'type' && Array.isArray(value) ? ['anyOf', value.map(single)] : [key, slim(value)])),
  );
}

/** One of several types, by itself: hosts that translate schemas into other dialects often know single types only. */
function single(type: Json): Json {
  return { type };
}

// zod bounds each integer by what a double holds, says that a record's keys are strings and its values anything, and marks readonly arrays.
function isNoise(key: string, value: Json): boolean {
  if (key === 'minimum' || key === 'exclusiveMinimum') return value === Number.MIN_SAFE_INTEGER;
  if (key === 'maximum' || key === 'exclusiveMaximum') return value === Number.MAX_SAFE_INTEGER;
  if (key === 'propertyNames' || key === 'readOnly') return true;
  return key === 'additionalProperties' && value !== null && typeof value === 'object' && Object.keys(value).length === 0;
}
