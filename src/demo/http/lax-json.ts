/**
 * Parses JSON as laxly as Json.NET does: single quotes, unquoted keys, trailing commas and comments are let through,
 * which official samples rely on (dossier §10).
 *
 * @throws SyntaxError where even Json.NET would give up.
 */
export function parseLaxJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new LaxParser(text).parse();
  }
}

/** The same; undefined for a text that even Json.NET would give up on. */
export function laxJsonIfAny(text: string): unknown {
  try {
    return parseLaxJson(text);
  } catch {
    return undefined;
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class LaxParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): unknown {
    const value = this.#value();
    this.#skipBlank();
    if (this.#at < this.#text.length) throw this.#unexpected();
    return value;
  }

  #value(): unknown {
    const next = this.#peek();
    if (next === '{') return this.#object();
    if (next === '[') return this.#array();
    if (next === '"' || next === "'") return this.#string(next);
    return this.#bare();
  }

  #object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#at += 1;
    while (this.#peek() !== '}') {
      const key = this.#key();
      this.#expect(':');
      entries.push([key, this.#value()]);
      if (this.#peek() !== '}') this.#expect(',');
    }
    this.#at += 1;
    return Object.fromEntries(entries);
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    this.#at += 1;
    while (this.#peek() !== ']') {
      items.push(this.#value());
      if (this.#peek() !== ']') this.#expect(',');
    }
    this.#at += 1;
    return items;
  }

  #key(): string {
    const next = this.#peek();
    return next === '"' || next === "'" ? this.#string(next) : this.#match(/[\w$-]+/y);
  }

  #string(quote: string): string {
    let value = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text.charAt(this.#at);
      if (char === quote) {
        this.#at += 1;
        return value;
      }
      value += char === '\\' ? this.#escape() : char;
    }
    throw this.#unexpected();
  }

  #escape(): string {
    this.#at += 1;
    const char = this.#text.charAt(this.#at);
    if (char !== 'u') return ESCAPES[char] ?? char;
    const digits = this.#text.slice(this.#at + 1, this.#at + 5);
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #bare(): unknown {
    const word = this.#match(/[\w+.-]+/y);
    const known = WORDS.get(word.toLowerCase());
    if (known !== undefined) return known;
    const number = Number(word);
    if (Number.isNaN(number)) throw this.#unexpected();
    return number;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw this.#unexpected();
    this.#at += found.length;
    return found;
  }

  #peek(): string {
    this.#skipBlank();
    return this.#text.charAt(this.#at);
  }

  #expect(char: string): void {
    if (this.#peek() !== char) throw this.#unexpected();
    this.#at += 1;
  }

  #skipBlank(): void {
    const blank = /(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*)*/y;
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)?.[0].length ?? 0;
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`Unexpected character at position ${this.#at}.`);
  }
}
