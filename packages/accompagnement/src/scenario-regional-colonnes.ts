import { QUOTAS, type Bande, type Groupe } from './scenario-donnees.ts';
import {
  drawColonne,
  drawMinutes,
  drawOui,
  drawParts,
  drawSansInternetRegional,
  findRank,
  listObjets,
  permute,
  sumWeights,
  type Colonne,
  type Objet,
} from './scenario-regional-tirage.ts';
import { quotas, type Tirage } from './tirage.ts';

/** What is drawn of each person: one byte a field. */
export function drawColonnesPersonnes(n: number, profil: 'seed' | 'field', tirage: Tirage) {
  const p = QUOTAS.quotasPersonnes;
  const ages = drawParts<Bande>(QUOTAS.profils[profil].ageParts, n, tirage);
  return {
    ages,
    rural: drawOui(Math.round(n * p.rural.part), n, tirage),
    revenus: drawOui(Math.round(n * p.faiblesRevenus.part), n, tirage),
    sansInternet: drawSansInternetRegional(ages, tirage),
    profils: drawParts(p.profilNumerique.parts, n, tirage),
    lecture: drawParts(p.langueLecture.parts, n, tirage),
    adressage: drawParts(p.adressage.parts, n, tirage),
  };
}
export type ColonnesPersonnes = ReturnType<typeof drawColonnesPersonnes>;

/** The modes as the quotas write them. */
const MODES = [
  'informer',
  'faire_faire_guide',
  'faire_avec',
  'faire_faire_verifie',
  'faire_a_la_place_present',
  'faire_a_la_place_absent',
] as const;
export type ModeQuota = (typeof MODES)[number];
const rangOf = (mode: ModeQuota): number => MODES.indexOf(mode);

export interface ColonnesActes {
  readonly groupes: Colonne<Groupe>;
  /** Actes of visit i: from `debuts[i]` to `debuts[i + 1]`. */
  readonly debuts: Uint32Array;
  readonly visites: Uint32Array;
  readonly objets: readonly Objet[];
  readonly objet: Uint8Array;
  readonly modes: Colonne<ModeQuota>;
  readonly bloques: Uint8Array;
  readonly aboutissements: Colonne<keyof (typeof QUOTAS)['quotasActes']['aboutissement90j']['parts']>;
  readonly minutes: Uint8Array;
}

/** What is drawn of the actes of each visit; every count is exact. */
export function drawColonnesActes(
  n: number,
  presqueAutonome: (visite: number) => boolean,
  tirage: Tirage,
): ColonnesActes {
  const groupes = drawParts<Groupe>(QUOTAS.quotasInterventions.groupeDemarche.parts, n, tirage);
  const nombres = drawParts(QUOTAS.quotasInterventions.actesParIntervention.parts, n, tirage);
  const debuts = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) debuts[i + 1] = (debuts[i] ?? 0) + Number(nombres.codes[nombres.rangs[i] ?? 0]);
  const total = debuts[n] ?? 0;
  const visites = new Uint32Array(total);
  for (let i = 0; i < n; i++) visites.fill(i, debuts[i], debuts[i + 1]);

  const { objets, debuts: premiers } = listObjets(groupes.codes);
  const sums = groupes.codes.map((_, g) =>
    sumWeights(
      Array.from({ length: (premiers[g + 1] ?? 0) - (premiers[g] ?? 0) }, (__, rank) => 1 / (rank + 1)),
    ),
  );
  const objet = new Uint8Array(total);
  for (let i = 0; i < n; i++) {
    const g = groupes.rangs[i] ?? 0;
    const sum = sums[g] ?? new Float64Array(1);
    const from = debuts[i] ?? 0;
    for (let a = from; a < (debuts[i + 1] ?? 0); a++) {
      // A démarche never comes twice in one visit.
      do objet[a] = (premiers[g] ?? 0) + findRank(sum, tirage.next() * (sum.at(-1) ?? 1));
      while (objet.subarray(from, a).includes(objet[a] ?? 0));
    }
  }
  const modes = drawModesRegional({ debuts, visites, objets, objet }, presqueAutonome, tirage);
  return {
    groupes,
    debuts,
    visites,
    objets,
    objet,
    modes,
    bloques: drawBloques({ groupes, visites, objets, objet }, modes, tirage),
    aboutissements: drawParts(QUOTAS.quotasActes.aboutissement90j.parts, total, tirage),
    minutes: drawMinutes(n, tirage),
  };
}

