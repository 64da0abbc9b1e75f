import { computeTrancheAge } from '@porte-plume/accompagnement/nomenclatures';
import type { Tx } from '../../db/client.ts';
import { openDossier } from '../../domain/acces-personne.ts';
import { isId } from '../../domain/identifiant.ts';
import type { Identite } from '../../domain/identite.ts';
import { findHomonymes, findOrCreatePersonne, type PersonneSuivie } from '../../domain/personnes.ts';
import { may } from '../../server/acces.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import type { Champs } from '../../server/formulaire.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { readIdentite } from '../mandat/qui.ts';
import { toLignes } from '../personnes/lignes.ts';
import type { ValeursAccueil } from './props.ts';

/** The answer that keeps two people of one name and year apart. */
export const UNE_AUTRE = 'autre';

/** Whether this account may give an entry a person: it must be able to read who is known already. */
export function mayNommer(visiteur: Visiteur): boolean {
  return may(visiteur, 'lire_identite');
}

/** Who the entry names: nobody, somebody new, or somebody to tell apart first. */
export type Nommee =
  | { nature: 'personne' }
  | { nature: 'identite'; identite: Identite; choix: string | undefined }
  | { nature: 'erreurs'; erreurs: Erreur[] };

/** Reads the fold of the person: all of it, or none of it. */
export function readNommee(services: Services, visiteur: Visiteur, valeurs: ValeursAccueil): Nommee {
  const { prenom, nom, anneeNaissance, quiEst } = valeurs;
  if (prenom === undefined && nom === undefined && anneeNaissance === undefined)
    return { nature: 'personne' };
  if (!mayNommer(visiteur)) throw new ErreurHttp(403);
  const champs: Champs = new Map(
    Object.entries({ prenom, nom, anneeNaissance }).map(([champ, valeur]) => [champ, [valeur ?? '']]),
  );
  const erreurs: Erreur[] = [];
  const annee = Number(civilDate(services.clock(), visiteur.zone).slice(0, 4));
  const identite = readIdentite(champs, annee, erreurs);
  return erreurs.length > 0
    ? { nature: 'erreurs', erreurs }
    : { nature: 'identite', identite, choix: quiEst };
}

/** Those of this name and year who are known already, as choices of the screen; the last one is somebody else. */
export async function listHomonymes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  identite: Identite,
): Promise<Choix[]> {
  const { connues } = await findHomonymes(tx, services, visiteur, identite);
  const lignes = await toLignes(tx, services, visiteur, connues, 'homonymes');
  if (lignes.length === 0) return [];
  return [
    ...lignes.map(({ id, initiales, annee, derniere }) => ({
      code: id,
      libelle: `C’est ${initiales}, ${annee}`,
      aide: derniere,
    })),
    { code: UNE_AUTRE, libelle: 'C’est quelqu’un d’autre' },
  ];
}

/**
 * The person that the fold names, met again or created.
 * @throws {ErreurHttp} 404 when the one who was pointed at is not of this organisation
 */
export async function findNommee(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { identite, choix }: { identite: Identite; choix: string | undefined },
): Promise<PersonneSuivie> {
  if (choix !== undefined && choix !== UNE_AUTRE) {
    if (!isId(choix)) throw new ErreurHttp(404);
    const { racine, effacee } = await openDossier(tx, services, visiteur, choix);
    if (effacee) throw new ErreurHttp(404);
    return { id: racine.id, pseudonyme: racine.pseudonyme };
  }
  const { libre } = await findHomonymes(tx, services, visiteur, identite);
  return findOrCreatePersonne(tx, services, visiteur, identite, choix === UNE_AUTRE ? libre : 0);
}

/** The band of her age, when only the year is known: one gesture fewer. */
export function withAge(valeurs: ValeursAccueil, { anneeNaissance }: Identite, date: string): ValeursAccueil {
  const { trancheAge = 'non_demande' } = valeurs;
  return trancheAge === 'non_demande'
    ? { ...valeurs, trancheAge: computeTrancheAge(anneeNaissance, date) }
    : valeurs;
}
