/** What an argument names in the tenant; its completion comes from there. */
export type ArgumentKind = 'company' | 'person' | 'queue' | 'ticket';

export interface PromptArgument {
  readonly kind: ArgumentKind;
  readonly description: string;
  readonly isRequired: boolean;
}

/** What a prompt's text depends on besides its arguments. */
export interface PromptContext {
  /** False in access mode `read`, where no tool writes. */
  readonly canWrite: boolean;
}

type Values<Arguments> = {
  readonly [Name in keyof Arguments]: Arguments[Name] extends { readonly isRequired: true } ? string : string | undefined;
};

/** A routine of daily work, told to the model: which tools answer it, with which arguments, and what to make of the answers. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: Readonly<Record<string, PromptArgument>>;
  readonly text: (values: Readonly<Record<string, string | undefined>>, context: PromptContext) => string;
}

interface PromptDefinition<Arguments extends Readonly<Record<string, PromptArgument>>> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: Arguments;
  readonly text: (values: Values<Arguments>, context: PromptContext) => string;
}

/** Types a prompt's text by its arguments. The required ones are checked before the text is asked for. */
export function definePrompt<const Arguments extends Readonly<Record<string, PromptArgument>>>(
  prompt: PromptDefinition<Arguments>,
): Prompt {
  const { text, ...rest } = prompt;
  // The values' names are the arguments', which the registered schema has made sure of.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...rest, text: (values, context) => text(values as Values<Arguments>, context) };
}

/** A call as the model is to make it: the tool's name and its arguments. */
export function call(tool: `autotask_${string}`, args: Readonly<Record<string, unknown>>): string {
  return `${tool} ${JSON.stringify(args)}`;
}

/** Steps with their numbers; those that do not apply are left out. */
export function steps(...lines: readonly (string | false)[]): string {
  return lines
    .filter((line) => line !== false)
    .map((line, index) => `${String(index + 1)}. ${line}`)
    .join('\n');
}
