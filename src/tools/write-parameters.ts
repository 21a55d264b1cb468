import { z } from 'zod';
import type { WriteReport } from '../semantic/write/report.js';

// Parameters and answer that the writing tools share.

export const visibility = z.enum(['internal', 'customer']).default('internal');

export const going = {
  allow_duplicate: z.boolean().optional().describe('only after look-alikes were shown and the person wants another'),
  approval: z.string().optional().describe('token from a preview, once the person agreed'),
};

interface Going {
  readonly allow_duplicate?: boolean | undefined;
  readonly approval?: string | undefined;
}

export function goingOf({ allow_duplicate: allowDuplicate, approval }: Going) {
  return { allowDuplicate, approval };
}

export const written = z.looseObject({
  done: z.array(z.string()).readonly(),
  notes: z.array(z.string()).readonly().optional(),
  write: z.string().optional(),
});

/** What was done, as a tool answers it; `write` is what autotask_undo takes. */
export function answerOf({ done, notes, write }: WriteReport) {
  return {
    done: done.length === 0 ? ['nothing'] : done,
    ...(notes.length === 0 ? {} : { notes }),
    ...(write === undefined ? {} : { write }),
  };
}
