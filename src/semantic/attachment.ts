import { NotFoundError } from '../autotask/errors.js';
import { attachmentEntity, resolveEntity } from '../autotask/routes.js';
import type { CallOptions, EntityRecord } from '../autotask/types.js';
import { readAllowed } from './access.js';
import { InvalidInputError, UnknownNameError } from './errors.js';
import type { Tenant } from './tenant.js';
import { cleanLine } from './untrusted.js';

export interface AttachmentQuestion {
  /** What the file is attached to (`Tickets`), or the attachments themselves (`TicketAttachments`). */
  readonly entity: string;
  readonly id: number;
}

/** One attached file. All of it, its name included, was chosen by whoever attached it. */
export interface Attachment {
  readonly id: number;
  readonly entity: string;
  readonly title: string;
  /** Name without any folder, safe to suggest for saving. */
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly data: Buffer;
}

/**
 * A file attached to a record.
 *
 * @throws {UnknownNameError} when no such attachment is visible, which is also how missing rights look.
 */
export async function readAttachment(tenant: Tenant, { entity, id }: AttachmentQuestion, call: CallOptions): Promise<Attachment> {
  const attachments = attachmentEntity(resolveEntity(entity)).name;
  tenant.access.require(attachments);
  const found = await readAllowed(attachments, () => tenant.client.attachments(attachments).find(id, call)).catch(
    (error: unknown) => {
      if (error instanceof NotFoundError)
        throw new UnknownNameError(`No attachment ${id} in ${attachments} is visible to this API user.`);
      throw error;
    },
  );
  const { record, data } = found;
  if (data === undefined) throw new InvalidInputError(`Attachment ${id} has no content: it is a link or a folder.`);
  return {
    id: record.id,
    entity: attachments,
    title: textOf(record, 'title'),
    fileName: fileNameOf(record),
    contentType: textOf(record, 'contentType') || 'application/octet-stream',
    bytes: data.length,
    data,
  };
}

function textOf(record: EntityRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? cleanLine(value) : '';
}

const MOST_CHARACTERS = 120;

function fileNameOf(record: EntityRecord): string {
  const path = textOf(record, 'fullPath') || textOf(record, 'title');
  const name = (path.split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^\.+/, '')
    .slice(-MOST_CHARACTERS);
  return name === '' ? `attachment-${record.id}` : name;
}
