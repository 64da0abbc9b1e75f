import { parsePermanence } from '@porte-plume/accompagnement';
import { expandPermanence, type Permanence } from '@porte-plume/accompagnement/permanence';
import { and, eq } from 'drizzle-orm';
import { asAnyone } from '../db/asOrg.ts';
import { apparence } from '../db/schema-apparence.ts';
import { lieuAcces, pagePublique } from '../db/schema-agenda.ts';
import { lieu, permanence } from '../db/schema.ts';
import { civilDate, type Services } from '../server/contexte.ts';
import { addDays, localTime } from '../server/heure.ts';
import type { Face } from '../ui/face.ts';
import { FACE, toFace } from './apparence.ts';

/** A structure that opened its page. */
export interface StructureOuverte {
  slug: string;
  nom: string;
  telephone: string | null;
  fictive: boolean;
}

/** The same day of the week, the same hours: read as one line. */
export interface Creneau {
  /** Permanence whose calendar is offered. */
  permanenceId: string;
  /** Monday is 0. */
  jour: number;
  /** Local hours, `09:00`. */
  debut: string;
  fin: string;
  accueil: Permanence['accueil'];
  /** Civil dates, in order. */
  dates: string[];
}

export interface LieuOuvert {
  id: string;
  nom: string;
  adresse: string | null;
  acces: string | null;
  creneaux: Creneau[];
}

/** Where and when to come: nothing about who receives, nor who comes. */
export interface OuVenir {
  structure: StructureOuverte;
  /** Its colours and its logo. */
  face: Face;
  /** First and last day shown. */
  du: string;
  au: string;
  communes: { code: string; nom: string; lieux: LieuOuvert[] }[];
  /** As calendars take them. */
  permanences: Permanence[];
}

/** What is shown from today: four weeks. */
const JOURS = 28;
const tri = new Intl.Collator('fr');

/** The structures that opened their page, by name. */
export async function listStructures(services: Services): Promise<StructureOuverte[]> {
  const rows = await asAnyone(services.client.db, { ou_venir: '*' }, 'venir.structures', (tx) =>
    tx.select().from(pagePublique),
  );
  return rows
    .map(({ slug, nom, telephone, fictive }) => ({ slug, nom, telephone, fictive }))
    .sort((a, b) => tri.compare(a.nom, b.nom));
}

/** The page of a structure, or null: unknown and closed look the same. */
export async function readOuVenir(services: Services, slug: string): Promise<OuVenir | null> {
  const lu = await asAnyone(services.client.db, { ou_venir: slug }, 'venir.lire', async (tx) => {
    const [page] = await tx.select().from(pagePublique).where(eq(pagePublique.slug, slug));
    if (page === undefined) return null;
    const rows = await tx
      .select({
        donnees: permanence.donnees,
      })
      .from(permanence)
      .where(eq(permanence.orgId, page.orgId));
    const lieux = await tx
      .select({
        id: lieu.id,
        nom: lieu.nom,
        commune: lieu.commune,
        code: lieu.codeInsee,
        fermeLe: lieu.fermeLe,
        adresse: lieuAcces.adresse,
        acces: lieuAcces.acces,
      })
      .from(lieu)
      .leftJoin(lieuAcces, and(eq(lieuAcces.orgId, lieu.orgId), eq(lieuAcces.lieuId, lieu.id)))
      .where(eq(lieu.orgId, page.orgId));
    const [face] = await tx.select(FACE).from(apparence).where(eq(apparence.orgId, page.orgId));
    return { page, rows, lieux, face };
  });
  if (lu === null) return null;
  const { page, rows, lieux, face } = lu;
  const du = civilDate(services.clock(), page.zone);
  const au = addDays(du, JOURS - 1);
  const permanences = rows.flatMap(({ donnees }) => {
    const parsed = parsePermanence(donnees);
    return parsed.ok && parsed.value.publique ? [parsed.value] : [];
  });
  const communes = [...new Map(lieux.map(({ code, commune }) => [code, { code, nom: commune }])).values()];
  return {
    structure: { slug, nom: page.nom, telephone: page.telephone, fictive: page.fictive },
    face: toFace(face),
    du,
    au,
    communes: communes
      .sort((a, b) => tri.compare(a.nom, b.nom))
      .map(({ code, nom }) => ({
        code,
        nom,
        lieux: lieux
          .filter((un) => un.code === code)
          .map((un) => ({
            ...{ id: un.id, nom: un.nom, adresse: un.adresse, acces: un.acces },
            creneaux: toCreneaux(
              permanences.filter(({ lieuId }) => lieuId === un.id),
              { du, au: un.fermeLe !== null && un.fermeLe < au ? un.fermeLe : au },
            ),
          }))
          .filter(({ creneaux }) => creneaux.length > 0)
          .sort((a, b) => tri.compare(a.nom, b.nom)),
      }))
      .filter((une) => une.lieux.length > 0),
    permanences,
  };
}

/** A day held by a colleague is a permanence of its own: it joins the line of those that fall on the same day and hours. */
function toCreneaux(permanences: readonly Permanence[], periode: { du: string; au: string }): Creneau[] {
  const lignes = new Map<string, Creneau & { tenus: number }>();
  for (const une of permanences) {
    const occurrences = expandPermanence(une, periode);
    for (const { date, debut, fin } of occurrences) {
      const jour = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
      const heures = { debut: localTime(debut, une.zone), fin: localTime(fin, une.zone) };
      const cle = [jour, heures.debut, heures.fin, une.accueil].join(' ');
      const ligne = lignes.get(cle) ?? {
        ...{ permanenceId: une.id, jour, ...heures, accueil: une.accueil, dates: [], tenus: 0 },
      };
      if (occurrences.length > ligne.tenus)
        Object.assign(ligne, { permanenceId: une.id, tenus: occurrences.length });
      if (!ligne.dates.includes(date)) ligne.dates.push(date);
      lignes.set(cle, ligne);
    }
  }
  return [...lignes.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { permanenceId, jour, debut, fin, accueil, dates }]) => ({
      ...{ permanenceId, jour, debut, fin, accueil },
      dates: dates.sort(),
    }));
}
