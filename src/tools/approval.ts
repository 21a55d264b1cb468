import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
  type InputRequiredResult,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { ApprovalRequest, Approver } from '../semantic/write/approver.js';
import { NotApprovedError, StalePlanError } from '../semantic/write/errors.js';
import type { ApprovalKind } from '../semantic/write/log.js';
import type { Services } from '../services.js';
import type { WriteConfig } from '../write-config.js';

/** Seconds for which a person may think, and a token holds. */
const VALID_SECONDS = 600;

const KEY = 'approve';

/** By way of the Web Crypto API: importing node:crypto would cost every start a twentieth. */
function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** What an approval is bound to. Signed, not secret: the client can read it. */
const sealSchema = z.object({
  kind: z.enum(['form', 'token']),
  tool: z.string(),
  effect: z.string(),
  version: z.string(),
  plannedAt: z.string(),
  nonce: z.string(),
});

type Seal = z.infer<typeof sealSchema>;

const formSchema = z.object({ [KEY]: z.boolean().meta({ title: 'Go ahead' }) });

/** Ends a handler so that the person is asked; the call is then made again with the answer. No failure: `run-tool` sends the question. */
export class QuestionForPerson extends Error {
  readonly question: InputRequiredResult;

  constructor(question: InputRequiredResult) {
    super('The person is being asked.');
    this.question = question;
  }
}

/** A call that may need a person's word. */
export interface ApprovableCall {
  readonly tool: string;
  readonly token: string | undefined;
  readonly now: Date;
}

const APPROVALS = new WeakMap<Services, Approvals>();

/** The approvals that all servers of one process share: over HTTP a server is built per request. */
export function approvalsOf(services: Services): Approvals {
  const known = APPROVALS.get(services) ?? new Approvals(services.config.writes);
  APPROVALS.set(services, known);
  return known;
}

/** Approvals of one process: seals questions and tokens, and lets each be used once. */
export class Approvals {
  readonly codec: RequestStateCodec<Seal>;
  readonly #withoutElicitation: WriteConfig['withoutElicitation'];
  readonly #used = new Set<string>();

  constructor({ sealKey, withoutElicitation }: WriteConfig) {
    this.codec = createRequestStateCodec<Seal>({
      key: sealKey ?? randomBytes(32),
      ttlSeconds: VALID_SECONDS,
      bind: (context) => `${context.mcpReq.method} ${context.http?.authInfo?.clientId ?? ''}`,
    });
    this.#withoutElicitation = withoutElicitation;
  }

  /**
   * The approver of one call.
   *
   * @param call Its token is the argument by which a model repeats a call whose preview carried one.
   */
  async approver({ tool, token, now }: ApprovableCall, server: McpServer, context: ServerContext): Promise<Approver> {
    const form = sealSchema.safeParse(context.mcpReq.requestState());
    const answered = form.success ? form.data : undefined;
    const repeated = token === undefined ? undefined : await this.#open(token, context);
    const seal = answered ?? repeated;
    const plannedAt = seal === undefined ? now : new Date(seal.plannedAt);
    return {
      plannedAt,
      approve: async (request) => {
        if (answered?.kind === 'form' && answered.tool === tool) return this.#readAnswer(answered, request, context);
        if (repeated?.kind === 'token' && repeated.tool === tool && this.#withoutElicitation === 'two-step') {
          this.#use(repeated, request);
          return 'two-step';
        }
        throw await this.#ask({ tool, plannedAt }, request, server, context);
      },
    };
  }

