import { z } from 'zod';

/** One sentence or two on what is wrong with a tool's arguments, and what the tool takes. */
export function argumentProblems(tool: string, input: z.ZodType, args: unknown, issues: readonly z.core.$ZodIssue[]): string {
  const problems = [...new Set(issues.map((issue) => problemOf(issue, args)))];
  return `${tool}: ${problems.join('; ')}. It takes: ${argumentNames(input).join(', ')} (* = required).`;
}

function problemOf(issue: z.core.$ZodIssue, args: unknown): string {
  const place = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return `there is no argument ${issue.keys.map(quote).join(', ')}`;
  if (valueAt(args, issue.path) === undefined) return `${place} is missing`;
  if (issue.code === 'invalid_value') return `${place} must be one of ${issue.values.map(String).join(', ')}`;
  return `${place === '' ? 'the arguments' : place}: ${issue.message.replace(/\.$/, '')}`;
}

function valueAt(args: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), args);
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function argumentNames(input: z.ZodType): string[] {
  if (!(input instanceof z.ZodObject)) return [];
  return Object.entries(input.shape).map(([name, schema]) => (isOptional(schema) ? name : `${name}*`));
}

function isOptional(schema: unknown): boolean {
  return schema instanceof z.ZodType && schema.safeParse(undefined).success;
}

function quote(text: string): string {
  return `"${text}"`;
}
