import { json, refuse, type Reply } from '../http/reply.js';
import type { SeedRow } from '../types.js';
import type { Call, RouteOf } from './call.js';
import { callerFor, pathId } from './records.js';

/**
 * An invoice as PDF or markup. The dossier establishes the routes only. The shapes follow what public clients decode:
 * the PDF as a file model with base64 `data`, markup as an encoded string in `invoiceMarkup` (judgement).
 */
export function answerInvoiceDocument(call: Call<RouteOf<'invoice-document'>>): Reply {
  callerFor(call, 'query');
  const id = pathId(call.route.parentId);
  const invoice = call.state.store.row('Invoices', id);
  if (invoice === undefined || call.user.hides?.('Invoices', invoice) === true) {
    throw refuse('No message. No matching records found.');
  }
  const lines = invoiceLines(call, invoice);
  if (call.route.document === 'invoicepdf') return json(pdfFile(invoice, lines));
  const markup = call.route.document === 'invoicemarkuphtml' ? htmlMarkup(lines) : xmlMarkup(invoice);
  return json({ invoiceMarkup: encode(markup) });
}

function invoiceLines(call: Call, invoice: SeedRow): string[] {
  const company = call.state.store.row('Companies', Number(invoice['companyID']));
  return [
    `Invoice ${text(invoice['invoiceNumber'])}`,
    `Bill to: ${text(company?.['companyName'])}`,
    `Date: ${text(invoice['invoiceDateTime']).slice(0, 10)}`,
    `Total: ${Number(invoice['invoiceTotal'] ?? 0).toFixed(2)}`,
    ...(invoice['isVoided'] === true ? ['VOID'] : []),
  ];
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function encode(markup: string): string {
  return markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function htmlMarkup(lines: readonly string[]): string {
  return `<html><body>${lines.map((line) => `<p>${encode(line)}</p>`).join('')}</body></html>`;
}

function xmlMarkup(invoice: SeedRow): string {
  const elements = ['invoiceNumber', 'companyID', 'invoiceDateTime', 'invoiceTotal', 'totalTaxValue'];
  const content = elements.map((name) => `<${name}>${encode(text(invoice[name]))}</${name}>`).join('');
  return `<?xml version="1.0" encoding="utf-8"?><invoice id="${invoice.id}">${content}</invoice>`;
}

function pdfFile(invoice: SeedRow, lines: readonly string[]): Record<string, unknown> {
  const bytes = pdf(lines);
  return {
    id: invoice.id,
    contentType: 'application/pdf',
    fileName: `Invoice ${text(invoice['invoiceNumber'])}.pdf`,
    fileSize: bytes.length,
    data: bytes.toString('base64'),
  };
}

/** A one-page PDF with the lines as text. */
function pdf(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line.replaceAll(/[^ -~]/g, '?').replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj T*`);
  const content = `BT /F1 12 Tf 16 TL 72 720 Td ${shown.join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(`${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}
