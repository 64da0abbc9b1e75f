import type { DateCivile, Id } from './date-civile.ts';
import { toEpochDay } from './date-civile.ts';
import { computePseudonyme } from './personne.ts';
import type { Profil } from './profil.ts';
import { COMMUNES, isRural, NOMS, PRENOMS, QUOTAS, type Bande, type Site } from './scenario-donnees.ts';
import type { Lieu } from './structure.ts';
import type { Visite } from './scenario-visites.ts';
import { computeTrancheAge } from './tranche-age.ts';
import { groupBy, quotas, spread, type Tirage } from './tirage.ts';

export interface PersonneScenario {
  id: Id;
  pseudonyme: string;
  prenom: string;
  nom: string;
  anneeNaissance: number;
  /** Language of the person when it is not French. */
  langue: string | null;
  rural: boolean;
  sansInternet: boolean;
  profil: Profil;
  synthetic: true;
}

/** Key of the demonstration only: a real organisation makes its own, and it never leaves its server. */
export const CLE_DEMO = new Uint8Array(32).fill(0x2a);

const AGES: Readonly<Record<Bande, readonly [number, number]>> = {
  '15_29': [18, 29],
  '30_44': [30, 44],
  '45_59': [45, 59],
  '60_69': [60, 69],
  '70_74': [70, 74],
  '75_plus': [75, 94],
};

export interface QuotasPersonnes {
  age: Readonly<Record<Bande, number>>;
  rural: number;
  faiblesRevenus: number;
  sansInternet: Readonly<Record<Bande, number>>;
  profilNumerique: Readonly<Record<string, number>>;
  langueLecture: Readonly<Record<string, number>>;
  adressage: Readonly<Record<string, number>>;
}

/** The persons of a scenario: every marginal of the quotas is exact, whatever the seed. */
export function drawPersonnes(
  q: QuotasPersonnes,
  site: Site,
  organisationId: Id,
  visites: readonly Visite[],
  lieux: readonly Lieu[],
  tirage: Tirage,
): PersonneScenario[] {
  const bandes = tirage.shuffle(spread(q.age));
  const n = bandes.length;
  const flags = (count: number) => tirage.shuffle(Array.from({ length: n }, (_, i) => i < count));
  const rural = flags(q.rural);
  const revenus = flags(q.faiblesRevenus);
  const sansInternet = drawSansInternet(bandes, q.sansInternet, tirage);
  const profils = drawProfils(q.profilNumerique, sansInternet, tirage);
  const lecture = tirage.shuffle(spread(q.langueLecture));
  const langues = tirage.shuffle(
    spread(quotas(QUOTAS.quotasPersonnes.langueLecture.langues, q.langueLecture.autre_langue ?? 0)),
  );
  const adressage = tirage.shuffle(spread(q.adressage));
  const taken = new Set<string>();
  const visitesOf = groupBy(visites, (v) => v.personne);

  return bandes.map((bande, i): PersonneScenario => {
    const mine = visitesOf.get(i) ?? [];
    const first = mine[0]?.seance.date ?? '';
    const last = mine.at(-1)?.seance.date ?? first;
    const anneeNaissance = drawAnnee(bande, first, last, tirage);
    const identity = drawIdentite(anneeNaissance, organisationId, taken, tirage);
    const territoire = site.territoires.find(
      (t) => t.id === lieux.find((l) => l.id === mine[0]?.seance.lieuId)?.territoireId,
    );
    const commune = drawCommune(territoire?.residences ?? [], site.departement, rural[i] === true, tirage);
    const reading = LECTURE[lecture[i] ?? ''] ?? 'non_demande';
    return {
      id: tirage.uuid(toEpochDay(first) * 86_400_000),
      ...identity,
      anneeNaissance,
      langue: reading === 'autre_langue' ? (langues.pop() ?? null) : null,
      rural: rural[i] === true,
      sansInternet: sansInternet[i] === true,
      profil: {
        trancheAge: computeTrancheAge(anneeNaissance, first),
        genre: tirage.next() < 0.56 ? 'feminin' : 'masculin',
        statut: drawStatut(Number(first.slice(0, 4)) - anneeNaissance, tirage),
        communeInsee: commune,
        langueLecture: reading,
        equipement: drawEquipement(sansInternet[i] === true, tirage),
        connexion: sansInternet[i] === true ? 'aucune' : tirage.pick(['fixe', 'fixe', 'mobile']),
        faiblesRevenus: revenus[i] === true ? 'oui' : 'non',
        profilNumerique: (profils[i] ?? 'non_demande') as Profil['profilNumerique'],
        adressage: (adressage[i] ?? 'non_demande') as Profil['adressage'],
        suiviServiceSocial: adressage[i] === 'travailleur_social' ? 'oui' : 'non',
      },
      synthetic: true,
    };
  });
}

