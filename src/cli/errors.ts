/** A command line that cannot be carried out as typed; the message is meant for the person who typed it. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

/** A change that was not made because nobody agreed to it, or because a rule forbids it. Nothing was sent. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
