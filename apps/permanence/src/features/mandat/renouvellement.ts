import { etatA } from '@porte-plume/mandat';
import type { Tx } from '../../db/client.ts';
import { keepBrouillon } from '../../domain/brouillons.ts';
import { readMandat } from '../../domain/mandats.ts';
import { readIdentite } from '../../domain/personnes.ts';
import { readTiers } from '../../domain/tiers.ts';
import { newOp, now, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { FICHE, type Fiche } from '../accueil/fiche.ts';
import type { Preparation } from './preparation.ts';
import { fromItems } from './quoi.ts';

const IMPOSSIBLE =
  'Ce mandat ne peut pas être renouvelé. Préparez un mandat nouveau depuis l’accueil rapide.';

/**
 * A draft filled from the mandate to renew: everything is shown again, and consented again. An entry is opened beside,
 * with the same démarche: that is where the work goes on once it is signed.
 * @throws {ErreurHttp} 404 when it is unknown, 409 when it cannot be renewed
 */
export async function prepareRenouvellement(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  mandatId: string,
): Promise<Preparation> {
  const lu = await readMandat(tx, visiteur.orgId, mandatId);
  if (lu === null) throw new ErreurHttp(404);
  const { etat, personneId } = lu;
  const statut = etatA(lu.evenements, now(services))?.statut;
  const repris = fromItems(etat.items);
  const identite = await readIdentite(tx, services, visiteur, personneId, 'renouvellement');
  if ((statut !== 'actif' && statut !== 'expire') || repris === null || identite === null)
    throw new ErreurHttp(409, IMPOSSIBLE);
  const tiers = await readTiers(tx, services, visiteur, personneId, mandatId);
  const { kind, ref } = etat.constituant;
  const nom = tiers.find((un) => un.ref === ref)?.nom;
  const ficheId = newOp(services);
  const fiche: Fiche = { valeurs: { demarche: repris.demarcheId, mode: 'faire_a_la_place_present' } };
  await keepBrouillon(tx, services, visiteur, { id: ficheId, nature: FICHE, contenu: fiche });
  const { prenom, nom: famille, anneeNaissance } = identite;
  return {
    ficheId,
    demarcheId: repris.demarcheId,
    renouvelle: { mandatId, personneId },
    qui: {
      prenom,
      nom: famille,
      anneeNaissance,
      capacite: etat.mandant.capacite,
      ...(kind === 'mandant' ? {} : { constituant: { kind, nom: nom ?? '' } }),
    },
    quoi: repris.quoi,
  };
}