/** As `drawModes`: absence for whole visits, then what only some may have, then the rest. */
function drawModesRegional(
  c: Pick<ColonnesActes, 'debuts' | 'visites' | 'objets' | 'objet'>,
  presqueAutonome: (visite: number) => boolean,
  tirage: Tirage,
): Colonne<ModeQuota> {
  const total = c.visites.length;
  const counts: Record<ModeQuota, number> = quotas(QUOTAS.quotasActes.mode.parts, total);
  const FREE = 255;
  const rangs = new Uint8Array(total).fill(FREE);
  const objetOf = (a: number) => c.objets[c.objet[a] ?? 0];
  let absent = counts.faire_a_la_place_absent;
  for (const i of permute(c.debuts.length - 1, tirage)) {
    const [from, to] = [c.debuts[i] ?? 0, c.debuts[i + 1] ?? 0];
    if (to - from > absent) continue;
    let all = true;
    for (let a = from; a < to; a++) all &&= objetOf(a)?.absent === true;
    if (!all) continue;
    rangs.fill(rangOf('faire_a_la_place_absent'), from, to);
    absent -= to - from;
  }
  const order = permute(total, tirage);
  const give = (mode: ModeQuota, able: (a: number) => boolean) => {
    let left = counts[mode];
    for (const a of order) {
      if (left === 0) return;
      if (rangs[a] !== FREE || !able(a)) continue;
      rangs[a] = rangOf(mode);
      left -= 1;
    }
  };
  give('faire_faire_verifie', (a) => presqueAutonome(c.visites[a] ?? 0));
  give('faire_a_la_place_present', (a) => objetOf(a)?.present === true);
  const rest = drawColonne(
    {
      informer: counts.informer,
      faire_faire_guide: counts.faire_faire_guide,
      faire_avec: counts.faire_avec,
    },
    counts.informer + counts.faire_faire_guide + counts.faire_avec,
    tirage,
  ).rangs;
  let next = 0;
  for (let a = 0; a < total; a++) if (rangs[a] === FREE) rangs[a] = rest[next++] ?? rangOf('faire_avec');
  return { codes: MODES, rangs };
}

function drawBloques(
  c: Pick<ColonnesActes, 'groupes' | 'visites' | 'objets' | 'objet'>,
  modes: Colonne<ModeQuota>,
  tirage: Tirage,
): Uint8Array {
  const { part, parGroupe } = QUOTAS.quotasActes.blocage;
  const total = c.visites.length;
  const bloques = new Uint8Array(total);
  const etrangers = c.groupes.codes.indexOf('etrangers');
  const groupeOf = (a: number) => c.groupes.rangs[c.visites[a] ?? 0] ?? 0;
  let size = 0;
  for (let a = 0; a < total; a++) size += groupeOf(a) === etrangers ? 1 : 0;
  let inGroup = Math.round(size * parGroupe.etrangers);
  let others = Math.round(total * part) - inGroup;
  for (const a of permute(total, tirage)) {
    if (modes.rangs[a] === rangOf('informer') || c.objets[c.objet[a] ?? 0]?.demarche === undefined) continue;
    const mine = groupeOf(a) === etrangers;
    if ((mine ? inGroup : others) === 0) continue;
    if (mine) inGroup -= 1;
    else others -= 1;
    bloques[a] = 1;
  }
  return bloques;
}
