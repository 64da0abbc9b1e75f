import type { EtatSeance } from '@porte-plume/accompagnement';
import { asc } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { lieu } from '../../db/schema.ts';
import { countAFaire, readAFaire } from '../../domain/echeances.ts';
import { ouvertsLe } from '../../domain/lieux-structure.ts';
import {
  findSeanceOuverte,
  hasSeanceClose,
  listPrevues,
  listSeancesOubliees,
  readEtatSeance,
  type Prevue,
  type SeanceOubliee,
  type SeanceOuverte,
} from '../../domain/seances.ts';
import { countRelances } from '../../domain/suivis.ts';
import { may } from '../../server/acces.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { readFait } from '../../server/fait.ts';
import type { Choix } from '../../ui/form.tsx';
import { readFiles } from './file.ts';
import type { FileDuLieu } from './vue-file.tsx';

/** What the day is drawn from. */
export interface Jour {
  ouverte: SeanceOuverte | null;
  etat: EtatSeance | null;
  prevues: Prevue[];
  lieux: Choix[];
  close: boolean;
  fait: string | null;
  echeances: number | null;
  relances: number | null;
  files: FileDuLieu[];
  /** Those of the days before that still wait to be closed. */
  oubliees: SeanceOubliee[];
}

/** The day of a writer: her séance, or where she is expected; who comes, and what is due. */
export async function readJour(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  faitId: string | null,
  prenoms: boolean,
): Promise<Jour> {
  const [ouverte, oubliees, fait, echeances] = await Promise.all([
    findSeanceOuverte(tx, services, visiteur),
    listSeancesOubliees(tx, services, visiteur),
    faitId === null ? null : readFait(tx, visiteur, faitId),
    may(visiteur, 'lire_dossier', { agentId: visiteur.compteId })
      ? readAFaire(tx, services, visiteur).then(countAFaire)
      : null,
  ]);
  if (ouverte !== null) {
    const ici = [{ id: ouverte.lieuId, nom: ouverte.lieu, ouverte: true }];
    const [etat, files, relances] = await Promise.all([
      readEtatSeance(tx, visiteur.orgId, ouverte.id),
      readFiles(tx, services, visiteur, ici, prenoms),
      countDues(tx, services, visiteur, ouverte.lieuId),
    ]);
    return {
      ouverte,
      etat,
      prevues: [],
      lieux: [],
      close: false,
      fait,
      echeances,
      relances,
      files,
      oubliees,
    };
  }
  const [prevues, lieux, close, relances] = await Promise.all([
    listPrevues(tx, services, visiteur),
    tx
      .select()
      .from(lieu)
      .where(ouvertsLe(visiteur.orgId, civilDate(services.clock(), visiteur.zone)))
      .orderBy(asc(lieu.id)),
    hasSeanceClose(tx, services, visiteur),
    countDues(tx, services, visiteur),
  ]);
  const attendus = new Map(prevues.map((une) => [une.permanence.lieuId, une.lieu]));
  const tri = new Intl.Collator('fr');
  return {
    ouverte,
    oubliees,
    etat: null,
    prevues,
    lieux: lieux
      .map(({ id, nom, commune }) => ({ code: id, libelle: `${commune}\u00a0: ${nom}` }))
      .sort((a, b) => tri.compare(a.libelle, b.libelle)),
    close,
    fait,
    echeances,
    relances,
    files: (
      await readFiles(
        tx,
        services,
        visiteur,
        [...attendus].map(([id, nom]) => ({ id, nom, ouverte: false })),
        prenoms,
      )
    ).filter((file) => file.attendus.length > 0),
  };
}

/** What is due today, in the lieu where one receives; null for who reads no due list. */
async function countDues(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  lieuId?: string,
): Promise<number | null> {
  if (!may(visiteur, 'lire_relances', { agentId: visiteur.compteId })) return null;
  const jusquAu = civilDate(services.clock(), visiteur.zone);
  return countRelances(tx, services, visiteur, { jusquAu, ...(lieuId === undefined ? {} : { lieuId }) });
}
