import type { Shell } from '../completion/shells.js';
import { SCRIPTS } from '../completion/scripts.js';
import type { Context } from '../context.js';

/** The script to load in a shell. */
export async function completion(context: Context, _options: unknown, shell: Shell): Promise<void> {
  await context.terminal.out.write(SCRIPTS[shell]);
}
