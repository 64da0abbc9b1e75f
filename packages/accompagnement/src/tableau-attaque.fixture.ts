/** Who reads every page of a dashboard, and computes: what can be found of the small counts that it does not tell. */
import { attackSystem, type LinearSystem } from '@porte-plume/statistiques';
import { toCubeColumns } from './colonnes-cube.ts';
import type { Faits } from './faits.ts';
import type { Periode } from './socle.ts';
import type { Lu, TableauPublie, VueTableau } from './tableau-de-bord.ts';

const MANQUE = ['non_communique', 'non_demande'];
const AUTRES = 'autres';
const ENSEMBLE = 'ensemble';
const SANS_BORNE = 1_000_000;

/** Fields of the questions, and the codes over and under the bar of their share. */
const QUESTIONS: Readonly<
  Record<string, { champ: string; haut?: readonly string[]; surDemandes?: boolean }>
> = {
  A6: { champ: 'duree' },
  P1: { champ: 'age70', haut: ['70_plus'] },
  P3: { champ: 'faibles_revenus', haut: ['oui'], surDemandes: true },
  P4: { champ: 'equipement' },
  P5: { champ: 'profil_numerique' },
  P6: { champ: 'langue_lecture' },
  P7: { champ: 'statut' },
  P8: { champ: 'adressage' },
  R2: { champ: 'renoncement', haut: ['oui'] },
};

type Equation = [Record<string, number>, number];

/** A system over the counts of one question: groups by codes, with what the pages say of them. */
interface Systeme {
  id: string;
  groupes: readonly string[];
  codes: readonly string[];
  verite: Map<string, number>;
  eq: Equation[];
  auMoinsUn: Set<string>;
}

const cle = (groupe: string, code: string): string => `${groupe}|${code}`;

function createSysteme(
  id: string,
  lieux: readonly string[],
  codes: readonly string[],
  rows: readonly (readonly [lieu: string, code: string])[],
): Systeme {
  const groupes = [...lieux, AUTRES];
  const verite = new Map<string, number>();
  for (const groupe of [...groupes, ENSEMBLE]) for (const code of codes) verite.set(cle(groupe, code), 0);
  for (const [lieu, code] of rows)
    for (const groupe of [lieux.includes(lieu) ? lieu : AUTRES, ENSEMBLE])
      verite.set(cle(groupe, code), (verite.get(cle(groupe, code)) ?? 0) + 1);
  const sommes = codes.map((code): Equation => [
    { ...Object.fromEntries(groupes.map((groupe) => [cle(groupe, code), 1])), [cle(ENSEMBLE, code)]: -1 },
    0,
  ]);
  return { id, groupes, codes, verite, eq: sommes, auMoinsUn: new Set() };
}

/** What a page says of a sum of answers. */
function tell(systeme: Systeme, groupe: string, codes: readonly string[], valeur: number | null): void {
  if (valeur === null) return;
  const connus = codes.filter((code) => systeme.codes.includes(code));
  systeme.eq.push([Object.fromEntries(connus.map((code) => [cle(groupe, code), 1])), Math.round(valeur)]);
}

function tellLu(systeme: Systeme, groupe: string, lu: Lu, total: number | null): void {
  const connus = systeme.codes.filter((code) => !MANQUE.includes(code));
  const { haut, surDemandes } = QUESTIONS[lu.code] ?? { champ: '' };
  tell(systeme, groupe, systeme.codes, total);
  tell(systeme, groupe, connus, lu.n);
  tell(systeme, groupe, ['non_communique'], lu.nonCommunique);
  tell(systeme, groupe, ['non_demande'], lu.nonDemande);
  const lignes = lu.parts?.lignes ?? [];
  for (const { code, valeur } of lignes) {
    tell(systeme, groupe, [code], valeur);
    // Zeros are told, unless everything is silent.
    if (valeur === null && lignes.some((une) => une.valeur !== null))
      systeme.auMoinsUn.add(cle(groupe, code));
  }
  if (lu.valeur === null || lu.n === null || lu.nonCommunique === null) return;
  if (haut !== undefined)
    tell(systeme, groupe, haut, lu.valeur * (lu.n + (surDemandes === true ? lu.nonCommunique : 0)));
}

