import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { planAttachment } from '../../semantic/write/plans/attachment.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import type { WriteOptions } from '../program/shared-options.js';
import { runWrite } from '../writing/run-write.js';
import { parseRecordName } from '../writing/record-name.js';

export type AttachOptions = WriteOptions & { readonly title?: string; readonly customer?: true };

/** A file on a record. */
export async function attach(context: Context, options: AttachOptions, record: string, file: string): Promise<void> {
  const data = await readFile(file).catch(() => {
    throw new CommandLineError(`The file ${file} cannot be read.`);
  });
  const input = {
    ...parseRecordName(record),
    fileName: basename(file),
    data,
    title: options.title,
    visibility: options.customer === true ? 'customer' : 'internal',
  } as const;
  await runWrite(context, options, 'autotask_add_attachment', (words) => planAttachment(input, 'autotask_add_attachment', words));
}
