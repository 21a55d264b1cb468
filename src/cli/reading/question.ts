/** What a reading command asks for. */
export interface ReadQuestion {
  readonly entity: string;
  /** Filters that must all hold. */
  readonly filter: readonly unknown[];
  readonly fields?: readonly string[] | undefined;
  readonly order?: string | undefined;
}