  #readAnswer(seal: Seal, request: ApprovalRequest, { mcpReq }: ServerContext): Exclude<ApprovalKind, 'not needed'> {
    const said = acceptedContent(mcpReq.inputResponses, KEY, formSchema);
    if (said?.[KEY] !== true) {
      const answer = inputResponse(mcpReq.inputResponses, KEY);
      const reason = answer.kind === 'elicit' && answer.action === 'decline' ? 'declined' : 'not confirmed';
      throw new NotApprovedError('The person did not agree to this.', reason);
    }
    this.#use(seal, request);
    return 'asked';
  }

  /** Lets an approval count for exactly the plan it was given for, once. */
  #use({ effect, version, nonce }: Seal, { fingerprint }: ApprovalRequest): void {
    if (effect !== fingerprint.effect) {
      throw new StalePlanError('This is not the change that was approved. Make the call again without changing it, or ask anew.');
    }
    if (version !== fingerprint.version) {
      throw new StalePlanError('The record was changed since the preview. Make the call again to see the change as it is now.');
    }
    if (this.#used.has(nonce)) throw new NotApprovedError('This approval has been used already.', 'used twice');
    this.#used.add(nonce);
    setTimeout(() => this.#used.delete(nonce), VALID_SECONDS * 1000).unref();
  }

  async #ask(call: PlannedCall, request: ApprovalRequest, server: McpServer, context: ServerContext): Promise<Error> {
    const { preview, isOnlyQuestion } = request;
    if (canAsk(server, context)) {
      return new QuestionForPerson(
        inputRequired({
          inputRequests: { [KEY]: inputRequired.elicit({ message: preview, requestedSchema: formSchema }) },
          requestState: await this.codec.mint(sealOf('form', call, request), context),
        }),
      );
    }
    const preface = `A person has to agree to this, and this client cannot ask them.\n${preview}\n`;
    if (this.#withoutElicitation === 'two-step') {
      const token = await this.codec.mint(sealOf('token', call, request), context);
      return new NotApprovedError(
        `${preface}Show the person exactly this. Only when they agree, make the same call again with approval: "${token}" (valid for ${VALID_SECONDS / 60} minutes).`,
        'two-step token issued',
      );
    }
    const way = isOnlyQuestion
      ? 'Ask the person. If they want it all the same, make the same call again with allow_duplicate: true.'
      : "Tell the person: they can do it in Autotask, use a client that can ask (elicitation), or let this server's operator set AUTOTASK_CONFIRM_WITHOUT_ELICITATION=two-step.";
    return new NotApprovedError(`${preface}${way}`, 'client cannot ask');
  }

  /** @throws {NotApprovedError} for a token that is altered, expired or somebody else's. */
  async #open(token: string, context: ServerContext): Promise<Seal> {
    try {
      return sealSchema.parse(await this.codec.verify(token, context));
    } catch {
      throw new NotApprovedError(
        'This approval is not valid or no longer so. Make the call without it to get a new one.',
        'invalid token',
      );
    }
  }
}

interface PlannedCall {
  readonly tool: string;
  readonly plannedAt: Date;
}

function sealOf(kind: Seal['kind'], { tool, plannedAt }: PlannedCall, { fingerprint }: ApprovalRequest): Seal {
  return {
    kind,
    tool,
    ...fingerprint,
    plannedAt: plannedAt.toISOString(),
    nonce: Buffer.from(randomBytes(12)).toString('base64url'),
  };
}

/** Whether the client shows forms. Says no for stateless HTTP of the 2025 protocol, where there is no way back to the client. */
function canAsk(server: McpServer, context: ServerContext): boolean {
  const capabilities = capabilitiesSchema.safeParse(
    fromEnvelope(context, CLIENT_CAPABILITIES_META_KEY) ?? server.server.getClientCapabilities(),
  );
  const elicitation = capabilities.success ? capabilities.data.elicitation : undefined;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

const capabilitiesSchema = z.looseObject({
  elicitation: z.looseObject({ form: z.unknown().optional(), url: z.unknown().optional() }).optional(),
});

/** Name and version of the program the person sits at, as it says itself. */
export function hostOf(server: McpServer, context: ServerContext): string {
  const info = infoSchema.safeParse(fromEnvelope(context, CLIENT_INFO_META_KEY) ?? server.server.getClientVersion());
  return info.success ? `${info.data.name} ${info.data.version}` : 'unknown host';
}

const infoSchema = z.looseObject({ name: z.string(), version: z.string() });

/** Of the 2026 protocol: what travels with each request (the published type of the envelope names no keys). */
function fromEnvelope({ mcpReq }: ServerContext, key: string): unknown {
  return z.record(z.string(), z.unknown()).safeParse(mcpReq.envelope).data?.[key];
}
