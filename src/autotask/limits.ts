/** Rows per request that the API gives at most (dossier §4). */
export const LARGEST_PAGE = 500;

/** Conditions joined by OR, and values in one `in`, that the API takes per query (dossier §3, §4). */
export const MOST_ALTERNATIVES = 500;
