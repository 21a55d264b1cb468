import rows from './data/fields.json' with { type: 'json' };

export type DataType = 'string' | 'integer' | 'long' | 'short' | 'decimal' | 'double' | 'boolean' | 'datetime' | 'byte[]';

/** What public sources establish of a standard field; what they leave open is absent. A tenant's own metadata always wins. */
export interface StandardField {
  readonly name: string;
  readonly dataType: DataType;
  readonly length?: number;
  readonly isRequired?: true;
  readonly isReadOnly?: true;
  /** Present only where a field is returned but cannot be filtered on. */
  readonly isQueryable?: false;
  /** Singular name of the referenced entity; `''` where a reference's target is not established. */
  readonly referenceEntityType?: string;
  readonly isPickList?: true;
  readonly picklistValues?: readonly { readonly value: string; readonly label: string; readonly isSystem?: boolean }[];
}

/** Standard fields of the 67 entities with known field data, by the entity's plural name. Large: import it lazily. */
// The shipped data's shape is held by a test.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const STANDARD_FIELDS: Readonly<Record<string, readonly StandardField[]>> = rows as Readonly<
  Record<string, readonly StandardField[]>
>;
