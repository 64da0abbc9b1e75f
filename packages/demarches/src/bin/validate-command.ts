import type { Catalogue } from '../catalogue.ts';
import type { Constat } from '../constat.ts';
import { checkBaremes } from '../droits/bareme-fraicheur.ts';
import { check } from '../fraicheur.ts';
import { toDay } from '../jour.ts';
import type { Resultat } from '../motif.ts';
import { createEngine, search } from '../search.ts';
import { explain, type Reponse } from './answer.ts';
import { readArgs } from './args.ts';
import { readCatalogue, readSnapshot } from './files.ts';

/** An alias that does not find its own entry among the first ones helps nobody. */
const RANG_MAX = 3;

function findAliasPerdus(c: Catalogue): Constat[] {
  const engine = createEngine(c);
  return c.demarches.flatMap((d, i) =>
    [...d.aliases, ...d.synonymes].flatMap((alias): Constat[] =>
      search(alias, { engine, limit: RANG_MAX }).some((r) => r.id === d.id)
        ? []
        : [
            {
              code: 'ALIAS_PERDU',
              phrase: `L’alias « ${alias} » ne trouve pas sa démarche parmi les ${RANG_MAX} premières.`,
              path: ['demarches', i, 'aliases'],
            },
          ],
    ),
  );
}

/**
 * `validate`: shape, rules, completeness and freshness on a day, references, cited sheets, aliases, barèmes. All issues
 * at once. With `--complet`, a field that nobody has written is an error, not a warning.
 */
export function validateCommand(args: readonly string[]): Resultat<Reponse> {
  const appel = readArgs(args, {
    kinds: { le: 'value', catalogue: 'value', snapshot: 'value', complet: 'switch' },
    required: ['le'],
  });
  if (!appel.ok) return appel;
  const { options } = appel.value;
  const le = options.get('le') ?? '';
  if (toDay(le) === undefined) {
    return {
      ok: false,
      motifs: [{ code: 'APPEL_INVALIDE', phrase: '« --le » attend un jour : 2026-11-22.' }],
    };
  }
  const catalogue = readCatalogue(options.get('catalogue'));
  if (!catalogue.ok) return catalogue;
  const path = options.get('snapshot');
  const snapshot = path === undefined ? undefined : readSnapshot(path);
  if (snapshot?.ok === false) return snapshot;
  const found = check(catalogue.value, { le, ...(snapshot !== undefined && { snapshot: snapshot.value }) });
  const isErreur = ({ code }: Constat): boolean => options.has('complet') && code === 'INCOMPLET';
  const erreurs = [
    ...found.erreurs,
    ...found.avertissements.filter(isErreur),
    ...findAliasPerdus(catalogue.value),
  ];
  const bareme = checkBaremes(le);
  const autres = [...found.avertissements.filter((c) => !isErreur(c)), ...bareme];
  const avertissements: Record<string, number> = {};
  for (const { code } of autres) avertissements[code] = (avertissements[code] ?? 0) + 1;
  const nommer = ({ path: place, ...motif }: Constat): string => {
    const d = place[0] === 'demarches' ? catalogue.value.demarches[Number(place[1])] : undefined;
    return explain(
      d === undefined ? { ...motif, path: place } : { ...motif, path: [d.id, ...place.slice(2)] },
    );
  };
  return {
    ok: true,
    value: {
      print: { ok: erreurs.length === 0, erreurs, avertissements },
      phrases: [
        ...erreurs.map(nommer),
        ...bareme.map(explain),
        `${catalogue.value.demarches.length} démarches, ${erreurs.length} erreurs, ${autres.length} avertissements.`,
      ],
      constats: erreurs.length > 0,
    },
  };
}
