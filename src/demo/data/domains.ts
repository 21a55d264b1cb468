import { assets } from './assets.js';
import { isoTime } from './calendar.js';
import { companyById } from './companies.js';
import { withIds } from './people.js';
import type { Table, World } from './world.js';

/** Firewalls of some customers, under which their public names are kept. */
function firewalls(world: World): readonly { readonly id: number; readonly domain: string }[] {
  return assets(world)
    .filter(({ kind }) => kind === 'firewall')
    .slice(0, 4)
    .map(({ id, companyId }) => ({ id, domain: companyById(world, companyId).domain }));
}

const dnsRecords: Table = (world) =>
  withIds(
    72_001,
    firewalls(world).flatMap(({ id, domain }, index) =>
      [
        ['A', `203.0.113.${10 + index}`],
        ['MX', `mail.${domain}`],
        ['TXT', `v=spf1 include:${domain} -all`],
      ].map(([dnsType, data]) => ({
        installedProductID: id,
        dnsType,
        data,
        timeToLiveSeconds: 3600,
        createDateTime: isoTime(world.calendar.at(-90, 200)),
      })),
    ),
  );

const alternativeNames: Table = (world) =>
  withIds(
    72_501,
    firewalls(world).flatMap(({ id, domain }) =>
      ['www', 'remote', 'mail'].map((host) => ({ configurationItemID: id, name: `${host}.${domain}` })),
    ),
  );

export const DOMAIN_TABLES: Readonly<Record<string, Table>> = {
  ConfigurationItemDnsRecords: dnsRecords,
  ConfigurationItemSslSubjectAlternativeNames: alternativeNames,
};
