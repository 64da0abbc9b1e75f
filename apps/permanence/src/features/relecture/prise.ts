import type { Relecture } from '@porte-plume/accompagnement';
import type { Demarche } from '@porte-plume/demarches';
import { digest } from '@porte-plume/mandat/ledger';
import type { Tx } from '../../db/client.ts';
import { createId } from '../../domain/identifiant.ts';
import { ordre, readMandat, runMandat } from '../../domain/mandats.ts';
import { FRANCAIS, isole, type Messages } from '../../messages/messages.ts';
import type { Services, Visiteur } from '../../server/contexte.ts';
import type { PartieLue } from '../../ui/lecture.tsx';
import { actesFaitsOf, type Fiche } from '../accueil/fiche.ts';
import type { ValeursAccueil } from '../accueil/view.tsx';
import type { Saisie } from './schema.ts';

/**
 * The summary read to the person: acts, démarche, what comes next. Catalogue words only, nothing that was typed; names of
 * the catalogue stay French in every language.
 */
export function resumeOf(
  { fiche, demarche }: { fiche: Fiche; demarche: Demarche },
  m: Messages = FRANCAIS,
): PartieLue[] {
  const valeurs = fiche.valeurs as ValeursAccueil;
  const actes = actesFaitsOf(valeurs);
  const issue = ISSUES.find((une) => une === valeurs.issue);
  const suite = issue === undefined ? [] : [m.dit('relecture.ensuite', { issue: m.dit(`issue.${issue}`) })];
  return [
    {
      titre: m.dit('relecture.demarche'),
      phrases: [
        isole(`${demarche.nom}.`, m.dir),
        m.dit('relecture.pour', { organisme: demarche.operateur.nom }),
      ],
    },
    ...(actes.length === 0
      ? []
      : [
          {
            titre: m.dit('relecture.actes'),
            phrases: [],
            liste: actes.map((acte) => m.dit(`acte.${acte}`)),
          },
        ]),
    {
      titre: m.dit('relecture.avant'),
      phrases: [m.dit('relecture.lis'), m.dit('relecture.dites'), ...suite],
    },
  ];
}

const ISSUES = [
  'finalisee',
  'a_poursuivre',
  'en_attente_reponse',
  'bloquee',
  'abandonnee',
  'orientee',
] as const;

/** One read-back of an entry: `id` is the entry, `op` the operation that notes it. */
export interface Prise {
  id: string;
  op: string;
  demarche: Demarche;
  fiche: Fiche;
  saisie: Saisie;
  /** Language in which it was read, beside French; absent = French alone. */
  langue?: string;
  /** Instant at which it was read. */
  faiteA: string;
}

/** The read-back as an acte keeps it; under a mandate it is also written in the history of the mandate. */
export async function takeRelecture(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { id, op, demarche, fiche, saisie, faiteA, langue = 'fr' }: Prise,
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
        langue,
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
