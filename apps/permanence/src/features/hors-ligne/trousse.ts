import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche } from '@porte-plume/demarches';
import type { Tx } from '../../db/client.ts';
import { listFrequentes } from '../../domain/frequentes.ts';
import { findSeanceOuverte, listPrevues, readEtatSeance } from '../../domain/seances.ts';
import type { Trousse } from '../../islands/hors-ligne/courrier.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';
import { localTime } from '../../server/heure.ts';
import { heureEnMots } from '../../ui/date.ts';
import { listFavoris } from '../accueil/listes.ts';

/** What a day needs without network: where, when, what is usual here, what was done. Acts, never who. */
export async function makeTrousse(tx: Tx, services: Services, visiteur: Visiteur): Promise<Trousse> {
  const { zone, orgId } = visiteur;
  const ouverte = await findSeanceOuverte(tx, services, visiteur);
  const etat = ouverte === null ? null : await readEtatSeance(tx, orgId, ouverte.id);
  const frequentes = await listFrequentes(tx, visiteur, ouverte?.lieuId ?? '');
  const prevues = await listPrevues(tx, services, visiteur);
  return {
    faiteLe: now(services),
    compte: { id: visiteur.compteId, nom: visiteur.nom },
    structure: { id: orgId, libelle: visiteur.organisation, zone },
    roles: [...visiteur.roles],
    charteSigneeLe: visiteur.charteSigneeLe,
    seance:
      ouverte === null
        ? null
        : {
            id: ouverte.id,
            lieuId: ouverte.lieuId,
            lieu: ouverte.lieu,
            commune: ouverte.commune,
            date: ouverte.date,
            depuis: heureEnMots(localTime(ouverte.ouverteA, zone)),
          },
    prevues: prevues.map(({ lieu, commune, debut, fin, permanence }) => ({
      lieu,
      commune,
      debut: heureEnMots(localTime(debut, zone)),
      fin: heureEnMots(localTime(fin, zone)),
      accueil: getLibelle('accueil', permanence.accueil).toLowerCase(),
    })),
    lignes: Object.values(etat?.interventions ?? {})
      .filter(({ annulee }) => annulee === null)
      .sort((a, b) => (a.creeLe < b.creeLe ? 1 : -1))
      .map(({ creeLe, actes }) => ({
        heure: heureEnMots(localTime(creeLe, zone)),
        demarches: actes.map(({ objet }) =>
          objet.nature === 'demarche'
            ? (getDemarche(objet.demarcheId)?.nom ?? objet.demarcheId)
            : getLibelle('theme', objet.theme),
        ),
        mode: getLibelle('mode', actes[0]?.mode ?? 'informer'),
        issue: getLibelle('issue', actes[0]?.issue.code ?? 'finalisee'),
      })),
    favoris: listFavoris(frequentes, undefined).map(({ code }) => code),
  };
}