/** Small counts that the system gives exactly, named without their value. */
async function solve({ id, verite, eq, auMoinsUn }: Systeme): Promise<string[]> {
  const lineaire: LinearSystem = {
    id,
    vars: Object.fromEntries(
      [...verite.keys()].map((nom) => [nom, [auMoinsUn.has(nom) ? 1 : 0, SANS_BORNE]]),
    ),
    eq,
  };
  const attaque = await attackSystem(lineaire);
  if (!attaque.ok) throw new Error(`${id} ${attaque.motifs.map(({ code }) => code).join(' ')}`);
  return [...verite].flatMap(([nom, vrai]) => {
    const [bas, haut] = attaque.value[nom] ?? [0, null];
    return vrai > 0 && vrai < 5 && bas === haut ? [`${id} ${nom}`] : [];
  });
}

const luOf = ({ sections }: VueTableau, code: string): Lu | undefined =>
  Object.values(sections)
    .flat()
    .find((lu) => lu.code === code);

/** Counts under five that a page shows. */
function listShown(vue: VueTableau): string[] {
  const dits: (readonly [string, number | null])[] = [
    ...Object.entries(vue.chiffres).filter(([code]) => code !== 'A4'),
    ...Object.values(vue.sections)
      .flat()
      .filter(({ code }) => !['A7', 'A8'].includes(code))
      .flatMap((lu) => [
        [lu.code, lu.n] as const,
        [lu.code, lu.nonCommunique] as const,
        [lu.code, lu.nonDemande] as const,
        ...(lu.parts?.lignes ?? []).map((ligne) => [lu.code, ligne.valeur] as const),
      ]),
  ];
  return dits
    .filter(([, nombre]) => nombre !== null && nombre > 0 && nombre < 5)
    .map(([code]) => `vu ${code}`);
}

/** Everything under five that a reader of all the pages of a period knows exactly. */
export async function attackTableau(
  faits: Faits,
  periode: Periode,
  publie: TableauPublie,
): Promise<string[]> {
  const vues: readonly (readonly [string, VueTableau])[] = [
    [ENSEMBLE, publie.ensemble],
    ...Object.entries(publie.lieux),
  ];
  const lieux = Object.keys(publie.lieux);
  const fuites = vues.flatMap(([, vue]) => listShown(vue));
  const colonnes = toCubeColumns(faits, 'intervention', periode);
  const lieuDe = colonnes.lieu ?? [];
  const rowsOf = (champ: string): [string, string][] =>
    (colonnes[champ] ?? []).map((code, row) => [
      String(lieuDe[row] ?? ''),
      code === '' ? 'non_demande' : String(code),
    ]);
  const codesOf = (rows: readonly (readonly [string, string])[]): string[] => [
    ...new Set([...rows.map(([, code]) => code), ...MANQUE]),
  ];
  for (const [code, { champ }] of Object.entries(QUESTIONS)) {
    const rows = rowsOf(champ);
    const systeme = createSysteme(code, lieux, codesOf(rows), rows);
    for (const [groupe, vue] of vues) {
      const lu = luOf(vue, code);
      if (lu !== undefined) tellLu(systeme, groupe, lu, vue.chiffres.A1);
    }
    fuites.push(...(await solve(systeme)));
  }
  // Followed or anonymous, with what distinct persons add: each made one visit at least.
  const natures = createSysteme('A2b', lieux, ['suivie', 'anonyme'], rowsOf('nature'));
  for (const [groupe, vue] of vues) {
    tell(natures, groupe, natures.codes, vue.chiffres.A1);
    tell(natures, groupe, ['anonyme'], vue.chiffres.A2b);
    const { A1, A2, A4 } = vue.chiffres;
    if (A2 !== null && A4 !== null) tell(natures, groupe, ['suivie'], A2 * A4);
    if (A1 === null || A2 === null) continue;
    const reste = `${groupe}|revenus`;
    natures.verite.set(reste, SANS_BORNE);
    natures.eq.push([{ [cle(groupe, 'suivie')]: 1, [reste]: -1 }, A2]);
  }
  fuites.push(...(await solve(natures)));
  // Each reason, over those who were asked.
  const motifs = rowsOf('motif_venue');
  const possibles = new Set(motifs.flatMap(([, codes]) => codes.split('|')));
  for (const motif of possibles) {
    const rows = motifs.map(([lieu, codes]): [string, string] => [
      lieu,
      codes === 'non_demande' ? codes : codes.split('|').includes(motif) ? 'oui' : 'non',
    ]);
    const systeme = createSysteme(`P9 ${motif}`, lieux, ['oui', 'non', 'non_demande'], rows);
    for (const [groupe, vue] of vues) {
      const lu = luOf(vue, 'P9');
      tell(systeme, groupe, systeme.codes, vue.chiffres.A1);
      tell(systeme, groupe, ['oui', 'non'], lu?.n ?? null);
      tell(systeme, groupe, ['non_demande'], lu?.nonDemande ?? null);
      tell(systeme, groupe, ['oui'], lu?.parts?.lignes.find(({ code }) => code === motif)?.valeur ?? null);
    }
    fuites.push(...(await solve(systeme)));
  }
  return [...fuites, ...(await attackDemarches(faits, periode, publie, vues))];
}

