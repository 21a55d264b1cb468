export { createSemantic, Semantic } from './semantic.js';
export type { SemanticOptions } from './semantic.js';
export type { AggregateAnswer, AggregateQuestion } from './aggregate/aggregate.js';
export type { SaidGroup } from './aggregate/groups.js';
export type { SaidMeasure } from './aggregate/measures.js';
export type { Attachment, AttachmentQuestion } from './attachment.js';
export type { GetAnswer, GetQuestion } from './get.js';
export type { TimelineAnswer, TimelinePart, TimelineQuestion } from './timeline/timeline.js';
export type { ApiReader } from './api-reader.js';
export type { EntityPolicy } from './open-entities.js';
export type { Me } from './identity.js';
export type { AskOptions, ListAnswer, ListQuestion, Progress } from './list/list.js';
export type { SaidOrder } from './list/order.js';
export type { FilterRequest } from './filter/request.js';
export type { Table } from './rows/table.js';
export type { Cell } from './rows/cells.js';
export { cleanLine, cleanText, cutText } from './untrusted.js';
export {
  AmbiguousNameError,
  IdentityError,
  InvalidCursorError,
  InvalidInputError,
  NotAllowedError,
  SemanticError,
  TooManyRowsError,
  UnknownNameError,
} from './errors.js';
export type { Candidate } from './errors.js';
