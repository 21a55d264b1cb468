/** Rows per request that the API gives at most (dossier §4). */
export const LARGEST_PAGE = 500;

/** Conditions joined by OR, and values in one `in`, that the API takes per query (dossier §3, §4). */
export const MOST_ALTERNATIVES = 500;

/**
 * Bytes per attached file that Autotask takes at most. The limit is 6 to 7 MB (dossier §3); what lies between is left to the tenant to refuse.
 */
export const LARGEST_FILE_BYTES = 7_000_000;
