import type { Acte, Mode } from './acte.ts';
import type { DemarcheVue } from './demarche-faits.ts';
import type { Seance } from './etat-seance.ts';
import { CHAMPS_IMPORT, type ChampImport } from './import-champ.ts';
import type { Mapping } from './import-mapping.ts';
import { getDemarcheReprise } from './import-reprise.ts';
import type { Intervention } from './intervention.ts';
import { getLibelle } from './correspondance.ts';
import { LISTES, type ListeId } from './nomenclature-2026-1.ts';
import type { Lieu } from './structure.ts';
import type { ColonneTableau, Tableau, ValeurTableau } from './tableau.ts';

/** What an export looks up. Names of lieux and catalogue labels are the only words in it. */
export interface SourceExport {
  readonly interventions: readonly Intervention[];
  readonly seances: readonly Pick<Seance, 'id' | 'lieuId'>[];
  readonly lieux: readonly Pick<Lieu, 'id' | 'nom'>[];
  readonly getDemarche: (id: string) => Pick<DemarcheVue, 'nom' | 'perimetre'> | null | undefined;
}

export const AVERTISSEMENT_PERSONNEL =
  'Données personnelles\u00a0: une ligne par intervention, même sans nom, peut désigner quelqu’un. Ce fichier est à usage interne. Ne le publiez pas, ne le transmettez pas au financeur\u00a0: pour cela, demandez un rapport protégé.';

/** More help first: what one column says of an intervention whose acts have several modes. */
const ECHELLE: readonly Mode[] = [
  ...([
    'faire_a_la_place_absent',
    'faire_a_la_place_present',
    'faire_avec',
    'faire_faire',
    'informer',
  ] as const),
];

/** The act with most help. */
export function mainActe(i: Intervention): Acte | undefined {
  return [...i.actes].sort((a, b) => ECHELLE.indexOf(a.mode) - ECHELLE.indexOf(b.mode))[0];
}

/** The latest version of each intervention, without those that were cancelled. */
export function currentOf(interventions: readonly Intervention[]): Intervention[] {
  const latest = new Map<string, Intervention>();
  for (const i of interventions) if ((latest.get(i.id)?.version ?? 0) < i.version) latest.set(i.id, i);
  return [...latest.values()].filter((i) => i.annulee === null);
}

/** The act whose outcome a row says: an orientation, else a blockage, else the first one. */
function acteOfIssue({ actes }: Intervention): Acte | undefined {
  const of = (code: string) => actes.find(({ issue }) => issue.code === code);
  return of('orientee') ?? of('bloquee') ?? actes[0];
}

interface Colonne {
  readonly champ: ChampImport;
  readonly nom: string;
  readonly type?: ColonneTableau['type'];
  readonly of: (i: Intervention, s: Lookups) => ValeurTableau;
}

interface Lookups {
  readonly lieuOf: (i: Intervention) => string;
  readonly source: SourceExport;
}

const labels = (liste: ListeId, codes: readonly string[]): string =>
  [...new Set(codes)].map((c) => getLibelle(liste, c)).join(' | ');

const profil = (
  champ: ChampImport,
  nom: string,
  liste: ListeId,
  key: keyof Intervention['personne']['profil'],
): Colonne => ({
  champ,
  nom,
  of: (i) => labels(liste, [i.personne.profil[key]]),
});

