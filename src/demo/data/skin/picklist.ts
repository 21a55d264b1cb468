/** One value of a pick list in both skins. */
export interface ListValue {
  /** Name by which the data's builders refer to it. */
  readonly key: string;
  /** Value in the standard skin. */
  readonly value: string;
  readonly english: string;
  readonly german: string;
  /** Autotask's own value: its id is the same in every tenant. */
  readonly isSystem: boolean;
  readonly isActive: boolean;
  readonly isDefault: boolean;
  /** Key of the value in the parent list under which this one is valid. */
  readonly parent?: string;
}

/**
 * Reads a list that is written one value a line, in sort order: `[flags]key value English | German`.
 * Flags: `*` Autotask's own value, `-` inactive, `+` default. A value with a space stands in quotation marks.
 */
export function picklist(lines: string): readonly ListValue[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const match = /^\s*([*+-]*)(\w+)\s+("[^"]+"|\S+)\s+(.+?)\s*\|\s*(.+?)\s*$/.exec(line);
      if (match === null) throw new Error(`Not a pick-list value: ${line}`);
      const [, flags = '', key = '', value = '', english = '', german = ''] = match;
      return {
        key,
        value: value.replaceAll('"', ''),
        english,
        german,
        isSystem: flags.includes('*'),
        isActive: !flags.includes('-'),
        isDefault: flags.includes('+'),
      };
    });
}

/** A list whose values need no name of their own: keys are numbers from `first` on, which are the standard values too. */
export function numbered(first: number, pairs: string, parent?: string): readonly ListValue[] {
  return pairs.split(';').map((pair, index) => {
    const [english = '', german = english] = pair.split('|').map((label) => label.trim());
    const value = String(first + index);
    return {
      key: value,
      value,
      english,
      german,
      isSystem: false,
      isActive: true,
      isDefault: false,
      ...(parent !== undefined && { parent }),
    };
  });
}
