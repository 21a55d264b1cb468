import type { GlobalOptions } from './global-options.js';
import type { Session } from './session.js';
import type { Terminal } from './terminal.js';

/** What a command works with. */
export interface Context {
  readonly global: GlobalOptions;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C and when the reader of stdout has gone. */
  readonly signal: AbortSignal;
  /**
   * The connection to the tenant, made on first use and closed at the end of the process.
   *
   * @throws {ConfigurationError} while credentials are missing.
   */
  connect(options?: { readonly demo: boolean }): Promise<Session>;
  /** Sets the exit code of a command that has done its work and found something wrong. */
  exitWith(code: number): void;
}
