import { parseReponses } from '@porte-plume/diagnostic';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { keepDiagnostic, readEntree } from '../../domain/diagnostics.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, type Champs } from '../../server/formulaire.ts';
import { readFreins, readRessenti } from '../diagnostic/apart.ts';
import { DEBUT, type Entretien } from '../diagnostic/entretien.ts';
import { proposeFor, readSuites, statistiqueOf, toDossier } from '../diagnostic/resultat.ts';
import type { Issue } from './intervention.ts';
import type { OperationRecue } from './schema.ts';

function readJournal(texte: string): unknown {
  try {
    return JSON.parse(texte) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** An interview held without network: the same result, the same place, and nothing agreed by silence. */
export async function receiveDiagnostic(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { op, type }: OperationRecue,
  champs: Champs,
): Promise<Issue> {
  const interventionId = field(champs, 'intervention');
  const journal = parseReponses(readJournal(field(champs, 'journal')));
  if (!journal.ok) throw new Refus(journal.motifs);
  const entree = await readEntree(tx, visiteur.orgId, interventionId);
  if (entree === null)
    throw new Refus([
      {
        code: 'fiche_absente',
        phrase: 'La fiche de cet entretien n’est pas enregistrée. Envoyez-la d’abord.',
      },
    ]);
  const entretien: Entretien = {
    ...DEBUT,
    complet: field(champs, 'complet') === 'oui',
    arrete: true,
    vus: ['plus', 'ressenti', 'freins'],
    reponses: [...journal.value],
    ressenti: readRessenti(champs),
    freins: readFreins(champs),
  };
  const { orgId, compteId } = visiteur;
  await once(tx, { orgId, op, type, compteId, maintenant: now(services) }, async () => {
    await keepDiagnostic(tx, services, visiteur, {
      interventionId,
      personneId: entree.personneId,
      statistique: statistiqueOf(entretien),
      suites: readSuites(champs, proposeFor(entretien, entree)),
      dossier: toDossier(entretien),
    });
    return { fait: 'Diagnostic gardé.' };
  });
  return { etat: 'enregistree', fait: 'Diagnostic gardé.' };
}