/** Démarches: lieu by mode, périmètre by mode, which share their modes. */
async function attackDemarches(
  faits: Faits,
  periode: Periode,
  publie: TableauPublie,
  vues: readonly (readonly [string, VueTableau])[],
): Promise<string[]> {
  const actes = toCubeColumns(faits, 'acte', periode);
  const rows = (actes.objet ?? []).flatMap((objet, row) =>
    objet === 'demarche'
      ? [[actes.lieu?.[row], actes.mode?.[row], actes.perimetre?.[row]].map((code) => String(code ?? ''))]
      : [],
  );
  const modes = [...new Set(rows.map(([, mode = '']) => mode))];
  const systeme = createSysteme(
    'Q1',
    Object.keys(publie.lieux),
    modes,
    rows.map(([lieu = '', mode = '']) => [lieu, mode]),
  );
  for (const [groupe, vue] of vues) {
    const lu = luOf(vue, 'Q1');
    tell(systeme, groupe, modes, vue.chiffres.A5);
    for (const { code, valeur } of lu?.parts?.lignes ?? []) {
      if (!modes.includes(code)) continue;
      tell(systeme, groupe, [code], valeur);
      if (valeur === null && lu?.parts?.lignes.some((une) => une.valeur !== null) === true)
        systeme.auMoinsUn.add(cle(groupe, code));
    }
  }
  const perimetres = [...new Set(rows.map(([, , perimetre = '']) => perimetre))];
  for (const mode of modes) {
    for (const perimetre of perimetres)
      systeme.verite.set(
        cle(`p:${perimetre}`, mode),
        rows.filter(([, m, p]) => m === mode && p === perimetre).length,
      );
    systeme.eq.push([
      {
        ...Object.fromEntries(perimetres.map((perimetre) => [cle(`p:${perimetre}`, mode), 1])),
        [cle(ENSEMBLE, mode)]: -1,
      },
      0,
    ]);
  }
  for (const { key, valeur } of publie.croisement ?? []) {
    const ps = key.perimetre === 'Total' ? perimetres : [key.perimetre ?? ''];
    const ms = key.mode === 'Total' ? modes : [key.mode ?? ''];
    if (!ps.every((p) => perimetres.includes(p)) || !ms.every((m) => modes.includes(m))) continue;
    const noms = ps.flatMap((p) => ms.map((m) => cle(`p:${p}`, m)));
    if (valeur !== null) systeme.eq.push([Object.fromEntries(noms.map((nom) => [nom, 1])), valeur]);
    else if (noms.length === 1) systeme.auMoinsUn.add(noms[0] ?? '');
  }
  return solve(systeme);
}
