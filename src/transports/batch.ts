/** The one version of the protocol that has batches, and obliges servers to take them. */
const VERSION_WITH_BATCHES = '2025-03-26';

export function hasBatches(protocolVersion: string | undefined): boolean {
  return protocolVersion === VERSION_WITH_BATCHES;
}

/**
 * The messages of a batch, each to be answered by itself: that version lets a server do so, and few of its clients read lists.
 *
 * @returns Undefined for a line that is no batch. An empty list is none, as JSON-RPC has it.
 */
export function messagesOfBatch(line: string): string[] | undefined {
  if (!line.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.length > 0 ? value.map((message) => JSON.stringify(message)) : undefined;
  } catch {
    // No JSON, or nested deeper than can be written again: no batch.
    return undefined;
  }
}
