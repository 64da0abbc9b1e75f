import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { createPorts, runSeance } from '../../domain/seances.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, oneOf, type Champs } from '../../server/formulaire.ts';
import { conflictOfSeance, findSeanceOf, type Issue } from './intervention.ts';
import { deriveId } from './operation-derivee.ts';
import type { OperationRecue } from './schema.ts';

/** Somebody who could not be received, counted without network: no name, one gesture. */
export async function receiveDemande(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  recue: OperationRecue,
  champs: Champs,
): Promise<Issue> {
  const { op } = recue;
  const motif = oneOf(
    field(champs, 'motif'),
    LISTES.motifRefus.map(({ code }) => code),
  );
  if (motif === null)
    throw new Refus([
      { code: 'code_inconnu', phrase: 'Choisissez une raison de la liste.', path: ['motif'] },
    ]);
  const ouverte = await findSeanceOf(tx, services, visiteur, recue);
  if (ouverte === null) return conflictOfSeance(tx, services, visiteur, recue);
  const { orgId, compteId } = visiteur;
  const maintenant = now(services);
  await once(tx, { orgId, op, type: recue.type, compteId, maintenant }, async () => {
    const demande = { id: deriveId(op, 'demande'), a: maintenant, motif, perimetre: 'non_demande' as const };
    await runSeance(
      tx,
      services,
      visiteur,
      { type: 'NoterDemandeNonSatisfaite', op, seanceId: ouverte.id, demande },
      createPorts(visiteur, []),
    );
    return { fait: 'C’est compté.' };
  });
  return { etat: 'enregistree', fait: 'C’est compté.' };
}
