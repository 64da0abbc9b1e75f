import { type Catalogue, catalogueSchema } from './catalogue.ts';
import { isModePermis } from './decision.ts';
import type { Demarche } from './demarche.ts';
import { type Motif, type Resultat, toMotifs } from './motif.ts';
import { deriveQuiPeut } from './qui-peut.ts';
import { fold } from './tokens.ts';

type Path = (string | number)[];

interface Rule {
  code: string;
  phrase: string;
  /** Field at fault. */
  path: Path;
  broken: (d: Demarche, c: Catalogue) => boolean;
}

/** What fields say together, entry by entry. */
const RULES: readonly Rule[] = [
  {
    code: 'HORS_DILA_INCOHERENT',
    phrase: '« horsDila » est vrai si, et seulement si, aucune fiche officielle n’est citée.',
    path: ['horsDila'],
    broken: (d) => d.horsDila !== (d.refs.fiches.length + d.refs.services.length === 0),
  },
  {
    code: 'FICHE_INCONNUE',
    phrase: 'Une fiche citée n’est pas dans l’instantané de la DILA.',
    path: ['refs'],
    broken: (d, c) => [...d.refs.fiches, ...d.refs.services].some((f) => !Object.hasOwn(c.fiches, f)),
  },
  {
    code: 'CLASSE_INCOHERENTE',
    phrase: '« simple » veut dire : aucune raison d’être sensible, pas même un doute.',
    path: ['classe'],
    broken: (d) => (d.classe === 'simple') !== (d.qualification.raisons.length === 0),
  },
  {
    code: 'QUI_PEUT_INCOHERENT',
    phrase: '« quiPeut » ne dit pas ce que disent la classe, les actes réservés et l’authentification.',
    path: ['quiPeut'],
    broken: (d) => {
      const derived = deriveQuiPeut(d);
      return (['benevole', 'salarieNonHabilite', 'habilite'] as const).some(
        (qui) => d.quiPeut[qui] !== derived[qui],
      );
    },
  },
  {
    code: 'MODE_INCOHERENT',
    phrase: 'Un acte réservé à la personne présente interdit « à la place, absente » : il faut l’écrire.',
    path: ['modes', 'faire_a_la_place_absent'],
    broken: (d) => !isModePermis(d, 'faire_a_la_place_absent') && d.modes.faire_a_la_place_absent !== false,
  },
  {
    code: 'ACTES_RESERVES_INCOHERENTS',
    phrase: 'Des actes réservés sont donnés : « actesReservesDecide » doit être vrai.',
    path: ['actesReservesDecide'],
    broken: (d) => d.actesReserves.length > 0 && !d.actesReservesDecide,
  },
  {
    code: 'FAIT_NON_VERIFIE',
    phrase: 'FranceConnect « oui » ou « non » demande une date de vérification.',
    path: ['auth', 'verifieLe'],
    broken: (d) => d.auth.valeur.franceConnect !== 'inconnu' && d.auth.verifieLe === null,
  },
  {
    code: 'SANS_CANAL_HUMAIN',
    phrase: 'Il faut au moins un canal utilisable sans internet.',
    path: ['canaux'],
    broken: (d) => d.canaux !== null && !d.canaux.some((k) => k.valeur.type !== 'web'),
  },
];

/** Names that two entries claim without saying so: ids (former ones included) and aliases. */
function findDoubles(c: Catalogue): Motif[] {
  const motifs: Motif[] = [];
  const ids = new Set<string>();
  const aliases = new Map<string, boolean>();
  for (const [i, d] of c.demarches.entries()) {
    for (const id of [d.id, ...d.anciensIds]) {
      if (ids.has(id)) {
        motifs.push({
          code: 'ID_EN_DOUBLE',
          phrase: 'Cet identifiant désigne déjà une démarche.',
          path: ['demarches', i, 'id'],
        });
      }
      ids.add(id);
    }
    const partages = d.partages.map(fold);
    // Folded: for who searches, « Rmi » and « RMI » are one word.
    for (const alias of new Set([...d.aliases, ...d.synonymes].map(fold))) {
      const shared = partages.includes(alias);
      const before = aliases.get(alias);
      if (before !== undefined && !(shared && before)) {
        motifs.push({
          code: 'ALIAS_EN_DOUBLE',
          phrase: 'Deux démarches portent cet alias sans le dire dans « partages ».',
          path: ['demarches', i, 'aliases'],
        });
      }
      aliases.set(alias, shared);
    }
  }
  return motifs;
}

/**
 * Reads a catalogue: shape, then what fields and entries say together. All motifs at once, each with its path.
 *
 * Motifs: `CHAMP_MANQUANT`, `CHAMP_INVALIDE`, `CHAMP_INCONNU`; once the shape is right, `HORS_DILA_INCOHERENT`,
 * `FICHE_INCONNUE`, `CLASSE_INCOHERENTE`, `QUI_PEUT_INCOHERENT`, `MODE_INCOHERENT`, `ACTES_RESERVES_INCOHERENTS`,
 * `FAIT_NON_VERIFIE`, `SANS_CANAL_HUMAIN`, `ID_EN_DOUBLE`, `ALIAS_EN_DOUBLE`.
 */
export function parseCatalogue(input: unknown): Resultat<Catalogue> {
  const parsed = catalogueSchema.safeParse(input);
  if (!parsed.success) return { ok: false, motifs: toMotifs(parsed.error.issues, input) };
  const c: Catalogue = parsed.data;
  const motifs: Motif[] = c.demarches.flatMap((d, i) =>
    RULES.filter((r) => r.broken(d, c)).map(({ code, phrase, path }) => ({
      code,
      phrase,
      path: ['demarches', i, ...path],
    })),
  );
  motifs.push(...findDoubles(c));
  return motifs.length === 0 ? { ok: true, value: c } : { ok: false, motifs };
}
