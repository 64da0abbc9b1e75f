import type { Acte, EtatSeance, Intervention, InterventionSaisie } from '@porte-plume/accompagnement';
import { evolve, type EvenementSeance } from '@porte-plume/accompagnement/seance';
import { replaySuivi, type GesteSuivi, type Suivi } from '@porte-plume/accompagnement/suivi';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { suivi, suiviGeste } from '../db/schema-suivis.ts';
import { intervention, seance, seanceEvenement } from '../db/schema.ts';
import type { Visiteur } from '../server/contexte.ts';

type Ou = Pick<Visiteur, 'orgId' | 'zone'>;
type Ligne = typeof suivi.$inferInsert;

/** Rows of one INSERT. */
const LOT = 500;

/**
 * Whether an acte starts a thread: of a followed person, any démarche but an information that leaves nothing to do; of a
 * visit without a name, only what has a next step, since nothing else could be found again.
 */
function opensThread({ objet, mode, issue }: Acte, nominative: boolean): boolean {
  if (objet.nature !== 'demarche') return false;
  if ('relance' in issue) return true;
  return nominative && !(mode === 'informer' && issue.code !== 'bloquee');
}

/**
 * The intervention as suivis follow it: each acte that has a thread names it. The thread of an acte that names none (a
 * visit without a name, an imported record) bears the id of the acte; without a name, the visit stands for the person.
 */
function toFollowed(une: Intervention): Intervention {
  const nominative = une.personne.nature === 'suivie';
  const actes = une.actes.map((acte) => {
    const { suiviId, ...reste } = acte;
    if (!opensThread(acte, nominative)) return nominative ? acte : reste;
    return { ...acte, suiviId: suiviId ?? acte.id };
  });
  const personne = nominative
    ? une.personne
    : { nature: 'suivie' as const, id: une.id, pseudonyme: '', profil: une.personne.profil };
  return { ...une, personne, actes };
}

function idsOf(une: Intervention): string[] {
  return [...new Set(une.actes.flatMap(({ suiviId }) => suiviId ?? []))];
}

/** Day of the first relance still to do. */
function nextDay({ closLe, relances }: Suivi): string | null {
  if (closLe !== null) return null;
  return (
    relances
      .filter(({ etat }) => etat === 'a_faire')
      .map(({ le }) => le)
      .sort()[0] ?? null
  );
}

/** Row of a suivi. */
export function toLigneSuivi(
  orgId: string,
  { suivi: donnees, personneId, agentId }: { suivi: Suivi; personneId: string | null; agentId: string },
): Ligne {
  const { id, demarcheId, ouvertLe, closLe } = donnees;
  return {
    orgId,
    id,
    personneId,
    demarcheId,
    agentId,
    ouvertLe,
    closLe,
    prochaineLe: nextDay(donnees),
    donnees,
  };
}

async function saveLigne(tx: Tx, ligne: Ligne): Promise<void> {
  await tx
    .insert(suivi)
    .values(ligne)
    .onConflictDoUpdate({ target: [suivi.orgId, suivi.id], set: ligne });
}

/** Stores a suivi that a geste changed. */
export async function saveSuivi(
  tx: Tx,
  orgId: string,
  fil: { suivi: Suivi; personneId: string | null; agentId: string },
): Promise<void> {
  await saveLigne(tx, toLigneSuivi(orgId, fil));
}

/**
 * Names the suivi of each acte of a followed person before it is recorded: the one that is open on the same démarche, else
 * a new one. The event keeps it, so that the reading model can be made again from the events alone.
 */
export async function nameSuivis(
  tx: Tx,
  orgId: string,
  saisie: InterventionSaisie,
): Promise<InterventionSaisie> {
  const { personne } = saisie;
  // What the form left unsound is told by `decide`, which reads it next.
  if (personne.nature !== 'suivie' || !Array.isArray(saisie.actes)) return saisie;
  const ouverts = await tx
    .select({ id: suivi.id, demarcheId: suivi.demarcheId })
    .from(suivi)
    .where(and(eq(suivi.orgId, orgId), eq(suivi.personneId, personne.id), isNull(suivi.closLe)))
    .orderBy(asc(suivi.ouvertLe), asc(suivi.id));
  const parDemarche = new Map(ouverts.map(({ id, demarcheId }) => [demarcheId, id]));
  const actes = saisie.actes.map((acte) => {
    if (acte.suiviId !== undefined || acte.objet.nature !== 'demarche') return acte;
    const { demarcheId } = acte.objet;
    const connu = parDemarche.get(demarcheId);
    if (connu === undefined && !opensThread(acte, true)) return acte;
    const suiviId = connu ?? acte.id;
    parDemarche.set(demarcheId, suiviId);
    return { ...acte, suiviId };
  });
  return { ...saisie, actes };
}

