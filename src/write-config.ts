import { listOf, UsageError } from './options.js';
import { DEFAULT_CAPS, type WriteCaps } from './semantic/write/caps.js';

const CONFIRM_MODES = ['always', 'risky', 'never'] as const;
const WITHOUT_ELICITATION = ['refuse', 'two-step'] as const;
const WRITE_AS = ['api-user', 'me'] as const;

/** What holds for writes, and which entities may be touched at all. */
export interface WriteConfig {
  /** When a person is asked before a write. */
  readonly confirm: (typeof CONFIRM_MODES)[number];
  /** What becomes of a write that needs a person's word where the host cannot ask: refused, or allowed by a second call with a token. */
  readonly withoutElicitation: (typeof WITHOUT_ELICITATION)[number];
  /** In whose name Autotask records writes: the API user's, or that of the person the server works for, by impersonation (dossier §2). */
  readonly writeAs: (typeof WRITE_AS)[number];
  /** Upper bounds on written records that hold whatever is asked for. */
  readonly caps: WriteCaps;
  /** Only these entities, where given, and none of the denied ones. */
  readonly entities: { readonly allow?: readonly string[]; readonly deny?: readonly string[] };
  /** File that records every write; without it nothing is kept beyond the process. */
  readonly auditFile?: string;
  /** Seals approvals and cursors; the same on every replica. Random where absent. */
  readonly sealKey?: string;
}

export const DEFAULT_WRITES: WriteConfig = {
  confirm: 'risky',
  withoutElicitation: 'refuse',
  writeAs: 'api-user',
  caps: DEFAULT_CAPS,
  entities: {},
};

const SHORTEST_KEY = 32;

/**
 * The settings for writes from the settings' values.
 *
 * @throws {UsageError} for an impossible value.
 */
export function readWriteConfig(setting: (name: string) => string | undefined): WriteConfig {
  const [allow, deny] = [listOf(setting('AUTOTASK_ALLOW_ENTITIES')), listOf(setting('AUTOTASK_DENY_ENTITIES'))];
  const auditFile = setting('AUTOTASK_AUDIT_FILE');
  const sealKey = setting('AUTOTASK_SEAL_KEY');
  if (sealKey !== undefined && sealKey.length < SHORTEST_KEY) {
    throw new UsageError(`AUTOTASK_SEAL_KEY is too short: use at least ${String(SHORTEST_KEY)} random characters.`);
  }
  const { confirm, withoutElicitation, writeAs, caps } = DEFAULT_WRITES;
  return {
    confirm: oneOf(CONFIRM_MODES, setting('AUTOTASK_CONFIRM'), 'AUTOTASK_CONFIRM') ?? confirm,
    withoutElicitation:
      oneOf(WITHOUT_ELICITATION, setting('AUTOTASK_CONFIRM_WITHOUT_ELICITATION'), 'AUTOTASK_CONFIRM_WITHOUT_ELICITATION') ??
      withoutElicitation,
    writeAs: oneOf(WRITE_AS, setting('AUTOTASK_WRITE_AS'), 'AUTOTASK_WRITE_AS') ?? writeAs,
    caps: {
      perCall: numberOf(setting('AUTOTASK_MAX_WRITES_PER_CALL'), 'AUTOTASK_MAX_WRITES_PER_CALL') ?? caps.perCall,
      perHour: numberOf(setting('AUTOTASK_MAX_WRITES_PER_HOUR'), 'AUTOTASK_MAX_WRITES_PER_HOUR') ?? caps.perHour,
    },
    entities: { ...(allow === undefined ? {} : { allow }), ...(deny === undefined ? {} : { deny }) },
    ...(auditFile === undefined ? {} : { auditFile }),
    ...(sealKey === undefined ? {} : { sealKey }),
  };
}

function oneOf<T extends string>(choices: readonly T[], text: string | undefined, name: string): T | undefined {
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text.toLowerCase());
  if (choice === undefined) throw new UsageError(`${name} is "${text}"; it must be one of: ${choices.join(', ')}.`);
  return choice;
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`${name} is "${text}"; it must be a whole number from 1 to 999999.`);
  return Number(text);
}
