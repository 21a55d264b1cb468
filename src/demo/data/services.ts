import type { SeedRow } from '../types.js';
import { CODE } from './billing-codes.js';
import { isoTime } from './calendar.js';
import { contracts, type Contract } from './contracts.js';
import { withIds } from './people.js';
import { money } from './ticket-details.js';
import { part, type Table, type World } from './world.js';

const SERVICES: readonly (readonly [name: string, unitCost: number, unitPrice: number])[] = [
  ['Managed Workstation', 11.2, 29.5],
  ['Managed Server', 38.75, 95],
  ['Managed Firewall', 14.5, 42.25],
  ['Cloud Backup 1 TB', 21.4, 49.9],
  ['Mail Security', 1.35, 3.4125],
  ['Service Desk Flat Rate', 210, 480],
];
const FIRST_SERVICE = 5601;

const services: Table = ({ skin, calendar }) => {
  const periodType = skin.ids('Services.periodType')('monthly');
  return withIds(
    FIRST_SERVICE,
    SERVICES.map(([name, unitCost, unitPrice]) => ({
      name,
      description: `${name}, billed monthly`,
      invoiceDescription: name,
      unitCost,
      unitPrice,
      periodType,
      billingCodeID: CODE.managedService,
      isActive: true,
      createDate: isoTime(calendar.at(-1500, 600)),
      creatorResourceID: 507,
    })),
  );
};

const bundles: Table = ({ skin, calendar }) => {
  const periodType = skin.ids('ServiceBundles.periodType')('monthly');
  return withIds(
    5701,
    ['Workplace Complete', 'Server Complete'].map((name, index) => ({
      name,
      description: `${name}: several services at one price`,
      unitCost: 60 + index * 40,
      unitPrice: 119 + index * 90,
      unitDiscount: 10,
      periodType,
      billingCodeID: CODE.managedService,
      isActive: true,
      createDate: isoTime(calendar.at(-1400, 600)),
      creatorResourceID: 507,
    })),
  );
};

const bundleServices: Table = () =>
  withIds(5751, [
    { serviceBundleID: 5701, serviceID: FIRST_SERVICE },
    { serviceBundleID: 5701, serviceID: FIRST_SERVICE + 4 },
    { serviceBundleID: 5702, serviceID: FIRST_SERVICE + 1 },
    { serviceBundleID: 5702, serviceID: FIRST_SERVICE + 3 },
  ]);

export interface ContractService {
  readonly id: number;
  readonly contract: Contract;
  readonly serviceId: number;
  readonly name: string;
  readonly units: number;
  readonly unitCost: number;
  readonly unitPrice: number;
}

/** Services sold on the recurring contracts that are in force. */
export const contractServices = part((world: World): readonly ContractService[] => {
  const random = world.random('contract services');
  let id = 82_001;
  return contracts(world)
    .filter(({ type, isActive, startDay }) => type === 'recurring' && isActive && startDay < -60)
    .flatMap((contract) => {
      const count = random.int(1, 3);
      const first = random.int(0, SERVICES.length - 1);
      return Array.from({ length: count }, (_, offset): ContractService => {
        const index = (first + offset) % SERVICES.length;
        const [name, unitCost, unitPrice] = SERVICES[index] ?? ['', 0, 0];
        return {
          id: id++,
          contract,
          serviceId: FIRST_SERVICE + index,
          name,
          units: index === 5 ? 1 : random.int(2, 40),
          unitCost,
          unitPrice,
        };
      });
    });
});

const contractServiceRows: Table = (world) =>
  contractServices(world).map(({ id, contract, serviceId, name, unitCost, unitPrice }): SeedRow => ({
    id,
    contractID: contract.id,
    serviceID: serviceId,
    unitCost,
    unitPrice,
    internalCurrencyUnitPrice: unitPrice,
    invoiceDescription: name,
  }));

/** First and last day of the months whose units are kept. */
const UNIT_MONTHS: readonly (readonly [from: number, to: number])[] = [
  [-67, -37],
  [-36, -9],
  [-8, 22],
];

const contractServiceUnits: Table = (world) => {
  const { calendar } = world;
  return withIds(
    83_001,
    UNIT_MONTHS.flatMap(([from, to]) =>
      contractServices(world).map(({ id, contract, serviceId, units, unitCost, unitPrice }) => ({
        contractID: contract.id,
        contractServiceID: id,
        serviceID: serviceId,
        startDate: calendar.date(from),
        endDate: calendar.date(to),
        units,
        cost: money(units * unitCost),
        price: money(units * unitPrice),
        ...(to < -8 && { approveAndPostDate: calendar.date(from + 1) }),
      })),
    ),
  );
};

const blocks: Table = (world) => {
  const { calendar, skin } = world;
  const status = skin.ids('ContractBlocks.status');
  return withIds(
    84_001,
    contracts(world)
      .filter(({ type }) => type === 'blockHours')
      .map((contract, index) => ({
        contractID: contract.id,
        datePurchased: calendar.date(Math.min(contract.startDay, 0)),
        startDate: calendar.date(contract.startDay),
        endDate: calendar.date(contract.endDay),
        hours: [20, 40, 60][index % 3],
        hourlyRate: 142.5,
        hoursApproved: (index * 3) % 19,
        status: status('active'),
        isPaid: true,
        invoiceNumber: `B-${contract.id}`,
      })),
  );
};

const charges: Table = (world) => {
  const { calendar, skin } = world;
  const chargeType = skin.ids('ContractCharges.chargeType')('operational');
  const status = skin.ids('ContractCharges.status')('delivered');
  return withIds(
    85_001,
    contracts(world)
      .filter(({ isActive, id }) => isActive && id % 17 === 0)
      .map((contract) => ({
        contractID: contract.id,
        name: 'Additional licences',
        chargeType,
        status,
        datePurchased: calendar.date(-40),
        unitQuantity: 5,
        unitCost: 11.25,
        unitPrice: 15,
        extendedCost: 56.25,
        billableAmount: 75,
        billingCodeID: CODE.software,
        isBillableToCompany: true,
        isBilled: true,
        createDate: isoTime(calendar.at(-40, 640)),
        creatorResourceID: 506,
      })),
  );
};

const milestones: Table = (world) => {
  const { calendar, skin } = world;
  const status = skin.ids('ContractMilestones.status');
  return withIds(
    86_001,
    contracts(world)
      .filter(({ type }) => type === 'fixedPrice')
      .flatMap((contract) =>
        ['Design approved', 'Build complete', 'Acceptance'].map((title, index) => ({
          contractID: contract.id,
          title,
          amount: 2500 * (index + 1),
          dateDue: calendar.date(-200 + index * 160),
          isInitialPayment: index === 0,
          status: status(['billed', 'ready', 'inProgress'][index] ?? 'inProgress'),
          billingCodeID: CODE.milestone,
          createDate: isoTime(calendar.at(-300, 600)),
          creatorResourceID: 507,
        })),
      ),
  );
};

export const SERVICE_TABLES: Readonly<Record<string, Table>> = {
  Services: services,
  ServiceBundles: bundles,
  ServiceBundleServices: bundleServices,
  ContractServices: contractServiceRows,
  ContractServiceUnits: contractServiceUnits,
  ContractBlocks: blocks,
  ContractCharges: charges,
  ContractMilestones: milestones,
};
