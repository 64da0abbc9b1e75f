/** Who reads all the tables of a report side by side, and computes: which small counts that it masks can be found. */
import { attackSystem, parsePublishedTable } from '@porte-plume/statistiques';
import type { Faits } from './faits.ts';
import type { Rapport } from './indicateurs.ts';
import { MOTIFS_VENUE, toColonnes, type UniteRapport } from './rapport-plan.ts';

const SANS_BORNE = 1_000_000;
const TOTAL = 'Total';
const NR = 'NR';

/** Counts that a report tells or masks, and what binds them. */
interface Systeme {
  vars: Record<string, [number, number]>;
  eq: [Record<string, number>, number][];
  verite: Map<string, number>;
}

/** One name for what is one fact: whoever was not asked for their reasons is the same in the table of each reason. */
const nomDe = (unite: UniteRapport, dim: string, code: string): string =>
  MOTIFS_VENUE.includes(dim) && code === NR ? `${unite} motifs ${NR}` : `${unite} ${dim} ${code}`;

const codesOf = (colonne: readonly (string | number)[]): string[] =>
  colonne.map((code) => (code === '' ? NR : String(code)));

/** What each row of a unit is; a person met under several answers is put under the first of them. */
function rowsOf(unite: UniteRapport, faits: Faits): Record<string, string[]> {
  const colonnes = Object.fromEntries(
    Object.entries(toColonnes(unite, faits)).map(([nom, valeurs]) => [nom, codesOf(valeurs)]),
  );
  if (unite !== 'personne') return colonnes;
  const personnes = colonnes.personne ?? [];
  return Object.fromEntries(
    Object.entries(colonnes).map(([nom, valeurs]) => {
      const siennes = new Map<string, string>();
      for (const [row, personne] of personnes.entries()) {
        const [avant, code] = [siennes.get(personne), valeurs[row] ?? NR];
        if (personne !== NR && (avant === undefined || code < avant)) siennes.set(personne, code);
      }
      return [nom, [...siennes.values()]];
    }),
  );
}

/** The flat tables of each unit: their cells, their sums, what is printed of them. */
function readTables(rapport: Rapport, faits: Faits): Systeme {
  const systeme: Systeme = { vars: {}, eq: [], verite: new Map() };
  for (const { unite, spec, csv } of rapport.publications) {
    const lue = parsePublishedTable(csv, spec);
    if (!lue.ok) throw new Error(lue.motifs.map(({ code }) => code).join(' '));
    const rows = rowsOf(unite, faits);
    const cellule = (dim: string | null, code: string) =>
      lue.value.cells.find(({ key }) =>
        Object.entries(key).every(([autre, dit]) => dit === (autre === dim ? code : TOTAL)),
      );
    const tell = (nom: string, dit: ReturnType<typeof cellule>, vrai: number): void => {
      if (dit !== undefined && dit.valeur !== null && dit.valeur !== vrai) throw new Error(`${nom} is wrong`);
      if (dit === undefined && vrai !== 0) throw new Error(`${nom} is not there`);
      const [bas, haut] = systeme.vars[nom] ?? [0, SANS_BORNE];
      const connu = dit === undefined ? 0 : dit.valeur;
      // Zeros are printed: what is masked is one at least.
      systeme.vars[nom] = connu === null ? [Math.max(bas, 1), haut] : [connu, connu];
      systeme.verite.set(nom, vrai);
    };
    const tous = rows[unite === 'personne' ? 'personne' : 'age']?.length ?? rows.mode?.length ?? 0;
    tell(unite, cellule(null, TOTAL), tous);
    for (const { code: dim, codes } of spec.dimensions) {
      if (codes === undefined || !lue.value.cells.some(({ key }) => (key[dim] ?? TOTAL) !== TOTAL)) continue;
      const noms = [...new Set([...codes, NR])].map((code) => {
        const nom = nomDe(unite, dim, code);
        tell(nom, cellule(dim, code), rows[dim]?.filter((un) => un === code).length ?? 0);
        return nom;
      });
      systeme.eq.push([{ ...Object.fromEntries(noms.map((nom) => [nom, 1])), [unite]: -1 }, 0]);
    }
  }
  return systeme;
}

