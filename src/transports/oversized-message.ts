import { invalid, usableId, type Refusal } from './malformed-requests.js';

/** Of each end of a message: room for its plain members, and then some. */
const END_BYTES = 1_024;

const MEMBER = String.raw`\s*"(jsonrpc|id|method)"\s*:\s*(?:"([^"\\]*)"|(-?\d+))\s*`;
const FIRST_MEMBERS = new RegExp(String.raw`^\s*\{((?:${MEMBER}[,}])*)`);
const LAST_MEMBERS = new RegExp(String.raw`((?:,${MEMBER})*)\}\s*$`);

/**
 * A message that is too long to be taken, and is answered nevertheless: with its id, so that the caller learns of it.
 *
 * The id is looked for without reading the message as JSON. Of a request's members only `params` can be long, so the others stand before or
 * after it: where plain members follow the first brace, or the last brace follows plain members, they can be nobody else's.
 */
export class OversizedMessage {
  readonly #members: Map<string, string | number>;
  readonly #longest: number;
  #refuse: ((refusal: Refusal) => void) | undefined;
  #tail: Buffer;

  /**
   * @param start The first part of it, longer than `longest`.
   * @param refuse Called once: at once if nothing that follows could tell whose message it is, else when it has ended.
   */
  constructor(start: Buffer, longest: number, refuse: (refusal: Refusal) => void) {
    const head = FIRST_MEMBERS.exec(start.toString('utf8', 0, END_BYTES));
    this.#members = plainMembers(head?.[1] ?? '');
    this.#longest = longest;
    this.#refuse = refuse;
    // A copy, since a part of the buffer would keep all of it in memory.
    this.#tail = Buffer.from(start.subarray(-END_BYTES));
    if (head === null || (this.#members.has('method') && this.#members.has('id'))) this.#answer();
  }

  append(part: Buffer): void {
    this.#tail = Buffer.concat([this.#tail, part.subarray(-END_BYTES)]).subarray(-END_BYTES);
  }

  end(): void {
    const last = LAST_MEMBERS.exec(this.#tail.toString());
    for (const [name, value] of plainMembers(last?.[1] ?? '')) this.#members.set(name, value);
    this.#answer();
  }

  #answer(): void {
    // A response has an id that the server gave, not the caller.
    const id = this.#members.has('method') ? usableId(this.#members.get('id')) : null;
    this.#refuse?.(invalid(id, `the message is longer than the ${String(this.#longest)} bytes that are taken over stdio`));
    this.#refuse = undefined;
  }
}

function plainMembers(text: string): Map<string, string | number> {
  const members = new Map<string, string | number>();
  for (const [, name, string, number] of text.matchAll(new RegExp(MEMBER, 'g')))
    if (name !== undefined) members.set(name, string ?? Number(number));
  return members;
}
