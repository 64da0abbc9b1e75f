import type { Id } from './date-civile.ts';
import { toGroupes, type Dit } from './tableau-question.ts';
import { listCodes } from './tableau-questions.ts';
import type { CaseTableau, Protecteur } from './tableau-tables.ts';
import type { Tables } from './tables-source.ts';

/** Démarches: by mode, of the structure and of its lieux; by périmètre and mode, of the structure. */
export interface Demarches {
  ensemble: Dit;
  lieux: ReadonlyMap<Id, Dit>;
  croisement: readonly CaseTableau[] | null;
}

const A_LA_PLACE = ['faire_a_la_place_present', 'faire_a_la_place_absent'];
export const isALaPlace = (mode: string): boolean => A_LA_PLACE.includes(mode);

const TOTAL = 'Total';
const PAR_LIEU = ['lieu', 'mode'];
const CROISEMENT = ['perimetre', 'mode'];
/** From all that is asked to the least; the two tables share the modes, so they are protected as one release. */
const ESSAIS = [[PAR_LIEU, CROISEMENT], [CROISEMENT], [PAR_LIEU], [['mode']]];

/** Démarches of the period. A lieu is told by mode only: with its périmètres too, nearly all of it would be masked. */
export async function protectDemarches(
  tables: Tables,
  lieux: readonly Id[],
  proteger: Protecteur,
): Promise<Demarches> {
  const actes = tables.of('acte');
  if (actes === null) throw new RangeError('actes are always given');
  const [mode, perimetre] = [actes.column('mode'), actes.column('perimetre')];
  const groupes = toGroupes(actes.column('lieu'), actes.size, lieux);
  const effectifs = new Map<string, number>();
  const rencontres = { mode: new Set<string>(), perimetre: new Set<string>(), groupe: new Set<number>() };
  for (const row of actes.select({ field: 'objet', in: ['demarche'] })) {
    const codes = [perimetre.dict[perimetre.codes[row] ?? 0] ?? '', mode.dict[mode.codes[row] ?? 0] ?? ''];
    const groupe = groupes.rangs[row] ?? 0;
    const cle = [groupe, ...codes].join(' ');
    effectifs.set(cle, (effectifs.get(cle) ?? 0) + 1);
    rencontres.groupe.add(groupe);
    rencontres.perimetre.add(codes[0] ?? '');
    rencontres.mode.add(codes[1] ?? '');
  }
  const modes = listCodes('mode', [...rencontres.mode]);
  const muet = (valeur: number | null): Dit => ({
    total: valeur,
    codes: modes.map((code) => ({ code, valeur })),
  });
  const partout = (dit: Dit): Map<Id, Dit> => new Map(lieux.map((id) => [id, dit]));
  if (effectifs.size === 0) return { ensemble: muet(0), lieux: partout(muet(0)), croisement: null };
  const lignes = [...effectifs].map(([cle, n]) => [...cle.split(' '), n] as [string, string, string, number]);
  const codesDe: Readonly<Record<string, readonly string[]>> = {
    lieu: [...rencontres.groupe].sort((a, b) => a - b).map((rang) => `g${rang}`),
    perimetre: listCodes('perimetre', [...rencontres.perimetre]),
    mode: modes,
  };
  const essais = ESSAIS.filter((essai) => rencontres.groupe.size > 1 || !essai.includes(PAR_LIEU));
  for (const essai of essais)
    // The number of démarches is told first: others are masked in its place.
    for (const garder of [[{}], []]) {
      const dims = [...new Set(essai.flat())];
      const cases = await proteger({
        unit: 'demarche',
        dimensions: dims.map((code) => ({ code, codes: codesDe[code] ?? [] })),
        tables: essai,
        colonnes: {
          lieu: lignes.map(([groupe]) => `g${groupe}`),
          perimetre: lignes.map(([, code]) => code),
          mode: lignes.map(([, , code]) => code),
          n: lignes.map(([, , , n]) => n),
        },
        garder,
      });
      if (cases === null) continue;
      const ensemble = ditOf(cases, modes, TOTAL);
      const [seul] = rencontres.groupe;
      return {
        ensemble,
        lieux: new Map(
          lieux.map((id, rang) => {
            if (!rencontres.groupe.has(rang)) return [id, muet(0)];
            if (rencontres.groupe.size === 1) return [id, seul === rang ? ensemble : muet(0)];
            return [id, essai.includes(PAR_LIEU) ? ditOf(cases, modes, `g${rang}`) : muet(null)];
          }),
        ),
        croisement: essai.includes(CROISEMENT)
          ? cases
              .filter(({ key }) => (key.lieu ?? TOTAL) === TOTAL)
              .map(({ key, valeur, statut }) => ({
                key: { perimetre: key.perimetre ?? TOTAL, mode: key.mode ?? TOTAL },
                valeur,
                statut,
              }))
          : null,
      };
    }
  return { ensemble: muet(null), lieux: partout(muet(null)), croisement: null };
}

function ditOf(cases: readonly CaseTableau[], modes: readonly string[], ligne: string): Dit {
  const valeurs = new Map(
    cases
      .filter(({ key }) => (key.lieu ?? TOTAL) === ligne && (key.perimetre ?? TOTAL) === TOTAL)
      .map(({ key, valeur }) => [key.mode ?? TOTAL, valeur]),
  );
  return {
    total: valeurs.get(TOTAL) ?? null,
    codes: modes.map((code) => ({ code, valeur: valeurs.get(code) ?? null })),
  };
}
