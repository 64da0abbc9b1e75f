import { etatA, type NiveauDocument } from '@porte-plume/mandat';
import { toDpv27560 } from '@porte-plume/mandat/export';
import { LANGUES_DOCUMENT, type GenreDocument } from '@porte-plume/mandat/document';
import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { ensureCodes, recordEmpreinte } from '../../domain/codes.ts';
import { readMandat, type MandatLu } from '../../domain/mandats.ts';
import { demand } from '../../server/acces.ts';
import { now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { oneOf } from '../../server/formulaire.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { composeDocument, documentHash, htmlOf, pdfOf, withBanner, type Papier } from './document.ts';
import { readIdentites } from './identites.ts';

const GENRES = ['mandat', 'revocation', 'compte_rendu', 'fiche_de_sortie'] as const;
const NIVEAUX = ['complet', 'langage_simple'] as const;

/** Which paper the address asks for: codes of lists only; anything else is the mandate, whole, in French. */
function readPapier(c: Context<AppEnv>): { niveau: NiveauDocument; genre: GenreDocument; langue: string } {
  const langues = LANGUES_DOCUMENT.map(({ code }) => code);
  return {
    genre: oneOf(c.req.query('genre') ?? '', GENRES) ?? 'mandat',
    niveau: oneOf(c.req.query('niveau') ?? '', NIVEAUX) ?? 'complet',
    langue: oneOf(c.req.query('langue') ?? '', langues) ?? 'fr',
  };
}

async function loadDocument(c: Context<AppEnv>) {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_dossier', { agentId: visiteur.compteId });
  const id = idOf(c);
  const { niveau, genre, langue } = readPapier(c);
  return forVisiteur(c, 'mandat.copie', async (tx) => {
    const lu = await readMandat(tx, visiteur.orgId, id);
    if (lu === null) throw new ErreurHttp(404);
    const maintenant = now(services);
    const identites = await readIdentites(tx, services, visiteur, lu, 'copie');
    const document = composeDocument({ etat: lu.etat, identites, maintenant }, niveau, {
      genre,
      langue,
      ...(await codesOf(tx, c, lu, maintenant)),
    });
    if (!document.ok) throw new ErreurHttp(409, document.motifs[0]?.phrase ?? null);
    if (document.value.qr !== null) await recordEmpreinte(tx, visiteur, lu.id, documentHash(document.value));
    return { lu, genre, maintenant, document: withBanner(document.value, visiteur.fictive) };
  });
}

/** What the copy bears: the code that shows the mandate, and the one that stops it as long as it can be stopped. */
async function codesOf(tx: Tx, c: Context<AppEnv>, lu: MandatLu, maintenant: string): Promise<Papier> {
  const { services, visiteur } = c.var;
  const statut = etatA(lu.evenements, maintenant)?.statut;
  if (statut === undefined || statut === 'refuse' || statut === 'annule') return {};
  const codes = await ensureCodes(tx, services, visiteur, { mandatId: lu.id, personneId: lu.personneId });
  if (codes === null) return {};
  const ouvert = ['brouillon', 'presente', 'actif', 'suspendu'].includes(statut);
  return { codes: ouvert ? codes : { mandat: codes.mandat } };
}

/** A paper of the mandate on the screen. */
export async function serveHtml(c: Context<AppEnv>): Promise<Response> {
  const { document } = await loadDocument(c);
  const { assets, env } = c.var.services;
  return c.html(htmlOf(document, { version: assets.version, base: env.origin }));
}

/** The same to print. The mandate bears the date of its signature; the others, the day they are printed. */
export async function servePdf(c: Context<AppEnv>): Promise<Response> {
  const { visiteur, services } = c.var;
  const { lu, document, genre, maintenant } = await loadDocument(c);
  const signature = lu.etat.consentement?.faitLe ?? lu.etat.preparation.faitLe;
  const octets = await pdfOf(document, {
    base: services.env.origin,
    creeLe: genre === 'mandat' ? signature : maintenant,
    zone: visiteur.zone,
    ...(genre === 'mandat' && lu.etat.acceptation !== undefined
      ? { piece: { nom: 'mandat.jsonld', jsonld: toDpv27560(lu.etat, { base: services.env.origin }) } }
      : {}),
  });
  c.header('Content-Type', 'application/pdf');
  c.header('Content-Disposition', `inline; filename="${genre.replaceAll('_', '-')}.pdf"`);
  return c.body(new Uint8Array(octets).buffer);
}