const COLONNES: readonly Colonne[] = [
  { champ: 'identifiant', nom: 'Identifiant', of: (i) => i.id },
  { champ: 'date', nom: 'Date', type: 'date', of: (i) => i.date },
  { champ: 'lieu', nom: 'Lieu', of: (i, s) => s.lieuOf(i) },
  {
    champ: 'dureeMin',
    nom: 'Durée (min)',
    type: 'nombre',
    of: (i) => (i.dureeMin === 'non_demande' ? null : i.dureeMin),
  },
  { champ: 'canal', nom: 'Canal', of: (i) => labels('canal', [i.canal]) },
  {
    champ: 'demarche',
    nom: 'Démarches',
    of: (i, s) =>
      demarchesOf(i)
        .flatMap((id) => s.source.getDemarche(id)?.nom ?? [])
        .join(' | '),
  },
  {
    champ: 'perimetre',
    nom: 'Périmètres',
    of: (i, s) =>
      labels(
        'perimetre',
        demarchesOf(i).flatMap((id) => perimetreOf(id, s.source) ?? []),
      ),
  },
  {
    champ: 'theme',
    nom: 'Thèmes',
    of: (i) =>
      labels(
        'theme',
        i.actes.flatMap((a) => (a.objet.nature === 'theme' ? [a.objet.theme] : [])),
      ),
  },
  { champ: 'mode', nom: 'Mode', of: (i) => labels('mode', mainActe(i) ? [mainActe(i)?.mode ?? ''] : []) },
  { champ: 'appui', nom: 'Appui', of: (i) => labels('appui', optional(mainActe(i)?.appui)) },
  {
    champ: 'motifPour',
    nom: 'Motif du faire à la place',
    of: (i) => labels('motifPour', optional(mainActe(i)?.motifPour)),
  },
  { champ: 'motifVenue', nom: 'Motifs de venue', of: (i) => labels('motifVenue', i.motifsVenue) },
  {
    champ: 'issue',
    nom: 'Issue',
    of: (i) => labels('issue', [acteOfIssue(i)?.issue.code ?? 'finalisee']),
  },
  {
    champ: 'motifAbandon',
    nom: 'Motif d’abandon',
    of: (i) => {
      const issue = acteOfIssue(i)?.issue;
      return labels('motifAbandon', issue?.code === 'abandonnee' ? [issue.motif] : []);
    },
  },
  {
    champ: 'blocage',
    nom: 'Blocage',
    of: (i) => labels('blocage', optional(acteOfIssue(i)?.blocage?.blocage.code)),
  },
  {
    champ: 'serviceBloque',
    nom: 'Service bloqué',
    of: (i) => {
      const blocage = acteOfIssue(i)?.blocage?.blocage;
      return blocage === undefined ? '' : `${blocage.operateurId}/${blocage.canal}`;
    },
  },
  {
    champ: 'planB',
    nom: 'Plan B',
    of: (i) => labels('planB', optional(acteOfIssue(i)?.blocage?.planB)),
  },
  profil('trancheAge', 'Tranche d’âge', 'trancheAge', 'trancheAge'),
  profil('genre', 'Genre', 'genre', 'genre'),
  profil('statut', 'Statut', 'statut', 'statut'),
  {
    champ: 'commune',
    nom: 'Code Insee',
    of: (i) => (/^\d/.test(i.personne.profil.communeInsee) ? i.personne.profil.communeInsee : ''),
  },
  profil('langueLecture', 'Langue lecture', 'langueLecture', 'langueLecture'),
  profil('equipement', 'Équipement', 'equipement', 'equipement'),
  profil('connexion', 'Connexion', 'connexion', 'connexion'),
  profil('faiblesRevenus', 'Faibles revenus', 'ouiNon', 'faiblesRevenus'),
  profil('profilNumerique', 'Profil numérique', 'profilNumerique', 'profilNumerique'),
  profil('adressage', 'Adressage', 'adressage', 'adressage'),
  profil('suiviServiceSocial', 'Suivi service social', 'ouiNon', 'suiviServiceSocial'),
  { champ: 'tiers', nom: 'Tiers', of: (i) => labels('tiers', [i.tiers]) },
  { champ: 'renoncement', nom: 'Renoncement', of: (i) => labels('renoncement', [i.renoncement]) },
];

function optional(code: string | undefined): string[] {
  return code === undefined ? [] : [code];
}

export function demarchesOf(i: Intervention): string[] {
  return [...new Set(i.actes.flatMap((a) => (a.objet.nature === 'demarche' ? [a.objet.demarcheId] : [])))];
}

/** Scope of a démarche: that of the catalogue, or the one that an import kept. */
export function perimetreOf(id: string, source: Pick<SourceExport, 'getDemarche'>): string | undefined {
  const known = source.getDemarche(id)?.perimetre ?? getDemarcheReprise(id)?.perimetre;
  if (known !== undefined) return known;
  return LISTES.perimetre.some((p) => id === `reprise:${p.code}`) ? id.slice('reprise:'.length) : undefined;
}

/**
 * The interventions of a structure, one row each, for its own use: labels of the closed lists, names of lieux and of the
 * catalogue; no name, pseudonym, dossier or free text. It is personal data all the same, and says so on each row, on a sheet of
 * its own and in its TableSchema. Cancelled interventions are left out.
 *
 * `importTableur(writeCsv(t), MAPPING_EXPORT, …)` reads it back. Lost on the way: who the person is, mandates and read-backs,
 * due dates, and the modes and outcomes of all acts but one.
 */
export function exportInterventions(source: SourceExport): Tableau {
  const lieux = new Map(source.lieux.map((l) => [l.id, l.nom]));
  const places = new Map(source.seances.map((s) => [s.id, lieux.get(s.lieuId) ?? '']));
  const lookups: Lookups = { source, lieuOf: (i) => places.get(i.seanceId) ?? '' };
  const rows = currentOf(source.interventions).sort((a, b) =>
    a.date !== b.date ? (a.date < b.date ? -1 : 1) : a.id < b.id ? -1 : 1,
  );
  return {
    nom: 'Interventions',
    avertissement: AVERTISSEMENT_PERSONNEL,
    colonnes: [
      ...COLONNES.map(({ nom, type }) => ({ nom, ...(type !== undefined && { type }) })),
      { nom: 'Diffusion' },
    ],
    lignes: rows.map((i) => [...COLONNES.map((c) => c.of(i, lookups)), 'interne, données personnelles']),
  };
}

/** The mapping that reads `exportInterventions` back. */
export const MAPPING_EXPORT: Mapping = {
  version: 1,
  colonnes: COLONNES.filter(({ champ }) => CHAMPS_IMPORT.some((c) => c.champ === champ)).map(
    ({ champ, nom }) => ({
      entete: nom,
      champ,
    }),
  ),
};
