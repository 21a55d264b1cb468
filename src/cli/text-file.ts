import { readFile } from 'node:fs/promises';
import { errorCode } from '../autotask/error-code.js';

/** A file's text; undefined where there is no such file. */
export async function readTextIfAny(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The value of a JSON text; undefined where it is none. */
export function parseJsonIfAny(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
