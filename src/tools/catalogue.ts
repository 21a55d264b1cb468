import { addAttachment } from './add-attachment.js';
import { addNote } from './add-note.js';
import { aggregate } from './aggregate.js';
import { createTool } from './create.js';
import type { Tool } from './define-tool.js';
import { deleteTool } from './delete.js';
import { entityInfo } from './entity-info.js';
import { getAttachment } from './get-attachment.js';
import { get } from './get.js';
import { listFields } from './list-fields.js';
import { logTime } from './log-time.js';
import { query } from './query.js';
import { ticketTimeline } from './ticket-timeline.js';
import { undo } from './undo.js';
import { update } from './update.js';
import { whoami } from './whoami.js';

/** Every tool, in the order in which `tools/list` shows them. */
export const TOOLS: readonly Tool[] = [
  query,
  get,
  aggregate,
  ticketTimeline,
  getAttachment,
  entityInfo,
  listFields,
  whoami,
  createTool,
  update,
  addNote,
  logTime,
  addAttachment,
  undo,
  deleteTool,
];
