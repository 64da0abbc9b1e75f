import type { Context } from 'hono';
import { readMandat } from '../../domain/mandats.ts';
import { demand } from '../../server/acces.ts';
import { now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { documentOf, htmlOf, pdfOf, withBanner } from './document.ts';
import { readIdentites } from './identites.ts';

async function loadDocument(c: Context<AppEnv>) {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_dossier', { agentId: visiteur.compteId });
  const id = idOf(c);
  return forVisiteur(c, 'mandat.copie', async (tx) => {
    const lu = await readMandat(tx, visiteur.orgId, id);
    if (lu === null) throw new ErreurHttp(404);
    const identites = await readIdentites(tx, services, visiteur, lu, 'copie');
    const document = documentOf({ etat: lu.etat, identites, maintenant: now(services) }, 'complet');
    return { lu, document: withBanner(document, visiteur.fictive) };
  });
}

/** The copy on the screen. */
export async function serveHtml(c: Context<AppEnv>): Promise<Response> {
  const { document } = await loadDocument(c);
  return c.html(htmlOf(document, c.var.services.assets.version));
}

/** The copy to print. */
export async function servePdf(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const { lu, document } = await loadDocument(c);
  const octets = await pdfOf(document, {
    creeLe: lu.etat.consentement?.faitLe ?? lu.etat.preparation.faitLe,
    zone: visiteur.zone,
  });
  c.header('Content-Type', 'application/pdf');
  c.header('Content-Disposition', 'inline; filename="mandat.pdf"');
  return c.body(new Uint8Array(octets).buffer);
}
