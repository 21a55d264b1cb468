import { z } from 'zod';
import type { Api } from './request.js';
import { requireId } from './routes.js';
import { parseAnswer } from './shapes.js';
import type { CallOptions } from './types.js';

export interface InvoiceFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly data: Buffer;
}

const pdfSchema = z.object({
  fileName: z.string().catch('invoice.pdf'),
  contentType: z.string().catch('application/pdf'),
  /** Base64; the official description calls it an array of bytes. */
  data: z.union([
    z.string().transform((text) => Buffer.from(text, 'base64')),
    z.array(z.number()).transform((bytes) => Buffer.from(bytes)),
  ]),
});

const markupSchema = z.object({ invoiceMarkup: z.string() });

/** Invoices as documents. What they say stands in `Invoices` and `BillingItems`. */
export class InvoiceDocuments {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The invoice as the tenant's template lays it out. */
  async pdf(invoiceId: number, options: CallOptions = {}): Promise<InvoiceFile> {
    return this.#document(invoiceId, 'InvoicePdf', pdfSchema, options);
  }

  /** The same as a web page. */
  async html(invoiceId: number, options: CallOptions = {}): Promise<string> {
    return decoded((await this.#document(invoiceId, 'InvoiceMarkupHtml', markupSchema, options)).invoiceMarkup);
  }

  /** The same as XML. */
  async xml(invoiceId: number, options: CallOptions = {}): Promise<string> {
    return decoded((await this.#document(invoiceId, 'InvoiceMarkupXml', markupSchema, options)).invoiceMarkup);
  }

  async #document<T>(invoiceId: number, document: string, schema: z.ZodType<T>, options: CallOptions): Promise<T> {
    const path = `Invoices/${requireId(invoiceId, 'Invoices.id')}/${document}`;
    return parseAnswer(
      schema,
      await this.#api.send({ ...options, method: 'GET', path, endpoint: 'Invoices', repeatable: 'always' }),
      path,
    );
  }
}

/** Markup comes with its own markup escaped; where it does not, it begins with a tag and stays as it is. */
function decoded(markup: string): string {
  if (markup.trimStart().startsWith('<')) return markup;
  return markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
