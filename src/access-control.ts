import { errorCode } from './autotask/error-code.js';
import { ACCESS_MODES, type AccessMode } from './options.js';
import { Subscribers } from './subscribers.js';

/** `fs.watchFile` looks this often: unlike `fs.watch` it also sees files that are replaced or lie on a network. */
const LOOK_MS = 1_000;

/** Loaded only where there is a file: importing it would cost every start a hundredth. */
const fileSystem = () => process.getBuiltinModule('node:fs');

/**
 * What may be done in the tenant at this moment: what the settings say, or less where the owner's file says so. The file can be changed
 * while the server runs, to take writing away from it at once. Fails closed: a file that cannot be read, or holds no mode, means `read`.
 */
export class AccessControl {
  readonly #configured: AccessMode;
  readonly #file: string | undefined;
  readonly #subscribers = new Subscribers();
  #told: AccessMode;

  /** @param file Holds the name of a mode. */
  constructor(configured: AccessMode, file?: string) {
    this.#configured = configured;
    this.#file = file;
    this.#told = this.mode;
  }

  /** The mode in force, as the file says it now. */
  get mode(): AccessMode {
    const { mode = 'read' } = this.#file === undefined ? { mode: this.#configured } : readMode(this.#file);
    return narrower(mode, this.#configured);
  }

  /** What is wrong with the file; undefined where nothing is. */
  get problem(): string | undefined {
    return this.#file === undefined ? undefined : readMode(this.#file).problem;
  }

  /** Calls back when the mode has changed, within about {@link LOOK_MS}. @returns Ends that. */
  onChange(listener: () => void): () => void {
    const file = this.#file;
    if (file === undefined) return () => undefined;
    if (this.#subscribers.size === 0) fileSystem().watchFile(file, { interval: LOOK_MS, persistent: false }, this.#look);
    const unsubscribe = this.#subscribers.add(listener);
    return () => {
      unsubscribe();
      if (this.#subscribers.size === 0) fileSystem().unwatchFile(file, this.#look);
    };
  }

  readonly #look = (): void => {
    const { mode } = this;
    if (mode === this.#told) return;
    this.#told = mode;
    this.#subscribers.tell();
  };
}

function readMode(file: string): { mode?: AccessMode; problem?: string } {
  let text: string;
  try {
    text = fileSystem().readFileSync(file, 'utf8').trim().toLowerCase();
  } catch (error) {
    return {
      problem: `AUTOTASK_ACCESS_FILE cannot be read (${errorCode(error) ?? 'unknown error'}), so nothing may be written.`,
    };
  }
  const mode = ACCESS_MODES.find((candidate) => candidate === text);
  if (mode !== undefined) return { mode };
  return { problem: `AUTOTASK_ACCESS_FILE holds none of ${ACCESS_MODES.join(', ')}, so nothing may be written.` };
}

function narrower(one: AccessMode, other: AccessMode): AccessMode {
  return ACCESS_MODES.indexOf(one) < ACCESS_MODES.indexOf(other) ? one : other;
}