/** A person is a visit at least, under the same answer. */
function bindPersonnes({ vars, eq }: Systeme, rapport: Rapport): void {
  const spec = rapport.publications.find(({ unite }) => unite === 'personne')?.spec;
  if (spec === undefined || vars.intervention === undefined) return;
  const suivies = nomDe('intervention', 'nature', 'suivie');
  for (const { code: dim, codes = [] } of spec.dimensions) {
    const siennes: string[] = [];
    for (const code of [...codes, NR]) {
      const [visites, personnes] = [nomDe('intervention', dim, code), nomDe('personne', dim, code)];
      if (vars[visites] === undefined || vars[personnes] === undefined) continue;
      const [suivie, anonyme, retour] = ['suivie', 'anonyme', 'retour'].map((un) => `${un} ${dim} ${code}`);
      if (suivie === undefined || anonyme === undefined || retour === undefined) continue;
      for (const nom of [suivie, anonyme, retour]) vars[nom] = [0, SANS_BORNE];
      eq.push([{ [visites]: 1, [suivie]: -1, [anonyme]: -1 }, 0]);
      eq.push([{ [suivie]: 1, [personnes]: -1, [retour]: -1 }, 0]);
      siennes.push(suivie);
    }
    if (siennes.length > 0 && vars[suivies] !== undefined)
      eq.push([{ ...Object.fromEntries(siennes.map((nom) => [nom, 1])), [suivies]: -1 }, 0]);
  }
  vars.retours = [0, SANS_BORNE];
  if (vars[suivies] !== undefined) eq.push([{ [suivies]: 1, personne: -1, retours: -1 }, 0]);
}

/** Whoever was asked gave a reason at least. */
function bindMotifs({ vars, eq }: Systeme): void {
  const oui = MOTIFS_VENUE.map((dim) => nomDe('intervention', dim, 'oui')).filter((nom) => vars[nom]);
  if (oui.length === 0) return;
  vars['autres motifs'] = [0, SANS_BORNE];
  const dits = { ...Object.fromEntries(oui.map((nom) => [nom, 1])), 'autres motifs': -1, intervention: -1 };
  eq.push([{ ...dits, [nomDe('intervention', MOTIFS_VENUE[0] ?? '', NR)]: 1 }, 0]);
}

/** Which lieu is where, and of which nature, is public: visits of a lieu are counted under both. */
function bindLieux({ vars, eq }: Systeme, { lieux }: Faits): void {
  const unLieu = (id: string): string => `lieu ${id}`;
  for (const dim of ['territoire', 'nature_lieu'])
    for (const nom of Object.keys(vars).filter((un) => un.startsWith(`intervention ${dim} `))) {
      const code = nom.slice(`intervention ${dim} `.length);
      const siens = lieux.filter((lieu) => (dim === 'territoire' ? lieu.territoireId : lieu.nature) === code);
      for (const { id } of siens) vars[unLieu(id)] ??= [0, SANS_BORNE];
      if (siens.length > 0)
        eq.push([{ ...Object.fromEntries(siens.map(({ id }) => [unLieu(id), 1])), [nom]: -1 }, 0]);
    }
}

/** Every count from 1 to `seuil` − 1 that a reader of the whole report knows, by its name. */
export async function attackRapport(rapport: Rapport, faits: Faits, seuil = 5): Promise<string[]> {
  const systeme = readTables(rapport, faits);
  bindPersonnes(systeme, rapport);
  bindMotifs(systeme);
  bindLieux(systeme, faits);
  const attaque = await attackSystem({ id: rapport.id, vars: systeme.vars, eq: systeme.eq });
  if (!attaque.ok) throw new Error(attaque.motifs.map(({ code }) => code).join(' '));
  return [...systeme.verite].flatMap(([nom, vrai]) => {
    const [bas, haut] = attaque.value[nom] ?? [0, null];
    return vrai > 0 && vrai < seuil && bas === haut ? [nom] : [];
  });
}
