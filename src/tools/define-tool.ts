import type { z } from 'zod';
import type { AccessControl } from '../access-control.js';
import type { ServerConfig } from '../config.js';
import { InvalidArgumentsError, type Effect } from '../error-words.js';
import type { WriteReport } from '../semantic/write/report.js';
import type { MakePlan } from '../semantic/write/writer.js';
import type { CallTime } from '../running-calls.js';
import type { Connection } from '../services.js';
import { argumentProblems } from './argument-problems.js';
import { Illustrated, type Answer } from './reply.js';

/** What a handler gets besides its input. */
export interface ToolContext extends Connection {
  readonly config: ServerConfig;
  readonly access: AccessControl;
  /** Aborts when the caller cancels or the call's time is up; to be handed to every request. */
  readonly signal: AbortSignal;
  /** The same signal with the marks before it, for questions that can be answered with less. */
  readonly time: CallTime;
  /** Tells the caller how far long work has come; does nothing where nobody asked. */
  readonly reportProgress: (done: number, total?: number) => void;
  /** Writes in the name of whoever makes the call: plans, has risky plans approved, carries out, reads back, records. */
  readonly write: (makePlan: MakePlan, options: WriteOptions) => Promise<WriteReport>;
}

export interface WriteOptions {
  /** The person wants another one although there is one already; counts only after they were shown it. */
  readonly allowDuplicate?: boolean | undefined;
  /** Token of an earlier preview, where the client cannot ask. */
  readonly approval?: string | undefined;
}

interface ToolDefinition<Input extends z.ZodType, Output extends z.ZodType<Answer>> {
  readonly name: `autotask_${string}`;
  readonly title: string;
  readonly effect: Effect;
  readonly description: string;
  /**
   * A strict object: a plain one would drop a misspelt argument, and a misspelt filter would return everything. Made at the tool's first
   * call, since the build has converted it for `tools/list` beforehand.
   */
  readonly input: () => Input;
  /** Other names under which models pass an argument, each with its own; untold, so that they cost nothing. */
  readonly synonyms?: Readonly<Record<string, string>>;
  /** A loose object: clients reject an answer with a key that a closed schema does not list. */
  readonly output: () => Output;
  readonly run: (input: z.output<Input>, context: ToolContext) => Promise<z.input<Output> | Illustrated<z.input<Output>>>;
}

/** A tool as the rest of the server sees it: its types checked, its handler behind the check of its arguments. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly effect: Effect;
  readonly description: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType<Answer>;
  /** @throws {InvalidArgumentsError} for arguments that the input schema refuses. */
  readonly call: (args: unknown, context: ToolContext) => Promise<Illustrated<Answer>>;
}

/** Types a tool's handler by its schemas, each of which is made once: over HTTP a server is built per request. */
export function defineTool<Input extends z.ZodType, Output extends z.ZodType<Answer>>({
  run,
  input: makeInput,
  output: makeOutput,
  synonyms = {},
  ...tool
}: ToolDefinition<Input, Output>): Tool {
  const input = once(makeInput);
  const output = once(makeOutput);
  return {
    ...tool,
    get input() {
      return input();
    },
    get output() {
      return output();
    },
    call: async (args, context) => {
      const named = withOwnNames(args ?? {}, synonyms);
      const parsed = input().safeParse(named);
      if (!parsed.success) throw new InvalidArgumentsError(argumentProblems(tool.name, input(), named, parsed.error.issues));
      const reply = await run(parsed.data, context);
      const { answer, pictures } = reply instanceof Illustrated ? reply : new Illustrated(reply, []);
      return new Illustrated(output().parse(answer), pictures);
    },
  };
}

/** The arguments under their own names; one that is passed under two names keeps both, to be refused. */
function withOwnNames(args: unknown, synonyms: Readonly<Record<string, string>>): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args;
  const own = (name: string): string => (Object.hasOwn(synonyms, name) ? (synonyms[name] ?? name) : name);
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [own(name) in args ? name : own(name), value]));
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