export const LECTURE: Readonly<Record<string, Profil['langueLecture']>> = {
  francais_aise: 'aucun_besoin',
  lit_avec_difficulte: 'aide_lecture',
  autre_langue: 'autre_langue',
};

function drawSansInternet(
  bandes: readonly Bande[],
  counts: Readonly<Record<Bande, number>>,
  tirage: Tirage,
): boolean[] {
  const left = { ...counts };
  const flags = bandes.map(() => false);
  for (const i of tirage.shuffle(bandes.map((_, index) => index))) {
    const bande = bandes[i];
    if (bande === undefined || left[bande] === 0) continue;
    left[bande] -= 1;
    flags[i] = true;
  }
  return flags;
}

/** Who has no internet at home is further from it: the order is weighted, the counts stay exact. */
function drawProfils(
  counts: Readonly<Record<string, number>>,
  sansInternet: readonly boolean[],
  tirage: Tirage,
): string[] {
  const codes = spread(counts);
  const order = sansInternet
    .map((none, i) => ({ i, score: tirage.next() - (none ? 0.45 : 0) }))
    .sort((a, b) => a.score - b.score || a.i - b.i);
  const profils = sansInternet.map(() => '');
  order.forEach(({ i }, rank) => (profils[i] = codes[rank] ?? ''));
  return profils;
}

/** Ages that keep their band, by band and years: the same for every person. */
const agesOf = /* @__PURE__ */ new Map<string, number[]>();

/** A year of birth that keeps the person in one band over all visits, since the band is frozen at each. */
export function drawAnnee(bande: Bande, first: DateCivile, last: DateCivile, tirage: Tirage): number {
  const [low, high] = AGES[bande];
  const year = Number(first.slice(0, 4));
  const span = Number(last.slice(0, 4)) - year;
  const key = `${bande}|${year}|${span}`;
  const known = agesOf.get(key);
  if (known !== undefined) return year - tirage.pick(known);
  const inside = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(
    (age) =>
      computeTrancheAge(year - age, first) === computeTrancheAge(year - age, last) && age + span <= high,
  );
  agesOf.set(key, inside);
  return year - tirage.pick(inside);
}

function drawIdentite(
  anneeNaissance: number,
  organisationId: Id,
  taken: Set<string>,
  tirage: Tirage,
): { prenom: string; nom: string; pseudonyme: string } {
  const prenom = tirage.pick(PRENOMS);
  const nom = tirage.pick(NOMS);
  for (let discriminant = 0; ; discriminant++) {
    const pseudonyme = computePseudonyme({
      cle: CLE_DEMO,
      organisationId,
      nom,
      prenom,
      anneeNaissance,
      discriminant,
    });
    if (taken.has(pseudonyme)) continue;
    taken.add(pseudonyme);
    return { prenom, nom, pseudonyme };
  }
}

const BY_NAME = /* @__PURE__ */ new Map(COMMUNES.map((c) => [`${c.codeInsee.slice(0, 2)}/${c.nom}`, c]));

function drawCommune(noms: readonly string[], departement: string, rural: boolean, tirage: Tirage): string {
  const list = noms
    .map((nom) => BY_NAME.get(`${departement}/${nom}`))
    .filter((c) => c !== undefined)
    .filter((c) => isRural(c) === rural);
  return tirage.pick(list).codeInsee;
}

export function drawStatut(age: number, tirage: Tirage): Profil['statut'] {
  const chance = tirage.next();
  if (chance < 0.04) return 'non_communique';
  if (chance < 0.1) return 'non_demande';
  if (age >= 66) return 'retraite';
  if (age >= 62) return tirage.pick(['retraite', 'retraite', 'sans_emploi']);
  if (age < 22) return tirage.pick(['scolarise', 'sans_emploi']);
  return tirage.pick(['sans_emploi', 'sans_emploi', 'en_emploi']);
}

export function drawEquipement(sansInternet: boolean, tirage: Tirage): Profil['equipement'] {
  return sansInternet
    ? tirage.pick(['aucun', 'aucun', 'telephone_seul'])
    : tirage.pick(['telephone_seul', 'ordinateur_ou_tablette']);
}
