import type { Tx } from '../../db/client.ts';
import { Refus } from '../../db/operation.ts';
import { keepMarges, listFiches, SANS_HEURE, type AtelierLu } from '../../domain/ateliers.ts';
import { runAdvance } from '../../domain/orientations.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, oneOf, toErreurs, type Champs } from '../../server/formulaire.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { champOfMarges, MARGES, readMarges } from './schema.ts';
import type { AtelierProps, FichePresence } from './vue-atelier.tsx';

const ETATS: Readonly<Record<string, FichePresence['etat']>> = { venue: 'venue', non_venue: 'non_venue' };

/** « mardi 24 novembre 2026 à 14 h 30 ». */
export function quandEnMots({ date, debut }: Pick<AtelierLu, 'date' | 'debut'>): string {
  if (debut === SANS_HEURE) return dateEnMots(date);
  const [heure = '', minutes = ''] = debut.split(':');
  return `${dateEnMots(date)} à ${Number(heure)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}

/** What the two pages of a workshop show alike. */
export async function readPage(
  tx: Tx,
  services: Services,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  un: AtelierLu,
): Promise<Pick<AtelierProps, 'titre' | 'quand' | 'ou' | 'fiches' | 'valeurs' | 'tenu' | 'jourVenu'>> {
  const fiches = await listFiches(tx, orgId, un.id);
  return {
    titre: `Atelier «\u00a0${un.titre}\u00a0»`,
    quand: quandEnMots(un),
    ou: `${un.lieu}, ${un.commune}`,
    fiches: fiches.map(({ orientationId: id, numero, statut }) => ({
      id,
      numero,
      etat: ETATS[statut] ?? 'attendue',
    })),
    valeurs: valeursOf(un),
    tenu: un.tenuLe !== null,
    jourVenu: civilDate(services.clock(), zone) >= un.date,
  };
}

/** Kept totals, back in the form; a margin that was not asked stays empty. */
function valeursOf({ donnees }: AtelierLu): Record<string, string> {
  if (donnees === null) return {};
  const valeurs: Record<string, string> = { participants: String(donnees.participants) };
  for (const { variable, codes } of MARGES) {
    const marge: Partial<Record<string, number>> = donnees.marges[variable];
    if (marge.non_demande === donnees.participants) continue;
    for (const { code } of codes) {
      const nombre = marge[code] ?? 0;
      if (nombre > 0) valeurs[`${variable}.${code}`] = String(nombre);
    }
  }
  return valeurs;
}

/** What one button of attendance or of totals does. @throws {Refus} with every motif */
export async function runPresence(
  tx: Tx,
  services: Services,
  org: Pick<Visiteur, 'orgId' | 'zone'>,
  un: AtelierLu,
  champs: Champs,
): Promise<string> {
  if (civilDate(services.clock(), org.zone) < un.date)
    throw new Refus([{ code: 'trop_tot', phrase: 'L’atelier n’a pas encore eu lieu.' }]);
  const dit = field(champs, 'presence');
  if (dit === '') {
    const { participants, marges } = readMarges(champs);
    await keepMarges(tx, services, org.orgId, un, { participants, marges });
    return 'Totaux enregistrés.';
  }
  const [geste = '', id = ''] = dit.split('|');
  const vers = oneOf(geste, ['venue', 'non_venue']);
  // Only a sheet of this very workshop: the link opens nothing else.
  const fiche = (await listFiches(tx, org.orgId, un.id)).find(({ orientationId }) => orientationId === id);
  if (vers === null || fiche === undefined)
    throw new Refus([{ code: 'transition_interdite', phrase: 'Ce bouton n’existe plus. Rouvrez la page.' }]);
  if (fiche.statut === 'acceptee') await runAdvance(tx, services, org, id, { vers: 'rdv_pris' });
  await runAdvance(tx, services, org, id, { vers });
  return `Numéro ${fiche.numero}\u00a0: ${vers === 'venue' ? 'venue' : 'pas venue'}, c’est noté.`;
}

/** The refusals of a page, with the values kept. */
export function toRefus(
  error: Refus,
  champs: Champs,
): { erreurs: Erreur[]; valeurs: Record<string, string> } {
  return {
    erreurs: toErreurs(error.motifs, ({ path }) => (path === undefined ? '' : champOfMarges(path))),
    valeurs: readMarges(champs).valeurs,
  };
}
