const LONGEST_LINE = 300;

/** Puts what went wrong beside the calls on stderr, on one line: a message may quote what a client sent. */
export function reportError(error: Error): void {
  // oxlint-disable-next-line no-control-regex
  console.error(
    `autotask-mcp: ${error.message.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, LONGEST_LINE)}`,
  );
}
