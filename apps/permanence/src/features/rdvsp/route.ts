import { parseRdvsp, verifyRdvsp } from '@porte-plume/accompagnement/imports';
import { Hono, type Context } from 'hono';
import { asOrg } from '../../db/asOrg.ts';
import { isId } from '../../domain/identifiant.ts';
import { readSecret, receiveRdvsp } from '../../domain/rdvsp.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { demandDebit, REGLES } from '../../server/mw/debit.ts';

const CLE_MAX = 300;
/** Takes as long to refuse a structure that does not exist as a wrong signature. */
const PERSONNE = 'no secret is this one';

/**
 * Webhooks of RDV Service Public. The signature of the raw body stands for the Origin that a page would send: this route
 * comes before the check of origins. Structure unknown, link closed and wrong signature give one and the same answer.
 */
export function rdvspRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post('/api/rdvsp/:structure', receive);
  return app;
}

async function receive(c: Context<AppEnv>): Promise<Response> {
  const { services } = c.var;
  const structure = c.req.param('structure') ?? '';
  const { db } = services.client;
  await demandDebit(c, REGLES.webhook, structure.slice(0, 40));
  const corps = new Uint8Array(await c.req.arrayBuffer());
  const secret = isId(structure)
    ? await asOrg(db, structure, 'rdvsp.secret', (tx) => readSecret(tx, services, structure))
    : null;
  const signature = c.req.header('x-lapin-signature') ?? '';
  if (!verifyRdvsp(corps, signature, secret ?? PERSONNE) || secret === null)
    return c.json({ code: 'signature_invalide' }, 403);
  const lu = parseRdvsp(readJson(corps));
  if (!lu.ok) {
    // Codes and paths, never a value.
    return c.json({ codes: lu.motifs.map(({ code, path }) => ({ code, path })) }, 422);
  }
  const texte = JSON.stringify(lu.value);
  if (lu.value.cle.length > CLE_MAX || texte.includes('\\u0000') || /\\ud[89a-f]/i.test(texte))
    return c.json({ codes: [{ code: 'texte_invalide' }] }, 422);
  const suite = await asOrg(db, structure, 'rdvsp.recevoir', (tx) =>
    receiveRdvsp(tx, services, structure, lu.value),
  );
  return c.json({ suite });
}

function readJson(corps: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(corps)) as unknown;
  } catch {
    return null;
  }
}
