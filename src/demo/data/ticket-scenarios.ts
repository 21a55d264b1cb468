import { COMPANY } from './companies.js';
import { NAMED_SCENARIOS, at, rmm } from './named-scenarios.js';
import type { Scenario } from './scenario.js';

/** Alarms of the night from Sunday 18:00 to Monday 08:00 and around it (job J25). */
const NIGHT: readonly Scenario[] = [
  alarm('nightBefore', -1, at(17, 50), 'BDR appliance unreachable'),
  alarm('night1', -1, at(18, 20), 'Domain controller: time difference above 5 minutes'),
  {
    ...alarm('nightRmmNoteOnly', -1, at(19, 5), 'Backup chain broken on the file server'),
    notes: [rmm(-1, at(19, 25), 'Self-heal: backup service restarted. Exit code 1.')],
  },
  alarm('night3', -1, at(22, 40), 'Temperature in the server room 34 °C'),
  alarm('night4', -1, at(23, 55), 'Link to the branch office down'),
  alarm('night5', 0, at(0, 35), 'Hypervisor host lost its storage path'),
  {
    ...alarm('nightTouched', 0, at(2, 15), 'Print spooler not running on the terminal server'),
    time: [
      {
        resource: 531,
        day: 0,
        from: at(7, 10),
        to: at(7, 40),
        summary: 'Restarted the spooler, removed a corrupt job',
        isApproved: false,
      },
    ],
  },
  alarm('nightOtherSource', 0, at(3, 50), 'Agent offline: radiology archive', 'rmm'),
  { ...alarm('nightAnswered', 0, at(5, 20), 'Certificate of the web shop expires tomorrow'), isAnswered: true },
  alarm('night9', 0, at(6, 45), 'UPS battery test failed'),
  alarm('night10', 0, at(7, 50), 'Tape library offline'),
  alarm('nightAfter', 0, at(8, 2), 'Mail queue above 500 messages'),
];

function alarm(key: string, dayNumber: number, minute: number, title: string, source = 'monitoring'): Scenario {
  return {
    key,
    day: dayNumber,
    minute,
    about: ['monitoring', 'Service Down'],
    isAnswered: false,
    isUntouched: true,
    plan: {
      title,
      status: 'new',
      priority: 'high',
      queue: 'monitoring',
      source,
      category: 'rmmAlert',
      type: 'alert',
      description: 'Raised by the monitoring agent.',
    },
  };
}

/** Tickets completed within an hour of the two weeks' bounds: midnights of Monday 23 February, 2 March and 9 March (job J27). */
const WEEK_EDGES: readonly (readonly [day: number, minute: number])[] = [
  [-15, at(23, 40)],
  [-14, at(0, 20)],
  [-8, at(23, 30)],
  [-7, 0],
  [-7, at(0, 15)],
  [-1, at(23, 30)],
  [0, 0],
  [0, at(0, 20)],
];

const EDGES: readonly Scenario[] = WEEK_EDGES.map(([dayNumber, minute], index) => ({
  key: `weekEdge${index + 1}`,
  about: ['server', 'Updates'],
  day: dayNumber - 1,
  minute: at(15, 10 + index),
  completed: [dayNumber, minute],
  isAnswered: true,
  plan: {
    title: `Overnight maintenance, window ${index + 1}`,
    status: 'complete',
    priority: 'medium',
    queue: 'level2',
    source: 'other',
    category: 'standard',
    type: 'changeRequest',
    assignee: 521,
    role: 73,
    description: 'Planned maintenance late in the evening.',
    resolution: 'Maintenance done.',
  },
}));

/** A weekly recurrence, T….0017.001 to .038, all created with the first one (trap T22). */
const SERIES_DAY = -333;
const SERIES: readonly Scenario[] = Array.from({ length: 38 }, (_, index) => ({
  key: `series${index + 1}`,
  about: ['backup', 'Test Restore'] as const,
  day: SERIES_DAY,
  number: 17,
  suffix: String(index + 1).padStart(3, '0'),
  due: [SERIES_DAY + 7 * (index + 1), at(17, 0)] as const,
  completed: [SERIES_DAY + 7 * (index + 1), at(14, 30)] as const,
  isAnswered: true,
  plan: {
    companyId: COMPANY.northgate,
    title: 'Weekly check of the radiology backup',
    status: 'complete',
    priority: 'low',
    queue: 'level2',
    source: 'other',
    category: 'standard',
    type: 'serviceRequest',
    assignee: 514,
    role: 71,
    description: 'Recurring ticket.',
    resolution: 'Test restore succeeded.',
  },
}));

export const SCENARIOS: readonly Scenario[] = [...NAMED_SCENARIOS, ...NIGHT, ...EDGES, ...SERIES];
