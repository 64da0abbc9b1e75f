import type { Scenario } from '@porte-plume/accompagnement/scenario';
import { keepMarges, readAtelier } from '../domain/ateliers.ts';
import { createId } from '../domain/identifiant.ts';
import type { Services } from '../server/contexte.ts';
import { addDays, toInstant } from '../server/heure.ts';
import type { Tx } from './client.ts';
import { atelier } from './schema-orientations.ts';

/** Workshops that were held, a fortnight apart: what they were about, and who came, one margin at a time. */
const TENUS = [
  { theme: 'navigation_sur_internet', niveau: 'debutant', femmes: 5, hommes: 3, ages: [0, 1, 3, 4] },
  { theme: 'email', niveau: 'debutant', femmes: 4, hommes: 2, ages: [0, 1, 2, 3] },
  { theme: 'securite_numerique', niveau: 'intermediaire', femmes: 6, hommes: 5, ages: [1, 3, 4, 3] },
  { theme: 'prendre_en_main_du_materiel', niveau: 'debutant', femmes: 5, hommes: 4, ages: [0, 2, 3, 4] },
  { theme: 'bureautique', niveau: 'avance', femmes: 3, hommes: 4, ages: [3, 4, 0, 0] },
  { theme: 'email', niveau: 'debutant', femmes: 6, hommes: 2, ages: [0, 1, 2, 5] },
] as const;
const AGES = ['25_39', '40_59', '60_69', '75_plus'] as const;
const QUINZAINE = 14;

/** Past workshops with their totals, so that the dashboard of the demo has more than interviews to tell. */
export async function seedAteliers(
  tx: Tx,
  services: Services,
  { orgId, scenario, aujourdhui }: { orgId: string; scenario: Scenario; aujourdhui: string },
): Promise<void> {
  for (const [rang, { theme, niveau, femmes, hommes, ages }] of TENUS.entries()) {
    const lieu = scenario.lieux[rang % scenario.lieux.length];
    if (lieu === undefined) continue;
    const date = addDays(aujourdhui, -QUINZAINE * (rang + 1));
    const soir = new Date(toInstant(date, '17:00', scenario.structure.zone) ?? services.clock());
    const id = createId(soir.getTime(), services.alea);
    await tx.insert(atelier).values({
      orgId,
      id,
      lieuId: lieu.id,
      adresse: null,
      date,
      debut: '14:00',
      dureeMin: 120,
      theme,
      niveau,
      places: 12,
      animateur: 'Aïcha',
      lien: null,
      creeLe: soir.toISOString(),
    });
    const cree = await readAtelier(tx, orgId, id);
    if (cree === null) throw new Error('demo workshop not read back');
    await keepMarges(tx, { ...services, clock: () => soir }, orgId, cree, {
      participants: femmes + hommes,
      marges: {
        genre: { feminin: femmes, masculin: hommes },
        trancheAge: Object.fromEntries(AGES.map((age, place) => [age, ages[place] ?? 0])),
      },
    });
  }
}
