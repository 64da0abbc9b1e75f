import type { Relance } from '@porte-plume/accompagnement/suivi';
import { getDemarche } from '@porte-plume/demarches';
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { suivi } from '../../db/schema-suivis.ts';
import { lieu } from '../../db/schema.ts';
import { readIdentites, toInitiales } from '../../domain/initiales.ts';
import { findFil, listOublies, listRelancesDues, type Fil } from '../../domain/suivis.ts';
import { may } from '../../server/acces.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { addDays } from '../../server/heure.ts';
import { dateEnMots, jourEnMots } from '../../ui/date.ts';
import type { Choix } from '../../ui/form.tsx';
import type { LigneRelance, SectionRelances } from './view.tsx';

/** Days ahead that the list shows. */
const A_VENIR = 7;
/** Lines of one page: it stays light, the most pressing come first. */
export const LIGNES = 5;

/** What is asked of the list. */
export interface Filtre {
  /** The whole team, or only the threads of the account. */
  equipe: boolean;
  lieuId: string | null;
  /** How many lines come before this page. */
  rang: number;
}

/** What to do, and by which way: said for each nature of the package. */
const A_FAIRE: Readonly<Record<Relance['nature'], string>> = {
  piece_attendue: 'Une pièce est attendue\u00a0: la demander à la personne.',
  reponse_attendue: 'Une réponse est attendue\u00a0: regarder le courrier ou le compte en ligne.',
  declaration_a_faire: 'Une déclaration est à faire, avec la personne.',
  rdv: 'Un rendez-vous est prévu.',
  rappel_personne: 'Appeler la personne.',
};

interface Brute {
  section: SectionRelances['code'];
  fil: Fil;
  relance?: Relance;
}

/** The due list as the screen shows it: one page of lines, in the order in which they press. */
export async function readListe(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  filtre: Filtre,
): Promise<{ sections: SectionRelances[]; total: number }> {
  const jour = civilDate(services.clock(), visiteur.zone);
  const brutes = await listBrutes(tx, visiteur, filtre, jour);
  const montrees = brutes.slice(filtre.rang, filtre.rang + LIGNES);
  const nommables = montrees.flatMap(({ fil }) =>
    fil.personneId !== null && may(visiteur, 'lire_identite', { agentId: fil.agentId, duJour: false })
      ? [fil.personneId]
      : [],
  );
  const noms = await readIdentites(tx, services, visiteur, nommables, 'relances');
  const lieux = new Map((await listLieux(tx, visiteur)).map(({ code, libelle }) => [code, libelle]));
  const lignes = montrees.map((une) => {
    const identite = une.fil.personneId === null ? undefined : noms.get(une.fil.personneId);
    return { code: une.section, ligne: toLigne(une, { jour, visiteur, identite, lieux }) };
  });
  const sections = SECTIONS.map((section) => ({
    ...section,
    nombre: brutes.filter((une) => une.section === section.code).length,
    lignes: lignes.filter(({ code }) => code === section.code).map(({ ligne }) => ligne),
  })).filter(({ lignes: unes }) => unes.length > 0);
  return { sections, total: brutes.length };
}

const SECTIONS: readonly Omit<SectionRelances, 'nombre' | 'lignes'>[] = [
  { code: 'retard', titre: 'En retard', aide: 'Le jour prévu est passé.' },
  { code: 'jour', titre: 'Aujourd’hui', aide: 'À faire dans la journée.' },
  { code: 'venir', titre: 'Dans les sept jours', aide: 'Rien ne presse encore.' },
  {
    code: 'oublies',
    titre: 'Sans nouvelles depuis trois mois',
    aide: 'Rien n’est prévu. Dites comment c’est fini, ou prévoyez une suite.',
  },
  { code: 'clos', titre: 'Clos aujourd’hui', aide: 'Une erreur se reprend ici.' },
];

async function listBrutes(tx: Tx, visiteur: Visiteur, filtre: Filtre, jour: string): Promise<Brute[]> {
  const { lieuId, equipe } = filtre;
  const miens = equipe ? {} : { agentId: visiteur.compteId };
  const dues = await listRelancesDues(tx, visiteur, {
    jusquAu: addDays(jour, A_VENIR),
    ...miens,
    ...(lieuId === null ? {} : { lieuId }),
  });
  const oublies = await listOublies(tx, visiteur, { le: jour, ...miens });
  const clos = await listClos(tx, visiteur, jour);
  const ici = ({ suivi: { relances } }: Fil): boolean =>
    lieuId === null || relances.at(-1)?.lieuId === lieuId;
  return [
    ...dues.map(({ fil, relance }): Brute => ({
      section: relance.le < jour ? 'retard' : relance.le === jour ? 'jour' : 'venir',
      fil,
      relance,
    })),
    ...oublies.filter(ici).map((fil): Brute => ({ section: 'oublies', fil })),
    ...clos.filter(ici).map((fil): Brute => ({ section: 'clos', fil })),
  ];
}

