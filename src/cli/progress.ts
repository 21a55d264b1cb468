import type { Terminal } from './terminal.js';

const REDRAW_MS = 100;
const BAR_CELLS = 24;

/** A line on stderr that shows how far a long read is; nothing where stderr is no terminal. */
export interface ProgressLine {
  show(done: number, total?: number): void;
  clear(): void;
}

const NO_LINE: ProgressLine = { show: () => undefined, clear: () => undefined };

export function progressLine(terminal: Terminal, what: string, now: () => number = Date.now): ProgressLine {
  if (!terminal.showsProgress) return NO_LINE;
  const { stderr } = terminal.streams;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isDrawn = false;
  return {
    show: (done, total) => {
      if (now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      isDrawn = true;
      stderr.write(`\r\u001b[K${progressText(what, done, total)}`);
    },
    clear: () => {
      if (isDrawn) stderr.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}

/** `Tickets [########----------------] 33 % (13,800 of 41,240)` */
function progressText(what: string, done: number, total: number | undefined): string {
  const count = done.toLocaleString('en-US');
  if (total === undefined || total === 0) return `${what} ${count} rows`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR_CELLS);
  const bar = '#'.repeat(filled) + '-'.repeat(BAR_CELLS - filled);
  return `${what} [${bar}] ${String(Math.floor(share * 100))} % (${count} of ${total.toLocaleString('en-US')})`;
}
