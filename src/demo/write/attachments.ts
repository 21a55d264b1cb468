import type { TenantState } from '../state.js';
import { actingResource } from '../state.js';
import { refuse } from '../http/reply.js';
import { isoTime } from '../values.js';
import { hasValue, missingField, textIn, type Rule } from './draft.js';

/** Documented limits (dossier §3); the refusals' texts are judgements. */
const LARGEST_FILE = 7_000_000;
const LARGEST_VOLUME = 10_000_000;
const VOLUME_WINDOW_MS = 5 * 60 * 1000;
/** System pick-list value for files that Autotask keeps itself. */
const FILE = 'FILE_ATTACHMENT';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  log: 'text/plain',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
};
/** Programs are refused (dossier §8: some file types are); which ones is a judgement. */
const REFUSED_TYPES = new Set(['bat', 'cmd', 'com', 'exe', 'js', 'msi', 'ps1', 'scr', 'vbs']);

/** Bytes uploaded lately, per tenant: `[time, bytes]`. */
const uploads = new WeakMap<TenantState, [number, number][]>();

/** Checks a file against the limits and fills in what the server knows about it. */
export const attachmentContent: Rule = ({ after, caller }, state) => {
  after['attachDate'] = isoTime(state.now());
  after['creatorType'] = hasValue(after, 'attachedByContactID') ? 2 : 1;
  if (!hasValue(after, 'attachedByContactID')) after['attachedByResourceID'] = actingResource(caller);
  if (after['attachmentType'] !== FILE) return;
  const data = textIn(after, 'data');
  if (data === null) throw missingField('data');
  const extension = /\.(\w+)$/.exec(textIn(after, 'fullPath') ?? '')?.[1]?.toLowerCase() ?? '';
  if (REFUSED_TYPES.has(extension)) throw refuse(`Files of type .${extension} cannot be attached.`);
  const size = Buffer.from(data, 'base64').length;
  if (size > LARGEST_FILE) throw refuse('The attachment exceeds the maximum file size.');
  countUpload(state, size);
  after['fileSize'] = size;
  after['contentType'] = CONTENT_TYPES[extension] ?? 'application/octet-stream';
};

function countUpload(state: TenantState, size: number): void {
  const now = state.now().getTime();
  const recent = (uploads.get(state) ?? []).filter(([time]) => now - time < VOLUME_WINDOW_MS);
  const volume = recent.reduce((sum, [, bytes]) => sum + bytes, size);
  if (volume > LARGEST_VOLUME)
    throw refuse('The maximum attachment volume of 10,000,000 bytes within 5 minutes has been exceeded.');
  uploads.set(state, [...recent, [now, size]]);
}