/** What this account closed, or saw closed, today. */
async function listClos(tx: Tx, visiteur: Visiteur, jour: string): Promise<Fil[]> {
  const rows = await tx
    .select({ donnees: suivi.donnees, personneId: suivi.personneId, agentId: suivi.agentId })
    .from(suivi)
    .where(and(eq(suivi.orgId, visiteur.orgId), eq(suivi.closLe, jour), eq(suivi.agentId, visiteur.compteId)))
    .orderBy(asc(suivi.id))
    .limit(3);
  return rows.map(({ donnees, ...fil }) => ({ ...fil, suivi: donnees as Fil['suivi'] }));
}

function toLigne(
  { section, fil, relance }: Brute,
  {
    jour,
    visiteur,
    identite,
    lieux,
  }: {
    jour: string;
    visiteur: Visiteur;
    identite: { prenom: string; nom: string } | undefined;
    lieux: ReadonlyMap<string, string>;
  },
): LigneRelance {
  const agit = may(visiteur, 'lire_dossier', { agentId: fil.agentId });
  const anonyme = fil.personneId === null;
  const lieuId = relance?.lieuId ?? fil.suivi.relances.at(-1)?.lieuId;
  const lieuNom = lieuId === undefined ? undefined : lieux.get(lieuId);
  return {
    suiviId: fil.suivi.id,
    ...(relance === undefined ? {} : { relanceId: relance.id }),
    demarche: getDemarche(fil.suivi.demarcheId)?.nom ?? 'Démarche',
    quand: quandOf(section, fil, relance, jour),
    aFaire:
      relance === undefined
        ? null
        : anonyme && relance.nature === 'rappel_personne'
          ? 'La personne doit repasser.'
          : A_FAIRE[relance.nature],
    qui: anonyme
      ? 'passage sans nom'
      : identite === undefined
        ? may(visiteur, 'lire_identite', { agentId: fil.agentId })
          ? 'identité effacée'
          : null
        : toInitiales(identite),
    ...(lieuNom === undefined ? {} : { lieu: lieuNom }),
    gestes: !agit ? 'aucun' : section === 'clos' ? 'rouvrir' : anonyme ? 'sans_nom' : 'tous',
  };
}

function quandOf(
  section: SectionRelances['code'],
  { suivi: un }: Fil,
  relance: Relance | undefined,
  jour: string,
): string {
  if (relance === undefined)
    return section === 'clos' ? FINS[un.aboutissement] : `ouvert le ${dateEnMots(un.ouvertLe)}`;
  const ferme =
    relance.echeance === undefined ? '' : `, dernier jour le ${jourEnMots(relance.echeance.ferme)}`;
  if (relance.le === jour) return `aujourd’hui${ferme}`;
  return `${relance.le < jour ? 'depuis le' : 'le'} ${jourEnMots(relance.le)}${ferme}`;
}

const FINS: Readonly<Record<Fil['suivi']['aboutissement'], string>> = {
  obtenu: 'obtenu',
  refuse: 'refusé',
  abandonne: 'abandonné',
  inconnu: 'sans nouvelles',
  en_attente: 'en attente',
};

/** The lieux of the structure, to narrow the list. */
export async function listLieux(tx: Tx, { orgId }: Pick<Visiteur, 'orgId'>): Promise<Choix[]> {
  const rows = await tx
    .select({ code: lieu.id, nom: lieu.nom, commune: lieu.commune })
    .from(lieu)
    .where(eq(lieu.orgId, orgId));
  return rows
    .map(({ code, nom, commune }) => ({ code, libelle: nom, aide: commune }))
    .sort((a, b) => a.libelle.localeCompare(b.libelle, 'fr'));
}

/** The thread that a form names, if this account may act on it; unknown, foreign and forbidden look the same. */
export async function findMonFil(tx: Tx, visiteur: Visiteur, suiviId: string): Promise<Fil | null> {
  const fil = await findFil(tx, visiteur.orgId, suiviId);
  return fil !== null && may(visiteur, 'lire_dossier', { agentId: fil.agentId }) ? fil : null;
}
