import { randomUUID } from 'node:crypto';
import type { HourlyUsage } from '../http/usage.js';
import { errors, json, type Reply } from '../http/reply.js';
import type { Service } from '../http/router.js';
import { entityInformation, fieldInformation, udfInformation } from '../metadata.js';
import type { TenantState } from '../state.js';
import { isoTime } from '../values.js';
import type { Call, RouteOf } from './call.js';

/** Modules of the tenant; keys are Autotask's own numbers. */
const MODULES = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) => ({ key, value: true }));
const DATABASE_ID = 20_264;
/** Nothing public tells how long a token of `Authenticate` lasts or which call takes it: here none does (judgement). */
const TOKEN_LIFE_MS = 60 * 60 * 1000;

/** Zone information needs no credentials; an unknown user gets a 500 (dossier §1). */
export function zoneInformation(state: TenantState, origin: string, user: string | null): Reply {
  const known = Object.values(state.seed.users).some((candidate) => candidate.username.toLowerCase() === user?.toLowerCase());
  if (!known) return errors('Zone information could not be determined');
  return json({ zoneName: 'Demo Tenant', url: `${origin}/ATServicesRest/`, webUrl: `${origin}/`, ci: DATABASE_ID });
}

export function versionInformation(): Reply {
  return json({ apiVersions: ['V1.0'] });
}

/** The services that need credentials (dossier §1, §3). */
export function answerService(service: Service, call: Call, usage: HourlyUsage): Reply {
  switch (service) {
    case 'version':
      return json({ majorVersion: '2026', minorVersion: '1', build: '1.0.0', customerType: 'Production' });
    case 'modules':
      return json({ modules: MODULES });
    case 'entities':
      return json({
        entityDescriptions: call.state.schemas.entities
          .filter((entity) => entity.kind !== 'endpoint')
          .map((entity) => ({ info: entityInformation(entity, call.user) })),
      });
    case 'authenticate':
      return json({ authToken: randomUUID(), expiration: isoTime(call.state.now().getTime() + TOKEN_LIFE_MS) });
    default:
      return json({
        externalRequestThreshold: usage.threshold,
        requestThresholdTimeframe: usage.timeframeMinutes,
        currentTimeframeRequestCount: usage.current(),
      });
  }
}

/** `/{Entity}/entityInformation` and its `/fields` and `/userDefinedFields` (dossier §6). */
export function answerMetadata(call: Call<RouteOf<'entity-information' | 'fields' | 'user-defined-fields'>>): Reply {
  const { entity, kind } = call.route;
  if (kind === 'entity-information') return json({ info: entityInformation(entity, call.user) });
  const schema = call.state.schemas.of(entity.name);
  if (kind === 'fields') return json({ fields: schema.fields.map((field) => fieldInformation(field, schema)) });
  return json({ fields: schema.udfs.map((udf) => udfInformation(udf, schema)) });
}