/** Brings the suivis of one intervention up to date, as recorded, corrected or cancelled. */
export async function recordSuivis(
  tx: Tx,
  { orgId, zone }: Ou,
  agentId: string,
  faite: Intervention,
): Promise<void> {
  const nommes = idsOf(toFollowed(faite));
  // A correction may have taken an acte out: the suivi that it left is made again too.
  const quittes = faite.version === 1 ? [] : await listSuivisHolding(tx, orgId, faite.id);
  for (const id of new Set([...nommes, ...quittes])) {
    const [ligne] = await tx
      .select({ donnees: suivi.donnees })
      .from(suivi)
      .where(and(eq(suivi.orgId, orgId), eq(suivi.id, id)))
      .for('update');
    const connues = ((ligne?.donnees as Suivi | undefined)?.interventionIds ?? []).filter(
      (un) => un !== faite.id,
    );
    const autres =
      connues.length === 0
        ? []
        : await tx
            .select({ agentId: intervention.agentId, donnees: intervention.donnees })
            .from(intervention)
            .where(and(eq(intervention.orgId, orgId), inArray(intervention.id, connues)));
    const toutes = [
      ...autres.map((une) => ({ agentId: une.agentId, donnees: une.donnees as Intervention })),
      { agentId, donnees: faite },
    ];
    const gestes = await readGestes(tx, orgId, id);
    const neuve = replay(orgId, zone, id, toutes, gestes);
    if (neuve !== null) await saveLigne(tx, neuve);
    else await tx.delete(suivi).where(and(eq(suivi.orgId, orgId), eq(suivi.id, id)));
  }
}

async function listSuivisHolding(tx: Tx, orgId: string, interventionId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: suivi.id })
    .from(suivi)
    .where(and(eq(suivi.orgId, orgId), sql`${suivi.donnees}->'interventionIds' ? ${interventionId}`));
  return rows.map(({ id }) => id);
}

async function readGestes(tx: Tx, orgId: string, suiviId: string): Promise<GesteSuivi[]> {
  const rows = await tx
    .select({ donnees: suiviGeste.donnees })
    .from(suiviGeste)
    .where(and(eq(suiviGeste.orgId, orgId), eq(suiviGeste.suiviId, suiviId)));
  return rows.map(({ donnees }) => donnees as GesteSuivi);
}

interface Faite {
  agentId: string;
  donnees: Intervention;
}

function replay(
  orgId: string,
  zone: string,
  id: string,
  faites: readonly Faite[],
  gestes: readonly GesteSuivi[],
): Ligne | null {
  const fil = replaySuivi(
    id,
    faites.map(({ donnees }) => toFollowed(donnees)),
    gestes,
    zone,
  );
  if (fil === null) return null;
  const comptees = faites
    .filter(({ donnees }) => fil.interventionIds.includes(donnees.id))
    .sort((a, b) => (a.donnees.creeLe < b.donnees.creeLe ? -1 : 1));
  const derniere = comptees.at(-1);
  const personneId = comptees[0]?.donnees.personne.nature === 'suivie' ? fil.personne : null;
  return toLigneSuivi(orgId, { suivi: fil, personneId, agentId: derniere?.agentId ?? '' });
}

/**
 * Makes all the suivis of an organisation again, from the events of its séances and the gestes. What was there before is
 * forgotten: the same events give the same rows.
 * @returns how many there are
 */
export async function rebuildSuivis(tx: Tx, { orgId, zone }: Ou): Promise<number> {
  const faites = await readFaites(tx, orgId);
  const parSuivi = new Map<string, Faite[]>();
  for (const une of faites)
    for (const id of idsOf(toFollowed(une.donnees))) parSuivi.set(id, [...(parSuivi.get(id) ?? []), une]);
  const gestes = new Map<string, GesteSuivi[]>();
  const rows = await tx.select().from(suiviGeste).where(eq(suiviGeste.orgId, orgId));
  for (const { suiviId, donnees } of rows)
    gestes.set(suiviId, [...(gestes.get(suiviId) ?? []), donnees as GesteSuivi]);
  const lignes = [...parSuivi].flatMap(
    ([id, unes]) => replay(orgId, zone, id, unes, gestes.get(id) ?? []) ?? [],
  );
  await tx.delete(suivi).where(eq(suivi.orgId, orgId));
  for (let debut = 0; debut < lignes.length; debut += LOT)
    await tx.insert(suivi).values(lignes.slice(debut, debut + LOT));
  return lignes.length;
}

/** Every intervention of an organisation, as its events leave it, with its writer. */
async function readFaites(tx: Tx, orgId: string): Promise<Faite[]> {
  const rows = await tx
    .select({ seanceId: seanceEvenement.seanceId, donnees: seanceEvenement.donnees, agentId: seance.agentId })
    .from(seanceEvenement)
    .innerJoin(seance, and(eq(seance.orgId, seanceEvenement.orgId), eq(seance.id, seanceEvenement.seanceId)))
    .where(eq(seanceEvenement.orgId, orgId))
    .orderBy(asc(seanceEvenement.seanceId), asc(seanceEvenement.rang));
  const etats = new Map<string, { etat: EtatSeance | null; agentId: string }>();
  for (const { seanceId, donnees, agentId } of rows) {
    const etat = etats.get(seanceId)?.etat ?? null;
    etats.set(seanceId, { etat: evolve(etat, donnees as EvenementSeance), agentId });
  }
  return [...etats.values()].flatMap(({ etat, agentId }) =>
    Object.values(etat?.interventions ?? {}).map((donnees) => ({ agentId, donnees })),
  );
}
