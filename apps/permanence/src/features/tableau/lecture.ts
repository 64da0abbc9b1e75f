import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'hono';
import { readCleStable } from '../../domain/cle-stable.ts';
import { civilDate, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur } from '../../server/page.ts';
import { runTableau } from '../../server/travail/tableau-fil.ts';
import { beginArrete, readArrete, type Arrete, type Lecture } from './arrete.ts';
import { readEtatFaits } from './fabrique.ts';
import type { Choisie } from './periode.ts';
import { REGLES } from './regles.ts';

/** How long the very first reader of an organisation waits for its figures. */
const PREMIERE_MS = 20_000;
/** How long one waits for figures that changed, when the former ones can be shown. */
const SUITE_MS = 3_000;
const PAS_MS = 250;

/** The dashboard of the account's organisation over a year: the structure, the lieu or the blockages that were asked for. */
export interface TableauLu extends Pick<Arrete, 'tableau' | 'lieux' | 'vueLieu' | 'blocages'> {
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
export async function readTableau(
  c: Context<AppEnv>,
  annee: Choisie,
  quoi: Pick<Lecture, 'lieuId' | 'blocages'>,
): Promise<TableauLu> {
  const lecture = { ...annee, ...quoi };
  let etat = await readEtat(c, lecture);
  const patience = etat.arrete === null ? PREMIERE_MS : etat.grande ? 0 : SUITE_MS;
  const limite = performance.now() + patience;
  let mien = false;
  // Figures made for this reader are as of now, even if something came meanwhile.
  while (etat.cle !== null && !mien) {
    const travail = refresh(c, annee, etat.cle);
    const reste = limite - performance.now();
    if (reste <= 0) break;
    mien = await Promise.race([travail, wait(reste, false, { ref: false })]);
    if (!mien) await wait(PAS_MS);
    etat = await readEtat(c, lecture);
  }
  const { arrete, grande, cle } = etat;
  if (arrete === null) throw new ErreurHttp(409, PATIENTEZ);
  const { tableau, lieux, vueLieu, blocages } = arrete;
  return {
    tableau,
    lieux,
    vueLieu,
    blocages,
    arreteLe: !grande && (cle === null || mien) ? null : arrete.arreteLe,
  };
}

const PATIENTEZ =
  'Les chiffres de votre structure se préparent\u00a0: ils sont nombreux. Revenez dans une minute.';

async function readEtat(c: Context<AppEnv>, lecture: Choisie & Lecture): Promise<Etat> {
  const { services, visiteur } = c.var;
  return forVisiteur(c, 'tableau.etat', async (tx) => {
    const arrete = await readArrete(tx, visiteur.orgId, lecture, REGLES);
    const faits = await readEtatFaits(tx, visiteur.orgId);
    const grande = faits === null;
    const dayOf = (date: Date): string => civilDate(date, visiteur.zone);
    const bon =
      arrete?.tableau.publie.periode.au === lecture.au &&
      (grande ? dayOf(new Date(arrete.arreteLe)) === dayOf(services.clock()) : arrete.empreinte === faits);
    const cle = bon ? null : await readCleStable(tx, services, visiteur, 'protection');
    return { arrete, grande, cle };
  });
}

/**
 * Makes the figures again, unless somebody is at it. @returns whether it made them; a failure is logged, and the former
 * figures stay
 */
async function refresh(c: Context<AppEnv>, { quoi, du, au }: Choisie, cle: Uint8Array): Promise<boolean> {
  const { services, visiteur } = c.var;
  const { orgId } = visiteur;
  try {
    const mien = await forVisiteur(c, 'tableau.commencer', (tx) =>
      beginArrete(tx, orgId, quoi, now(services)),
    );
    if (mien) await runTableau(services, { orgId, quoi, periode: { du, au }, cle, regles: REGLES });
    return mien;
  } catch (error) {
    services.log.error('tableau.arrete', { nature: error instanceof Error ? error.name : 'inconnue' });
    return false;
  }
}
