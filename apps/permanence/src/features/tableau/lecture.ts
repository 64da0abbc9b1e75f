import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'hono';
import { readCleStable } from '../../domain/cle-stable.ts';
import { now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur } from '../../server/page.ts';
import { runTableau } from '../../server/travail/tableau-fil.ts';
import { beginArrete, readArrete, type Arrete, type Tableau } from './arrete.ts';
import type { Periode } from './calcul.ts';
import { readEtatFaits } from './fabrique.ts';
import { yearOf } from './periode.ts';
import { REGLES } from './regles.ts';

/** How long the very first reader of an organisation waits for its figures. */
const PREMIERE_MS = 20_000;
/** How long one waits for figures that changed, when the former ones can be shown. */
const SUITE_MS = 3_000;
const PAS_MS = 250;

/** The dashboard of the account's organisation. */
interface TableauLu extends Tableau {
  /** When it was computed, if it is not as of now; null when nothing has changed since. */
  arreteLe: string | null;
}

/** What was kept, and whether anything that counts has changed since. */
interface Etat {
  arrete: Arrete | null;
  /** Too many facts to look at each time: made once a day. */
  grande: boolean;
  /** Key to make it again with; null while what was kept is right. */
  cle: Uint8Array | null;
}

/**
 * What was kept, if nothing that counts has changed since. Otherwise it is made again in a thread, and waited for: the
 * solver never runs where pages are answered. A big organisation reads what was made last, at once, and who reads figures
 * of another day has them made again behind the page.
 * @throws {ErreurHttp} 409 when the first figures of an organisation are not there yet
 */
export async function readTableau(c: Context<AppEnv>): Promise<TableauLu> {
  const periode = yearOf(c.var.services, c.var.visiteur);
  let etat = await readEtat(c, periode);
  const patience = etat.arrete === null ? PREMIERE_MS : etat.grande ? 0 : SUITE_MS;
  const limite = performance.now() + patience;
  let mien = false;
  // Figures made for this reader are as of now, even if something came meanwhile.
  while (etat.cle !== null && !mien) {
    const travail = refresh(c, { periode, cle: etat.cle });
    const reste = limite - performance.now();
    if (reste <= 0) break;
    mien = await Promise.race([travail, wait(reste, false, { ref: false })]);
    if (!mien) await wait(PAS_MS);
    etat = await readEtat(c, periode);
  }
  const { arrete, grande, cle } = etat;
  if (arrete === null) throw new ErreurHttp(409, PATIENTEZ);
  return { ...arrete.tableau, arreteLe: !grande && (cle === null || mien) ? null : arrete.arreteLe };
}

const PATIENTEZ =
  'Les chiffres de votre structure se préparent\u00a0: ils sont nombreux. Revenez dans une minute.';

async function readEtat(c: Context<AppEnv>, { au }: Periode): Promise<Etat> {
  const { services, visiteur } = c.var;
  return forVisiteur(c, 'tableau.etat', async (tx) => {
    const arrete = await readArrete(tx, visiteur.orgId, REGLES);
    const faits = await readEtatFaits(tx, visiteur.orgId);
    const grande = faits === null;
    const bon = arrete?.tableau.publie.periode.au === au && (grande || arrete.empreinte === faits);
    const cle = bon ? null : await readCleStable(tx, services, visiteur, 'protection');
    return { arrete, grande, cle };
  });
}

/**
 * Makes the figures again, unless somebody is at it. @returns whether it made them; a failure is logged, and the former
 * figures stay
 */
async function refresh(
  c: Context<AppEnv>,
  { periode, cle }: { periode: Periode; cle: Uint8Array },
): Promise<boolean> {
  const { services, visiteur } = c.var;
  const { orgId } = visiteur;
  try {
    const mien = await forVisiteur(c, 'tableau.commencer', (tx) => beginArrete(tx, orgId, now(services)));
    if (mien) await runTableau(services, { orgId, periode, cle, regles: REGLES });
    return mien;
  } catch (error) {
    services.log.error('tableau.arrete', { nature: error instanceof Error ? error.name : 'inconnue' });
    return false;
  }
}
