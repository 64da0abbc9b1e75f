import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { seance } from '../../db/schema.ts';
import { listPassages, readPrenoms, type Passage } from '../../domain/passages.ts';
import { may } from '../../server/acces.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import type { Choix } from '../../ui/form.tsx';
import { LANGUES } from '../mandat/langues.ts';
import type { FileDuLieu, LignePassage } from './vue-file.tsx';

/** Languages of the queue: French goes without saying. */
export const LANGUES_FILE: readonly Choix[] = LANGUES.filter(({ code }) => code !== 'fr').map(
  ({ code, libelle }) => ({ code, libelle }),
);

/** The séance open today in a lieu, whoever holds it; the latest when there are several. */
export async function findSeanceDuLieu(
  tx: Tx,
  orgId: string,
  { lieuId, date }: { lieuId: string; date: string },
): Promise<string | null> {
  const [row] = await tx
    .select({ id: seance.id })
    .from(seance)
    .where(
      and(eq(seance.orgId, orgId), eq(seance.lieuId, lieuId), eq(seance.date, date), isNull(seance.closeA)),
    )
    .orderBy(desc(seance.ouverteA))
    .limit(1);
  return row?.id ?? null;
}

/** The queues of today in some lieux; first names only when they are asked for, and each read is then logged. */
export async function readFiles(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  lieux: readonly { id: string; nom: string; ouverte: boolean }[],
  prenoms: boolean,
): Promise<FileDuLieu[]> {
  const date = civilDate(services.clock(), visiteur.zone);
  const nomme = may(visiteur, 'lire_identite', { duJour: true, agentId: visiteur.compteId });
  const recoit = may(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const files: FileDuLieu[] = [];
  for (const { id: lieuId, nom, ouverte } of lieux) {
    const passages = await listPassages(tx, visiteur.orgId, { lieuId, date });
    const attendus = passages.filter(({ etat }) => etat === 'attendu');
    const scelles = attendus.filter(({ aPrenom }) => aPrenom).map(({ id }) => id);
    const noms =
      nomme && prenoms ? await readPrenoms(tx, services, visiteur, scelles) : new Map<string, string>();
    files.push({
      lieuId,
      lieu: nom,
      ouverte,
      recoit,
      attendus: attendus.map((un) => toLigne(un, noms)),
      vus: passages.filter(({ etat }) => etat !== 'attendu').map((un) => toLigne(un, noms)),
      ...(nomme && !prenoms && scelles.length > 0 ? { prenoms: '/?prenoms=oui' } : {}),
      langues: LANGUES_FILE,
    });
  }
  return files;
}

function toLigne(un: Passage, noms: ReadonlyMap<string, string>): LignePassage {
  const prenom = noms.get(un.id);
  const langue = LANGUES.find(({ code }) => code === un.langue)?.libelle ?? un.langue;
  return {
    id: un.id,
    heure: un.heure,
    etat: un.etat,
    ...(prenom === undefined ? {} : { prenom }),
    precisions: [
      ...(langue === null ? [] : [langue.toLowerCase()]),
      ...(un.interprete ? ['interprète à prévoir'] : []),
      ...(un.adressageId === null ? [] : ['adressée par un service']),
    ],
  };
}
