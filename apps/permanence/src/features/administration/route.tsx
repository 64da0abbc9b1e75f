import { Hono } from 'hono';
import type { AppEnv } from '../../server/contexte.ts';
import { mountComptes } from './route-comptes.tsx';
import { mountLieux } from './route-lieux.tsx';
import { mountRdvsp } from './route-rdvsp.tsx';
import { mountStructure } from './route-structure.tsx';

/** Administration of the structure: accounts, lieux, services, charter, RDV Service Public. */
export function administrationRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  mountComptes(app);
  mountLieux(app);
  mountStructure(app);
  mountRdvsp(app);
  return app;
}
