import { ACTES } from '@porte-plume/mandat';
import { catalogue } from '@porte-plume/demarches';
import type { Tx } from '../../db/client.ts';
import { readMandatsDossier } from '../../domain/mandats-dossier.ts';
import { createPorts } from '../../domain/seances.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';

/**
 * What the mandates of a person allow now, for a page whose sending may be cut: a device must not ask her to sign again
 * what she signed. Codes alone: « rsa:consulter:saisir carte-grise:consulter ».
 */
export async function listCouvertes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  personneId: string,
): Promise<string> {
  const mandats = await readMandatsDossier(tx, visiteur.orgId, personneId);
  const portees = mandats.flatMap(({ items }) => items.map(({ portee }) => portee));
  const ports = createPorts(visiteur, mandats);
  const a = now(services);
  return catalogue.demarches
    .filter(({ id, perimetre }) =>
      portees.some((une) => (une.kind === 'demarche' ? une.demarche.id === id : une.perimetre === perimetre)),
    )
    .flatMap(({ id }) => {
      const permis = ACTES.filter((acte) => {
        const dit = ports.checkMandat({
          personne: personneId,
          ecrivainId: visiteur.compteId,
          demarcheId: id,
          acte,
          mode: 'faire_a_la_place_present',
          saisieIdentifiants: false,
          interventionId: personneId,
          a,
        });
        // The read-back is asked on its own.
        return dit.ok || dit.motifs.every(({ code }) => code === 'relecture_manquante');
      });
      return permis.length === 0 ? [] : [[id, ...permis].join(':')];
    })
    .join(' ');
}
