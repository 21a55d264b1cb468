import { completable, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { suggestionsOf } from '../completion.js';
import type { Services } from '../services.js';
import { PROMPTS } from './catalogue.js';
import type { ArgumentKind, Prompt, PromptArgument } from './define-prompt.js';

/** A name, not a novel: what is longer was not typed by a person. */
const LONGEST_ARGUMENT = 200;

type ArgumentsSchema = z.ZodObject<Record<string, z.ZodType<string | undefined>>>;

// Over HTTP a server is built per request, for the same services each time; the schemas hold no state of a connection.
const SCHEMAS = new WeakMap<Services, ReadonlyMap<Prompt, ArgumentsSchema>>();

/** Puts the daily routines on a server as prompts, their arguments completed from the tenant. */
export function registerPrompts(server: McpServer, services: Services): void {
  const schemas = schemasFor(services);
  for (const prompt of PROMPTS) {
    const { name, title, description } = prompt;
    const answer = (values: Readonly<Record<string, string | undefined>>) => ({
      description,
      messages: [
        {
          role: 'user' as const,
          content: { type: 'text' as const, text: prompt.text(values, { canWrite: services.access.mode !== 'read' }) },
        },
      ],
    });
    const argsSchema = schemas.get(prompt);
    if (argsSchema === undefined) server.registerPrompt(name, { title, description }, () => answer({}));
    else server.registerPrompt(name, { title, description, argsSchema }, answer);
  }
}

function schemasFor(services: Services): ReadonlyMap<Prompt, ArgumentsSchema> {
  const known = SCHEMAS.get(services);
  if (known !== undefined) return known;
  const schemas = new Map(
    PROMPTS.filter((prompt) => Object.keys(prompt.arguments).length > 0).map((prompt) => [prompt, schemaOf(prompt, services)]),
  );
  SCHEMAS.set(services, schemas);
  return schemas;
}

function schemaOf(prompt: Prompt, services: Services): ArgumentsSchema {
  const shape: Record<string, z.ZodType<string | undefined>> = {};
  for (const [name, argument] of Object.entries(prompt.arguments)) shape[name] = argumentSchema(argument, services);
  return z.object(shape);
}

function argumentSchema({ kind, description, isRequired }: PromptArgument, services: Services): z.ZodType<string | undefined> {
  const text = z.string().trim().min(1).max(LONGEST_ARGUMENT).describe(description);
  const schema = completable(text, (typed) => suggest(kind, typed, services));
  return isRequired ? schema : schema.optional();
}

async function suggest(kind: ArgumentKind, typed: string, services: Services): Promise<string[]> {
  const { SUGGESTIONS } = await import('./completions.js');
  return suggestionsOf(services, (connection, call) => SUGGESTIONS[kind](typed, connection, call));
}
