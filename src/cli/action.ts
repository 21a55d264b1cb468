import { CliCommand } from './command.js';
import type { Context } from './context.js';
import { globalOptions, type GlobalOptions } from './global-options.js';

/** What a command does: its options and then its arguments, as its definition has parsed them. */
export type Handler<Options, Arguments extends readonly unknown[]> = (
  context: Context,
  options: Options,
  ...args: Arguments
) => Promise<void>;

/** Makes the context of a command out of its global options. */
export type ContextFactory = (global: GlobalOptions) => Context;

/** Turns a handler, loaded when the command runs, into commander's action. */
export type ActionMaker = <Options, Arguments extends readonly unknown[]>(
  load: () => Promise<Handler<Options, Arguments>>,
) => (...all: unknown[]) => Promise<void>;

export function actionMaker(contextFor: ContextFactory): ActionMaker {
  return <Options, Arguments extends readonly unknown[]>(load: () => Promise<Handler<Options, Arguments>>) =>
    async (...all: unknown[]) => {
      const command = all.at(-1);
      if (!(command instanceof CliCommand)) throw new TypeError('commander hands the command over as the last argument');
      // commander hands over what the command's definition declares: arguments in order, then the options.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the definition beside each handler is the proof
      const args = all.slice(0, -2) as unknown as Arguments;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same
      const options = all.at(-2) as Options;
      const context = contextFor(globalOptions(command));
      await (
        await load()
      )(context, options, ...args);
    };
}
