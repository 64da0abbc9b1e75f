import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { etatA } from '@porte-plume/mandat';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { diagnostic } from '../../db/schema-diagnostic.ts';
import { listOrientationsOf } from '../../domain/orientations.ts';
import { listMandatsDe, listVisites, sayObjet, type Visite } from '../../domain/visites.ts';
import { civilDate, now, type Services, type Visiteur } from '../../server/contexte.ts';
import { STATUTS } from '../mandat/libelles.ts';
import { libelleOfItem } from '../mandat/lignes.ts';

/** One line of the thread of a person; no name, no free text. */
export interface LigneFil {
  /** Instant or civil date that orders it. */
  quand: string;
  date: string;
  nature: 'visite' | 'mandat' | 'diagnostic' | 'orientation';
  titre: string;
  details: readonly string[];
  href?: string;
}

/** Everything that happened with some persons who count as one, latest first. */
export async function readFil(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  personneIds: readonly string[],
): Promise<LigneFil[]> {
  const visites = await listVisites(tx, orgId, personneIds);
  const mandats = (await listMandatsDe(tx, orgId, personneIds)).filter(({ archive }) => !archive);
  const ids = visites.map((une) => une.intervention.id);
  const diagnostics =
    ids.length === 0
      ? []
      : await tx
          .select({ faitLe: diagnostic.faitLe, interventionId: diagnostic.interventionId })
          .from(diagnostic)
          .where(and(eq(diagnostic.orgId, orgId), inArray(diagnostic.interventionId, ids)));
  const orientations = [];
  for (const id of personneIds) orientations.push(...(await listOrientationsOf(tx, orgId, id)));
  const instant = now(services);
  const jour = (quand: string) => civilDate(new Date(quand), zone);
  const lignes: LigneFil[] = [
    ...visites.map((une): LigneFil => ({
      quand: `${une.intervention.date}T${une.intervention.creeLe.slice(11)}`,
      date: une.intervention.date,
      nature: 'visite',
      titre: une.intervention.actes.map(sayObjet).join(', '),
      details: sayVisite(une),
    })),
    ...mandats.map(({ lu }): LigneFil => ({
      quand: lu.evenements[0]?.faitLe ?? instant,
      date: jour(lu.evenements[0]?.faitLe ?? instant),
      nature: 'mandat',
      titre: `Mandat\u00a0: ${lu.etat.items.map(libelleOfItem).join(', ')}`,
      details: [STATUTS[etatA(lu.evenements, instant)?.statut ?? 'brouillon']],
      href: `/mandat/${lu.id}`,
    })),
    ...diagnostics.map(({ faitLe, interventionId }): LigneFil => {
      const quand = new Date(faitLe).toISOString();
      return {
        quand,
        date: jour(quand),
        nature: 'diagnostic',
        titre: 'Diagnostic',
        details: [],
        href: `/diagnostic/${interventionId}`,
      };
    }),
    ...orientations.map(({ orientation, vers, statut, href }): LigneFil => ({
      quand: `${orientation.proposeeLe}T23:59:59.999Z`,
      date: orientation.proposeeLe,
      nature: 'orientation',
      titre: `Orientée vers ${vers}`,
      details: [statut],
      href,
    })),
  ];
  return lignes.sort((a, b) => (a.quand < b.quand ? 1 : a.quand > b.quand ? -1 : 0));
}

function sayVisite({ intervention: une, agent, lieu: ou }: Visite): string[] {
  const modes = [...new Set(une.actes.map(({ mode }) => getLibelle('mode', mode)))];
  const issues = [...new Set(une.actes.map(({ issue }) => getLibelle('issue', issue.code)))];
  const relue = une.actes.some(({ relecture }) => relecture !== undefined && relecture.accord !== 'non');
  return [
    ...modes,
    ...issues,
    ...(relue ? ['relue avec la personne'] : []),
    ...(une.dureeMin === 'non_demande' ? [] : [`${String(une.dureeMin)}\u00a0min`]),
    `${agent}, ${ou}`,
  ];
}
