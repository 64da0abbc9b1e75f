import type { Intervention } from '@porte-plume/accompagnement';
import { getDemarcheReprise } from '@porte-plume/accompagnement/imports';
import {
  type Faits,
  type PublicationCommune,
  type Rapport,
  type StructurePubliante,
  type StructureReseau,
} from '@porte-plume/accompagnement/indicateurs';
import { getDemarche } from '@porte-plume/demarches';
import { emptyLedger, parseLedger, type Ledger } from '@porte-plume/statistiques';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { rapport } from '../db/schema-rapports.ts';

type Acte = Intervention['actes'][number];
type Issue = Acte['issue']['code'];

/** A row of `reseau_faits`: nothing in it leads back to anybody. */
type Ligne =
  | { rang: number; nature: 'lieu'; donnees: { lieu: number; territoireId: string; nature: string } }
  | { rang: number; nature: 'intervention'; donnees: Visite };

interface Visite {
  mois: string;
  lieu: number | null;
  /** Number of the person within her structure, drawn at each reading; null for an anonymous visit. */
  personne: number | null;
  profil: Omit<Intervention['personne']['profil'], 'communeInsee'>;
  motifsVenue: Intervention['motifsVenue'];
  dureeMin: Intervention['dureeMin'];
  canal: Intervention['canal'];
  tiers: Intervention['tiers'];
  renoncement: Intervention['renoncement'];
  actes: {
    demarcheId?: string;
    catalogue?: string;
    theme?: string;
    mode: Acte['mode'];
    appui?: Acte['appui'];
    motifPour?: Acte['motifPour'];
    issue: Issue;
    actesFaits?: Acte['actesFaits'];
    saisieIdentifiants?: boolean;
    mandat: boolean;
    accord?: NonNullable<Acte['relecture']>['accord'];
  }[];
}

/**
 * Facts of the structures whose yes to this one is in force, of whole months: what `reseau_faits` lets out. The caller's
 * own facts are not among them.
 */
export async function readFaitsReseau(
  tx: Tx,
  { du, au }: { du: string; au: string },
): Promise<StructureReseau[]> {
  const { rows } = await tx.execute(
    sql`select rang, nature, donnees from reseau_faits(${du}::date, ${au}::date)`,
  );
  const lignes = rows as unknown as Ligne[];
  const rangs = [...new Set(lignes.map(({ rang }) => rang))].sort((a, b) => a - b);
  return rangs.map((rang) => ({
    id: `membre-${rang}`,
    faits: toFaits(lignes.filter((une) => une.rang === rang)),
  }));
}

function toFaits(lignes: readonly Ligne[]): Faits {
  const lieux = lignes.flatMap((une) => (une.nature === 'lieu' ? [une.donnees] : []));
  const visites = lignes.flatMap((une) => (une.nature === 'intervention' ? [une.donnees] : []));
  return {
    // One séance a place: it tells where, and nothing of when.
    seances: lieux.map(({ lieu }) => ({ id: `s${lieu}`, lieuId: `l${lieu}` })),
    lieux: lieux.map(({ lieu, territoireId, nature }) => ({
      id: `l${lieu}`,
      territoireId,
      nature: nature as Faits['lieux'][number]['nature'],
    })),
    interventions: visites.map(toIntervention),
    getDemarche: (id) => getDemarche(id) ?? getDemarcheReprise(id) ?? undefined,
  };
}

const SANS_HEURE = 'T00:00:00.000Z';

function toIntervention(visite: Visite, rang: number): Intervention {
  const { mois, lieu, personne, actes, motifsVenue, dureeMin, canal, tiers, renoncement } = visite;
  const date = `${mois}-01`;
  const profil = { ...visite.profil, communeInsee: 'non_demande' };
  return {
    ...{ id: `i${rang}`, seanceId: `s${lieu ?? 0}`, date },
    personne:
      personne === null
        ? { nature: 'anonyme', profil }
        : { nature: 'suivie', id: `p${personne}`, pseudonyme: `p${personne}`, profil },
    actes: actes.map((acte, numero) => toActe(acte, `a${rang}-${numero}`, date)),
    ...{ motifsVenue, dureeMin, canal, tiers, renoncement },
    ...{ creeLe: `${date}${SANS_HEURE}`, modifieLe: `${date}${SANS_HEURE}`, version: 1 },
    ...{ nomenclature: '2026.1', annulee: null },
  };
}

