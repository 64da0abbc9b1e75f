import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { asOrg } from '../../db/asOrg.ts';
import type { Tx } from '../../db/client.ts';
import {
  dropFichier,
  moveImportation,
  openFichier,
  readConnus,
  type Importation,
  type OptionsDepot,
} from '../../domain/importations.ts';
import { recordAteliers, recordLot, undoAteliers, undoLot } from '../../domain/reprise-historique.ts';
import { toActeur } from '../../server/acces.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';
import { sqlState } from '../../server/log.ts';
import { ErreurImport, runImport } from '../../server/travail/import-fil.ts';
import type { Demande } from '../../server/travail/import-messages.ts';

/** A page waits this long for the work that it asked, then says how far it is. */
const PATIENCE_MS = 2500;

const inOrg = <T>(services: Services, { orgId }: Visiteur, travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(services.client.db, orgId, 'import.travail', travail);

/** Columns of a file, as its headers and some values suggest; null when it is no spreadsheet. */
export async function detect(fichier: Uint8Array): Promise<Pick<OptionsDepot, 'entetes' | 'projet'> | null> {
  let lu: Pick<OptionsDepot, 'entetes' | 'projet'> | null = null;
  await runImport(
    {
      ...{ travail: 'colonnes', nature: 'tableur', fichier, mapping: null, annulees: [] },
      options: { maintenant: '', acteur: { id: '', structureId: '', roles: [] }, connus: [] },
    },
    (message) => {
      if (message.type === 'colonnes' && message.projet !== null)
        lu = { entetes: [...message.entetes], projet: message.projet };
    },
  ).catch((error: unknown) => {
    if (!(error instanceof ErreurImport)) throw error;
  });
  return lu;
}

async function demandeOf(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  une: Importation,
  travail: Demande['travail'],
): Promise<Demande | null> {
  const fichier = await openFichier(tx, services, visiteur.orgId, une.id);
  if (fichier === null) return null;
  const { connus, annulees, lieux } = await readConnus(tx, visiteur.orgId);
  const { agentId, lieuParDefaut, mapping } = une.options;
  return {
    ...{ travail, nature: une.nature, fichier, mapping, annulees },
    options: {
      ...{ maintenant: now(services), acteur: toActeur(visiteur), agentId, lieux, connus },
      ...(lieuParDefaut === null ? {} : { lieuParDefaut }),
    },
  };
}

/** Starts some work of an import in the background; answers when it is done, or after a moment. */
async function start(services: Services, travail: () => Promise<void>): Promise<void> {
  const fait = travail().catch((error: unknown) => {
    services.log.error('import.echec', {
      nature: error instanceof ErreurImport ? error.code : error instanceof Error ? error.name : 'inconnue',
      sqlstate: sqlState(error) ?? 'aucun',
    });
  });
  await Promise.race([fait, wait(PATIENCE_MS)]);
}

/** Reads the file and keeps what is wrong and what would be recorded: nothing else changes. */
export async function startAnalyse(services: Services, visiteur: Visiteur, une: Importation): Promise<void> {
  const { orgId } = visiteur;
  await start(services, async () => {
    const demande = await inOrg(services, visiteur, (tx) =>
      demandeOf(tx, services, visiteur, une, 'analyse'),
    );
    if (demande === null) {
      await fail(services, visiteur, une, 'oublie');
      return;
    }
    try {
      await runImport(demande, async (message) => {
        if (message.type !== 'analyse') return;
        const { resume } = message;
        const total = resume.interventions + resume.ateliers;
        const defauts = Buffer.from(message.defauts);
        await inOrg(services, visiteur, (tx) =>
          moveImportation(
            ...([tx, services, orgId, une.id, ['analyse']] as const),
            total > 0 ? 'pret' : 'refuse',
            { resume, defauts, total, fait: 0 },
          ),
        );
      });
    } catch (error) {
      if (!(error instanceof ErreurImport)) throw error;
      await fail(services, visiteur, une, error.code);
    }
  });
}

async function fail(services: Services, visiteur: Visiteur, une: Importation, echec: string): Promise<void> {
  await inOrg(services, visiteur, (tx) =>
    moveImportation(tx, services, visiteur.orgId, une.id, ['analyse', 'en_cours'], 'refuse', {
      options: { ...une.options, echec },
      defauts: gzipSync('[]'),
    }),
  );
}

/** Records what the preview showed, batch by batch; what was written before a cut is not written again. */
export async function startConfirmation(
  services: Services,
  visiteur: Visiteur,
  une: Importation,
): Promise<void> {
  const { orgId } = visiteur;
  await start(services, async () => {
    const demande = await inOrg(services, visiteur, (tx) =>
      demandeOf(tx, services, visiteur, une, 'confirmation'),
    );
    if (demande === null) {
      await fail(services, visiteur, une, 'oublie');
      return;
    }
    await runImport(demande, async (message) => {
      if (message.type === 'lot')
        await inOrg(services, visiteur, (tx) => recordLot(tx, services, orgId, une, message));
      if (message.type === 'ateliers')
        await inOrg(services, visiteur, (tx) => recordAteliers(tx, services, orgId, une, message.ateliers));
    });
    await inOrg(services, visiteur, async (tx) => {
      await moveImportation(tx, services, orgId, une.id, ['en_cours'], 'confirme', {
        confirmeLe: now(services),
      });
      await dropFichier(tx, orgId, une.id);
    });
  });
}

/** Cancels every intervention of an import, batch by batch, then its workshops. */
export async function startAnnulation(
  services: Services,
  visiteur: Visiteur,
  une: Importation,
): Promise<void> {
  await start(services, async () => {
    for (;;) {
      const restait = await inOrg(services, visiteur, (tx) => undoLot(tx, services, visiteur, une));
      if (restait === 0) break;
    }
    await inOrg(services, visiteur, async (tx) => {
      await undoAteliers(tx, services, visiteur.orgId, une);
      await moveImportation(tx, services, visiteur.orgId, une.id, ['annulation'], 'annule');
    });
  });
}
