import type { Tx } from '../../db/client.ts';
import { isId } from '../../domain/identifiant.ts';
import { findPassage, type Passage } from '../../domain/passages.ts';
import { may } from '../../server/acces.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { heureEnMots } from '../../ui/date.ts';
import { findLangue } from '../mandat/langues.ts';
import type { AccueilProps } from './props.ts';

/**
 * Whom the queue of today announced, if the entry is theirs.
 * @throws {ErreurHttp} 404 for a passage of another day, of another structure, or that does not exist
 */
export async function readPassage(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  id: string | undefined,
): Promise<Passage | null> {
  if (id === undefined) return null;
  const lu = isId(id) ? await findPassage(tx, visiteur.orgId, id) : null;
  if (lu?.date !== civilDate(services.clock(), visiteur.zone)) throw new ErreurHttp(404);
  return lu;
}

/** What the queue says of her on the screen of her entry: never a name. */
export function describePassage(
  visiteur: Visiteur,
  { heure, langue, interprete, adressageId, lieuId }: Passage,
  ici: string,
): NonNullable<AccueilProps['passage']> {
  return {
    dits: [
      heure === null ? 'Sans rendez-vous' : `Rendez-vous de ${heureEnMots(heure)}`,
      ...(langue === null ? [] : [`parle\u00a0: ${findLangue(langue).libelle.toLowerCase()}`]),
      ...(interprete ? ['interprète à prévoir'] : []),
      ...(lieuId === ici ? [] : ['attendue dans un autre lieu que votre permanence']),
    ],
    ...(adressageId !== null && may(visiteur, 'lire_retour')
      ? { adressage: `/adressages/${adressageId}` }
      : {}),
  };
}
