import { isALaPlace, type Acte } from './acte.ts';
import { createList, derive, encode, gather, type Colonne, type Lecteur } from './colonne.ts';
import { combine } from './croisement.ts';
import type { Id } from './date-civile.ts';
import { CLASSE_INCONNUE, CLASSE_THEME, columnsExigences } from './exigences-acte.ts';
import type { AdressageFait } from './faits.ts';
import type { Intervention } from './intervention.ts';
import type { Visitees } from './lignes.ts';
import type { Socle } from './socle.ts';
import { createTable, derived, once, type Champ, type Herite, type Table } from './table-lignes.ts';

/** What an acte on a theme says instead of a démarche, here only: no démarche has this id. */
const THEME = '';
type Lire = (lecteur: Lecteur<Acte>) => Colonne;
const demarcheOf = ({ objet }: Acte): string => (objet.nature === 'demarche' ? objet.demarcheId : THEME);
/** A theme has none: it stays in the denominator, for a share divides by interventions. */
const SANS_PERIMETRE = 'sans_perimetre';

/** The actes of these interventions, with the fields of each one's own; their place, person and day are those of its row. */
export function createTableActes(socle: Socle, visitees: Visitees, table: Table): Table {
  const actes: Acte[] = [];
  const rows = createList(visitees.lignes.length);
  for (let row = 0; row < visitees.lignes.length; row++)
    for (const acte of visitees.lignes[row]?.actes ?? []) {
      actes.push(acte);
      rows.push(row);
    }
  const herite = { table, rows: rows.all() };
  return createTable(actes, new Map(champsActe(socle, visitees, actes, herite)), herite);
}

function champsActe(
  socle: Socle,
  { lignes }: Visitees,
  actes: readonly Acte[],
  { table, rows }: Herite,
): [string, Champ<Acte>][] {
  const { entreeOf, faits } = socle;
  const valide = faits.mandatValide ?? (() => true);
  const modeOf = ({ mode }: Acte): string => mode;
  const ofVisite = (make: () => Colonne): Champ<Acte> => ({ make: () => gather(make(), rows) });
  const exigences = once((read: Lire) => columnsExigences(actes, derive(read(demarcheOf), classeOf)));
  const classeOf = (id: string) => (id === THEME ? CLASSE_THEME : (entreeOf(id)?.classe ?? CLASSE_INCONNUE));
  return [
    ['intervention', ofVisite(() => encode(lignes, ({ id }) => id))],
    ['objet', ({ objet }) => objet.nature],
    ['demarche', derived(demarcheOf, (id) => (id === THEME ? 'sans_demarche' : id))],
    ['theme', ({ objet }) => (objet.nature === 'theme' ? objet.theme : 'sans_theme')],
    ['mode', modeOf],
    ['a_la_place', derived(modeOf, (mode) => (isALaPlace(mode as Acte['mode']) ? 'oui' : 'non'))],
    ['motif_pour', ({ motifPour }) => motifPour ?? 'non_communique'],
    ['issue', ({ issue }) => issue.code],
    [
      'perimetre',
      derived(demarcheOf, (id) => (id === THEME ? undefined : entreeOf(id)?.perimetre) ?? SANS_PERIMETRE),
    ],
    ['operateur', derived(demarcheOf, (id) => operateurOf(id === THEME ? null : id, entreeOf))],
    ['blocage', ({ blocage }) => (blocage === undefined ? [] : blocage.blocage.code)],
    ['exigence_mandat', { make: (read) => exigences(read).mandat }],
    ['exigence_relecture', { make: (read) => exigences(read).relecture }],
    [
      'mandat',
      ({ mandatId }, row) =>
        mandatId !== undefined && valide(mandatId, lignes[rows[row] ?? 0]?.date ?? '') ? 'valide' : 'absent',
    ],
    [
      'relecture',
      ({ relecture: r }) => (r === undefined ? 'absente' : r.accord === 'non' ? 'refusee' : 'faite'),
    ],
    ['minutes_par_acte', ofVisite(() => minutesParActe(lignes, table))],
    ...(faits.adressages === undefined
      ? []
      : [['service', ofVisite(() => servicesOf(socle, lignes, table))] as [string, Champ<Acte>]]),
  ];
}

export function operateurOf(demarcheId: string | null, entreeOf: Socle['entreeOf']): string {
  return (demarcheId === null ? undefined : entreeOf(demarcheId)?.operateur?.id) ?? 'sans_operateur';
}

/** Time of a visit, shared between its actes. */
function minutesParActe(lignes: readonly Intervention[], table: Table): Colonne {
  const nombres = encode(lignes, ({ actes }) => String(actes.length));
  return combine([table.column('duree_min'), nombres], lignes.length, (row) => {
    const { dureeMin = 'non_demande', actes = [] } = lignes[row] ?? {};
    return dureeMin === 'non_demande' ? dureeMin : String(dureeMin / actes.length);
  });
}

/** The service that sent the person, at her first referral; nothing more is known when no referral is given. */
function servicesOf({ faits, histoire }: Socle, lignes: readonly Intervention[], table: Table): Colonne {
  const [byPersonne, byVisite] = [new Map<Id, AdressageFait>(), new Map<Id, AdressageFait>()];
  const keepFirst = (first: Map<Id, AdressageFait>, id: Id, adressage: AdressageFait) => {
    const known = first.get(id);
    if (known === undefined || adressage.recuLe < known.recuLe) first.set(id, adressage);
  };
  for (const adressage of faits.adressages ?? []) {
    const { personne, interventionId } = adressage;
    if (personne !== undefined) keepFirst(byPersonne, histoire.dossiers.rootOf(personne), adressage);
    if (interventionId !== undefined) keepFirst(byVisite, interventionId, adressage);
  }
  const { dict, codes } = derive(
    table.column('personne'),
    (dossier) => byPersonne.get(dossier)?.serviceId ?? 'non_communique',
  );
  return byVisite.size === 0
    ? { dict, codes, starts: null }
    : encode(
        lignes,
        ({ id }, row) => byVisite.get(id)?.serviceId ?? dict[codes[row] ?? 0] ?? 'non_communique',
      );
}
