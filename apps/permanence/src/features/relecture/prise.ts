import type { Relecture } from '@porte-plume/accompagnement';
import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import type { Demarche } from '@porte-plume/demarches';
import { digest } from '@porte-plume/mandat/ledger';
import type { Tx } from '../../db/client.ts';
import { createId } from '../../domain/identifiant.ts';
import { ordre, readMandat, runMandat } from '../../domain/mandats.ts';
import type { Services, Visiteur } from '../../server/contexte.ts';
import type { PartieLue } from '../../ui/lecture.tsx';
import { actesFaitsOf, type Fiche } from '../accueil/fiche.ts';
import type { ValeursAccueil } from '../accueil/view.tsx';
import { ACTES } from '../mandat/libelles.ts';
import type { Saisie } from './schema.ts';

/** The summary read to the person: acts, démarche, what comes next. Catalogue words only, nothing that was typed. */
export function resumeOf({ fiche, demarche }: { fiche: Fiche; demarche: Demarche }): PartieLue[] {
  const valeurs = fiche.valeurs as ValeursAccueil;
  const actes = actesFaitsOf(valeurs);
  const suite =
    valeurs.issue === undefined
      ? []
      : [`Ensuite\u00a0: ${getLibelle('issue', valeurs.issue).toLowerCase()}.`];
  return [
    { titre: 'Votre démarche', phrases: [`${demarche.nom}.`, `Pour\u00a0: ${demarche.operateur.nom}.`] },
    ...(actes.length === 0
      ? []
      : [{ titre: 'Ce que je fais pour vous', phrases: [], liste: actes.map((acte) => ACTES[acte]) }]),
    {
      titre: 'Avant d’envoyer',
      phrases: [
        'Je vous lis ce que j’ai écrit sur le site.',
        'Dites-moi si quelque chose n’est pas juste.',
        ...suite,
      ],
    },
  ];
}

/** One read-back of an entry: `id` is the entry, `op` the operation that notes it. */
export interface Prise {
  id: string;
  op: string;
  demarche: Demarche;
  fiche: Fiche;
  saisie: Saisie;
  /** Instant at which it was read. */
  faiteA: string;
}

/** The read-back as an acte keeps it; under a mandate it is also written in the history of the mandate. */
export async function takeRelecture(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { id, op, demarche, fiche, saisie, faiteA }: Prise,
): Promise<Relecture> {
  const mandat = fiche.mandatId === undefined ? null : await readMandat(tx, visiteur.orgId, fiche.mandatId);
  const item = mandat?.etat.items.find(
    ({ portee }) => portee.kind === 'demarche' && portee.demarche.id === demarche.id,
  );
  const lie = mandat !== null && item !== undefined && saisie.accord !== 'non';
  if (lie) {
    const recapitulatif = digest(resumeOf({ fiche, demarche }));
    if (!recapitulatif.ok) throw new Error('the summary has no fingerprint');
    await runMandat(tx, services, visiteur, { mandatId: mandat.id, personneId: mandat.personneId, op }, [
      ordre('Relire', 'relire', {
        itemId: item.id,
        demarcheId: demarche.id,
        interventionRef: id,
        recapitulatifHash: recapitulatif.value,
        luPar: visiteur.compteId,
        accord: true,
        langue: 'fr',
      }),
    ]);
  }
  return {
    id: createId(services.clock().getTime(), services.alea),
    ...(lie ? { evenementId: `${op}.relire/0` } : {}),
    faiteA,
    ...saisie,
  };
}
