import type { FaultPlan } from '../faults.js';
import type { RequestLog } from '../request-log.js';
import type { TenantState } from '../state.js';
import type { ThreadSlots } from './threads.js';
import type { HourlyUsage } from './usage.js';

/** The HTTP side of a running tenant. */
export interface Frontend {
  readonly state: TenantState;
  readonly requests: RequestLog;
  readonly faults: FaultPlan;
  readonly threads: ThreadSlots;
  readonly usage: HourlyUsage;
  /** Scheme, host and port, known once the server listens. */
  readonly origin: () => string;
  readonly latencyMs: number;
  /** Whether the usage latency of dossier §3 is applied. */
  readonly throttle: boolean;
  /** How long a thread slot stays taken after its response. */
  readonly slotReleaseMs: number;
}
