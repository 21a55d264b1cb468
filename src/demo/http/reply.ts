/** What the tenant answers. `null` as body means Content-Length 0. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

export function json(value: unknown, status = 200): Reply {
  return jsonText(JSON.stringify(value), status);
}

/** A reply whose body is JSON already. */
export function jsonText(body: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

/** Business failures are HTTP 500 with a list of reasons (dossier §7). */
export function errors(...texts: string[]): Reply {
  return json({ errors: texts }, 500);
}

/** A fault that Autotask does not explain, e.g. a body of the wrong shape (dossier §7). */
export function unexpectedError(errorId: number): Reply {
  const text =
    'An unexpected error has occurred.  If the problem persists, please contact Autotask Support and reference Error ID: ' +
    `${errorId}.`;
  return json({ errors: [text], errorId }, 500);
}

/** IIS's own page: the request never reached the API (dossier §5, §7). */
export function notFoundPage(): Reply {
  return html(404, '404 - File or directory not found.', 'The resource you are looking for might have been removed.');
}

export function html(status: number, title: string, text: string): Reply {
  const body =
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\r\n' +
    `<html><head><title>${title}</title></head>\r\n<body><h1>Server Error</h1><h2>${title}</h2><h3>${text}</h3></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

export function methodNotAllowed(method: string): Reply {
  return json({ Message: `The requested resource does not support http method '${method}'.` }, 405);
}

/** The path holds something that is no id. The body is not established; this is ASP.NET's own wording (judgement). */
export function badRequest(): Reply {
  return json({ Message: 'The request is invalid.' }, 400);
}

/** Wrong or missing credentials: nothing but the challenge (dossier §2). */
export function unauthorized(host: string): Reply {
  return { status: 401, headers: { 'www-authenticate': `Basic Realm="${host}"` }, body: null };
}

/** The thread limit's text is established, its JSON frame is the dossier's best guess (§3). */
export function threadLimitExceeded(limit: number, retryAfterSeconds?: number): Reply {
  const reply = json({ errors: [`The Autotask API thread threshold of ${limit} threads has been exceeded.`] }, 429);
  if (retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
}

/** No source shows the refusal at 100 % of the hour; 429 with JSON is the dossier's judgement (§3). */
export function hourlyLimitExceeded(threshold: number): Reply {
  return json({ errors: [`The Autotask API request threshold of ${threshold} requests per 60 minutes has been exceeded.`] }, 429);
}

/** Thrown wherever a request is refused; its reply goes out as it is. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

/** A refusal for business reasons: HTTP 500 with these texts (dossier §7). */
export function refuse(...texts: string[]): Refusal {
  return new Refusal(errors(...texts));
}
