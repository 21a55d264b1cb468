import { z } from 'zod';
import type { Tool } from './define-tool.js';

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

type JsonSchema = Record<string, unknown>;

/** A tool's two schemas as `tools/list` shows them. */
export interface JsonSchemas {
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

// Set by the build, which converts the schemas so that no start has to (a tenth of it); absent when the sources run as they are.
// oxlint-disable-next-line no-underscore-dangle
declare const __TOOL_SCHEMAS__: Readonly<Record<string, JsonSchemas>> | undefined;

const CONVERTED = typeof __TOOL_SCHEMAS__ === 'object' ? __TOOL_SCHEMAS__ : {};

/**
 * A tool's schemas for `tools/list`: zod's own JSON Schema without what only costs tokens. They accept any value,
 * because arguments and answers are checked where our own words for what is wrong are at hand (see `defineTool`).
 */
export function advertisedSchemas(tool: Pick<Tool, 'name' | 'input' | 'output'>): {
  readonly input: AdvertisedSchema;
  readonly output: AdvertisedSchema;
} {
  const converted = CONVERTED[tool.name];
  return {
    input: advertised(() => converted?.input ?? slimJsonSchema(tool.input, 'input')),
    output: advertised(() => converted?.output ?? slimJsonSchema(tool.output, 'output')),
  };
}

/** The conversion that the build makes beforehand. */
export function convertSchemas(tools: readonly Tool[]): Record<string, JsonSchemas> {
  return Object.fromEntries(
    tools.map(({ name, input, output }) => [
      name,
      { input: slimJsonSchema(input, 'input'), output: slimJsonSchema(output, 'output') },
    ]),
  );
}

function advertised(jsonSchema: () => JsonSchema): AdvertisedSchema {
  return {
    '~standard': {
      version: 1,
      vendor: 'autotask-mcp',
      validate: (value) => ({ value }),
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  };
}

/** JSON Schema (draft 2020-12, which MCP assumes where none is named) of a zod object, slimmed. */
export function slimJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
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
