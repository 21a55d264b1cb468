import { createTool } from './create.js';
import type { Tool } from './define-tool.js';
import { entityInfo } from './entity-info.js';
import { get } from './get.js';
import { listFields } from './list-fields.js';
import { query } from './query.js';
import { update } from './update.js';
import { whoami } from './whoami.js';

/** Every tool, in the order in which `tools/list` shows them. */
export const TOOLS: readonly Tool[] = [query, get, entityInfo, listFields, whoami, createTool, update];
