const LONGEST_LINE = 300;

/** Puts what went wrong beside the calls on stderr, on one line: a message may quote what a client sent. */
export function reportError(error: Error): void {
  console.error(`autotask-mcp: ${error.message.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, LONGEST_LINE)}`);
}