function toActe(lu: Visite['actes'][number], id: string, date: string): Acte {
  const { demarcheId, catalogue = '', theme, mode, appui, motifPour, accord } = lu;
  return {
    id,
    objet:
      demarcheId === undefined
        ? { nature: 'theme', theme: theme as Extract<Acte['objet'], { nature: 'theme' }>['theme'] }
        : { nature: 'demarche', demarcheId, catalogue },
    mode,
    ...(appui === undefined ? {} : { appui }),
    ...(motifPour === undefined ? {} : { motifPour }),
    actesFaits: lu.actesFaits ?? [],
    saisieIdentifiants: lu.saisieIdentifiants === true,
    ...(lu.mandat ? { mandatId: `m-${id}` } : {}),
    ...(accord === undefined
      ? {}
      : {
          relecture: {
            ...{ id: `t-${id}`, faiteA: `${date}${SANS_HEURE}`, accord },
            ...{ moyen: 'voix_haute', recepisse: 'non' },
          },
        }),
    issue: toIssue(lu.issue, date),
  };
}

/** The code of an issue is all that is counted: what goes with it stays in the structure. */
function toIssue(code: Issue, date: string): Acte['issue'] {
  switch (code) {
    case 'orientee':
      return { code, orientationId: '-' };
    case 'a_poursuivre':
    case 'en_attente_reponse':
      return { code, relance: { id: '-', le: date, nature: 'rdv', lieuId: '-', etat: 'a_faire' } };
    case 'abandonnee':
      return { code, motif: 'sans_nouvelles' };
    case 'finalisee':
    case 'bloquee':
      return { code };
  }
}

/** What the structures tied to this one have published: their ledgers by structure, and the common tables that count it. */
interface PublieReseau {
  ledgers: ReadonlyMap<string, Ledger>;
  communes: readonly PublicationCommune[];
}

export async function readPublieReseau(tx: Tx, orgId: string): Promise<PublieReseau> {
  const { rows } = await tx.execute(sql`select structure, nature, contenu from reseau_publie()`);
  const lus = rows as unknown as { structure: string; nature: 'ligne' | 'commun'; contenu: string }[];
  const ledgers = new Map<string, Ledger>();
  for (const structure of new Set(lus.map((une) => une.structure)))
    ledgers.set(
      structure,
      ledgerOf(
        lus.filter((une) => une.structure === structure && une.nature === 'ligne').map((une) => une.contenu),
      ),
    );
  const siens = await tx
    .select({ contenu: rapport.contenu })
    .from(rapport)
    .where(and(eq(rapport.orgId, orgId), eq(rapport.commun, true), eq(rapport.etat, 'fige')));
  const communs = [...lus.filter(({ nature }) => nature === 'commun'), ...siens].map(
    ({ contenu }) => JSON.parse(contenu) as Rapport,
  );
  return {
    ledgers,
    communes: communs.flatMap(({ publications, reseau }) =>
      publications.map(({ spec, csv }) => ({
        spec,
        csv,
        structures: (reseau?.structures ?? [])
          .filter((id) => id !== orgId)
          .map((id): StructurePubliante => ({ id, ledger: ledgers.get(id) ?? emptyLedger() })),
      })),
    ),
  };
}

/** @throws when a line is not one: nothing may be published beside it */
function ledgerOf(lignes: readonly string[]): Ledger {
  const lu = parseLedger(lignes.join('\n'));
  if (!lu.ok) throw new Error('release ledger of a réseau broken');
  return lu.value;
}
