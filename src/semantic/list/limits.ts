/** Rows that are read to find the first ones of an order the API does not know: ten requests at most. */
export const MOST_ROWS_SORTED = 5_000;
/** Rows with long texts that are read at once before it is known whether they are needed. */
export const LONG_TEXT_PAGE = 100;
