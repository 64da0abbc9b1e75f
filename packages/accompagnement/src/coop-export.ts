import { isALaPlace } from './acte.ts';
import {
  COLONNES_COOP,
  COOP,
  TAG_APPUI,
  TAG_MANDAT,
  TAG_MODE,
  TAG_MOTIF,
  type ColonneCoop,
  type ListeCoop,
} from './coop-libelles.ts';
import { convert, getLibelle, type Systeme } from './correspondance.ts';
import {
  AVERTISSEMENT_PERSONNEL,
  currentOf,
  demarchesOf,
  mainActe,
  perimetreOf,
  type SourceExport,
} from './export-interventions.ts';
import type { Intervention } from './intervention.ts';
import type { ListeId } from './nomenclature-2026-1.ts';
import type { Tableau, ValeurTableau } from './tableau.ts';

/** What an intervention loses in La Coop's fields, in words for the one who exports. */
export const PERTES_COOP: readonly string[] = [
  'qui est la personne\u00a0: chacun y est un bénéficiaire de plus',
  'l’issue de la démarche\u00a0: seule l’orientation y a un champ',
  'le mandat et la relecture\u00a0: une étiquette dit seulement qu’il en fallait un',
  'les modes des autres actes, quand une intervention en a plusieurs',
  'téléphone ou visio\u00a0: les deux y sont «\u00a0à distance\u00a0»',
  'la tranche d’âge fine\u00a0: La Coop en a sept',
  'non demandé ou non communiqué\u00a0: La Coop ne les distingue pas',
  'motifs de venue, tiers, renoncement, équipement, connexion, revenus, profil numérique, adressage, langue et lecture',
];

/** Kinds of a target of orientation, as La Coop names them. */
export type RedirectionCoop = keyof typeof COOP.redirection;

export interface SourceCoop extends SourceExport {
  /** To what an orientation leads, from its target: a lieu or a workshop is `mediation_numerique`. `autre` by default. */
  readonly redirectionOf?: (orientationId: string) => RedirectionCoop | undefined;
}

/**
 * Interventions in the columns of La Coop's « Activités » export. La Coop imports no activity: this is for who asks for that
 * table. `importCoop` reads it back; `PERTES_COOP` says what it cannot hold. It is personal data, and says so.
 */
export function toTableauCoop(source: SourceCoop): Tableau {
  const lieux = new Map(source.lieux.map((l) => [l.id, l.nom]));
  const places = new Map(source.seances.map((s) => [s.id, lieux.get(s.lieuId) ?? '']));
  const keys = Object.keys(COLONNES_COOP) as ColonneCoop[];
  return {
    nom: 'Activités',
    avertissement: AVERTISSEMENT_PERSONNEL,
    colonnes: keys.map((k) => ({
      nom: COLONNES_COOP[k],
      ...(k === 'date' && { type: 'date' as const }),
      ...(k === 'duree' && { type: 'nombre' as const }),
    })),
    lignes: currentOf(source.interventions).map((i) => {
      const row = rowOf(i, places.get(i.seanceId) ?? '', source);
      return keys.map((k) => row[k]);
    }),
  };
}

function rowOf(i: Intervention, lieu: string, source: SourceCoop): Record<ColonneCoop, ValeurTableau> {
  const main = mainActe(i);
  const level = main?.appui !== undefined ? coopOf('appui', main.appui) : coopOf('mode', main?.mode ?? '');
  const oriented = i.actes.flatMap((a) => (a.issue.code === 'orientee' ? [a.issue.orientationId] : []));
  const { profil } = i.personne;
  return {
    date: i.date,
    type: COOP.type.individuel,
    participants: 1,
    canal: words('canal', coopOf('canal', i.canal)),
    lieu,
    commune: '',
    codePostal: '',
    codeInsee: '',
    duree: i.dureeMin === 'non_demande' ? null : i.dureeMin,
    themes: themesOf(i, source).join('\n'),
    tags: tagsOf(i).join('\n'),
    demarche: demarchesOf(i)
      .flatMap((id) => source.getDemarche(id)?.nom ?? [])
      .join('\n'),
    autonomie: words('autonomie', level),
    reoriente: oriented.length > 0 ? COOP.ouiNon.oui : COOP.ouiNon.non,
    redirection:
      oriented[0] === undefined ? '' : COOP.redirection[source.redirectionOf?.(oriented[0]) ?? 'autre'],
    communeInsee: /^\d/.test(profil.communeInsee) ? profil.communeInsee : '',
    genre: words('genre', coopOf('genre', profil.genre)),
    trancheAge: words('trancheAge', coopOf('trancheAge', profil.trancheAge)),
    statut: words('statut', coopOf('statut', profil.statut)),
    id: i.id,
  };
}

/** Themes of mediation, then « aide aux démarches » and the scopes, as an adviser ticks them. */
function themesOf(i: Intervention, source: SourceCoop): string[] {
  const themes = i.actes.flatMap((a) => (a.objet.nature === 'theme' ? [a.objet.theme] : []));
  const demarches = demarchesOf(i);
  const scopes = demarches.flatMap((id) => coopOf('perimetre', perimetreOf(id, source) ?? '') ?? []);
  return [
    ...new Set([
      ...themes.map((t) => words('theme', coopOf('theme', t))),
      ...(demarches.length > 0 ? [COOP.theme.aide_aux_demarches_administratives] : []),
      ...scopes.map((p) => words('perimetre', p)),
    ]),
  ];
}

/** Codes only: our modes, which La Coop's three levels do not tell. */
function tagsOf(i: Intervention): string[] {
  const main = mainActe(i);
  if (main === undefined) return [];
  return [
    ...(i.actes.some((a) => isALaPlace(a.mode)) ? [TAG_MANDAT] : []),
    TAG_MODE + main.mode,
    ...(main.appui === undefined ? [] : [TAG_APPUI + main.appui]),
    ...(main.motifPour === undefined ? [] : [TAG_MOTIF + main.motifPour]),
  ];
}

function coopOf(liste: ListeId, code: string): string | undefined {
  const system: Systeme = 'coop';
  const found = convert(system, liste, code, 'vers');
  return found.ok ? found.value[0] : undefined;
}

function words(liste: ListeCoop, code: string | undefined): string {
  if (code === undefined) return '';
  const table: Readonly<Record<string, string>> = COOP[liste];
  return table[code] ?? getLibelle('theme', code);
}
