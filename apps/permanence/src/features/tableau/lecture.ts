import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'hono';
import { readCleStable } from '../../domain/cle-stable.ts';
import { civilDate, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur } from '../../server/page.ts';
import { runTableau } from '../../server/travail/tableau-fil.ts';
import { beginArrete, computeTableau, isGrande, readArrete, readBruts, type Tableau } from './arrete.ts';
import type { Periode } from './calcul.ts';
import { yearOf } from './periode.ts';
import type { Section } from './sections.ts';

/** How long the very first reader of a big organisation waits for its figures. */
const PATIENCE_MS = 20_000;
const PAS_MS = 250;

/** The dashboard of the account's organisation. */
interface TableauLu extends Tableau {
  /** When it was computed; null when it was just now. */
  arreteLe: string | null;
}

/**
 * Computed now for most; a big organisation reads what was computed last, and who reads figures of another day has them
 * made again behind the page.
 * @throws {ErreurHttp} 409 when the first figures of a big organisation are not there yet
 */
export async function readTableau(c: Context<AppEnv>, section: Section): Promise<TableauLu> {
  const { services, visiteur } = c.var;
  const { orgId, zone } = visiteur;
  const periode = yearOf(services, visiteur);
  const lu = await forVisiteur(c, 'tableau.faits', async (tx) => {
    const cle = await readCleStable(tx, services, visiteur, 'protection');
    if (await isGrande(tx, orgId)) return { cle, arrete: await readArrete(tx, orgId) };
    return { cle, bruts: await readBruts(tx, orgId, periode) };
  });
  const { cle } = lu;
  if (lu.bruts !== undefined)
    return {
      ...(await computeTableau(lu.bruts, periode, { cle, alea: services.alea }, [section])),
      arreteLe: null,
    };
  const { arrete } = lu;
  if (arrete === null) return firstArrete(c, { orgId, periode, cle });
  if (civilDate(new Date(arrete.arreteLe), zone) !== periode.au) void refresh(c, { orgId, periode, cle });
  return { ...arrete.tableau, arreteLe: arrete.arreteLe };
}

interface Demande {
  orgId: string;
  periode: Periode;
  cle: Uint8Array;
}

/** Makes the figures again, unless somebody is at it; a failure is logged, and the former figures stay. */
async function refresh(c: Context<AppEnv>, demande: Demande): Promise<void> {
  const { services } = c.var;
  try {
    const mien = await forVisiteur(c, 'tableau.commencer', (tx) =>
      beginArrete(tx, demande.orgId, now(services)),
    );
    if (mien) await runTableau(services, demande);
  } catch (error) {
    services.log.error('tableau.arrete', { nature: error instanceof Error ? error.name : 'inconnue' });
  }
}

/** The first figures, as soon as they are there, whoever makes them. */
async function firstArrete(c: Context<AppEnv>, demande: Demande): Promise<TableauLu> {
  const limite = performance.now() + PATIENCE_MS;
  void refresh(c, demande);
  do {
    await wait(PAS_MS);
    const arrete = await forVisiteur(c, 'tableau.arrete', (tx) => readArrete(tx, demande.orgId));
    if (arrete !== null) return { ...arrete.tableau, arreteLe: arrete.arreteLe };
  } while (performance.now() < limite);
  throw new ErreurHttp(
    409,
    'Les chiffres de votre structure se préparent\u00a0: ils sont nombreux. Revenez dans une minute.',
  );
}
