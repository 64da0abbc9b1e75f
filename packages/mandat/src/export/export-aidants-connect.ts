import * as z from 'zod/mini';
import { isOral } from '../histoire/caducite.ts';
import type { EtatMandat, Fin, ItemEtat } from '../modele/etat.ts';
import { findCloture, findEpuisement, isSuspendu } from '../histoire/fin.ts';
import {
  DemarcheFaitsSchema,
  RefSchema,
  VersionSchema,
  type DemarcheFaits,
  type Duree,
  type Item,
} from '../modele/modele.ts';
import { refuser, toMotif, type CodeMotif, type Motif, type Resultat } from '../modele/motif.ts';
import { ACTES, ACTES_COURANTS, PERIMETRES, type Perimetre } from '../modele/nomenclatures.ts';
import { POLITIQUE_PAR_DEFAUT } from '../modele/politique.ts';
import { isExclu, listReserves, toDemarches } from '../modele/portee.ts';
import { toMotifDeSaisie } from '../modele/saisie.ts';
import { addJours, addMs, toDateCivile, type DateCivile } from '../modele/temps.ts';

const MS_PAR_JOUR = 86_400_000;
/** Everything recorded, whenever it takes effect. */
const TOUT = { instant: '9999-12-31T23:59:59.999Z' };

/** Days of 24 h that each duration lasts there, longest first: aidants_connect_common/constants.py (MIT). */
const JOURS = { LONG: 365, SEMESTER: 182, MONTH: 31, SHORT: 1 } as const;
const DUREES = ['LONG', 'SEMESTER', 'MONTH', 'SHORT'] as const;
/** A duration of Aidants Connect. */
export type DureeAidantsConnect = (typeof DUREES)[number];

/** What Aidants Connect would be told, and what it cannot hold. */
export interface VersAidantsConnect {
  /** Themes that the mandate touches: see `pertes` before opening any of them. */
  demarche: Perimetre[];
  duree: DureeAidantsConnect | null;
  pertes: Motif[];
}

/**
 * The scopes of Aidants Connect nearest to a mandate: its ten themes, code for code, and its longest duration which
 * does not outlast ours. Nothing is granted there that was not touched here; but Aidants Connect knows neither one
 * démarche, nor acts, nor exceptions: all that it would open beyond the mandate is a loss of `pertes`, with its item,
 * to be read to the person before she consents there. Empty, with the reason, when the mandate is not in force.
 * @param etat the mandate with everything known; an end already recorded counts, even to come
 * @returns `duree`: `null` when no duration of theirs (1, 31, 182, 365 days of 24 h from the consent) ends in time
 */
export function toAidantsConnect(etat: EtatMandat): VersAidantsConnect {
  const empeche = findEmpechement(etat);
  const vivants = empeche === undefined ? etat.items.filter((item) => isVivant(etat, item)) : [];
  if (empeche !== undefined || etat.consentement === undefined || vivants.length === 0) {
    return {
      demarche: [],
      duree: null,
      pertes: [empeche ?? toMotif(toCode(findCloture(etat, TOUT) ?? { statut: 'revoque' }))],
    };
  }
  const themes = new Set(vivants.flatMap((item) => listAccordes(item).map((d) => d.perimetre)));
  const dernier = findDernierJour(etat);
  const { zone } = etat.structure;
  const consenti = etat.consentement.faitLe;
  const duree = DUREES.find(
    (d) => dernier !== undefined && toDateCivile(addMs(consenti, JOURS[d] * MS_PAR_JOUR), zone) <= dernier,
  );
  return {
    demarche: PERIMETRES.filter((p) => themes.has(p)),
    duree: duree ?? null,
    pertes: [
      ...vivants.flatMap(listPertes),
      ...listPertesDeCapacite(etat),
      ...listPertesDeDuree(etat, duree, dernier),
    ],
  };
}

function findEmpechement(etat: EtatMandat): Motif | undefined {
  if (etat.fin !== undefined) return toMotif(toCode(etat.fin));
  if (etat.consentement === undefined || etat.acceptation === undefined) return toMotif('pas_encore_actif');
  return isSuspendu(etat, TOUT) ? toMotif('suspendu') : undefined;
}

/** An end bears a status that is also a code of refusal; the steps before the consent are no end. */
function toCode({ statut }: Pick<Fin, 'statut'>): CodeMotif {
  return statut === 'brouillon' || statut === 'presente' || statut === 'actif' ? 'pas_encore_actif' : statut;
}

/** Still open: something of it is granted, and its one démarche is not done yet. */
function isVivant(etat: EtatMandat, item: ItemEtat): boolean {
  return findEpuisement(etat, item, TOUT) === undefined && listAccordes(item).length > 0;
}

/** Démarches of an item for which at least one act is still granted. */
function listAccordes(item: ItemEtat): DemarcheFaits[] {
  if (item.fin !== undefined) return [];
  const reserves = listReserves(item);
  return toDemarches(item.portee).filter(({ id }) =>
    item.actes.some(
      (acte) =>
        !isExclu(item, id, acte) &&
        !reserves.some((r) => r.demarcheId === id && r.acte === acte) &&
        !item.retraits.some(
          (r) =>
            (r.actes === undefined || r.actes.includes(acte)) &&
            (r.demarcheIds === undefined || r.demarcheIds.includes(id)),
        ),
    ),
  );
}

function listPertes(item: ItemEtat): Motif[] {
  const perte = (code: CodeMotif, phrase: string) => toMotif(code, { itemId: item.id, phrase });
  const pertes = [
    perte(
      'hors_demarche',
      'Le mandat vise des démarches précises : Aidants Connect ouvrirait tout le thème.',
    ),
  ];
  if (ACTES.some((acte) => !item.actes.includes(acte)) || item.retraits.length > 0) {
    pertes.push(perte('hors_acte', 'Le mandat limite les actes : Aidants Connect ne les distingue pas.'));
  }
  if (item.sauf.length > 0) {
    pertes.push(
      perte('exception', 'Le mandat exclut une démarche ou un acte : Aidants Connect l’ouvrirait.'),
    );
  }
  if (item.uneFois) {
    pertes.push(perte('epuise', 'Le mandat finit avec la démarche : Aidants Connect irait jusqu’à la date.'));
  }
  if (listReserves(item).length > 0) {
    pertes.push(
      perte('acte_reserve', 'La personne doit signer ou agir elle-même sur une démarche du mandat.'),
    );
  }
  return pertes;
}

/** Aidants Connect takes adults without a measure of protection only (its CGU). */
function listPertesDeCapacite({ mandant, constituant, protections }: EtatMandat): Motif[] {
  const mesures = [mandant.capacite, ...protections.map((p) => p.capacite)];
  const horsCadre = 'Aidants Connect n’accepte pas cette personne : son mandat ne peut pas y être reporté.';
  if (mesures.some((c) => c === 'curatelle_simple' || c === 'curatelle_renforcee')) {
    return [toMotif('assistance_curateur_requise', { phrase: horsCadre })];
  }
  if (constituant.kind === 'parent' || typeof mandant.naissance === 'object') {
    return [toMotif('mineur_non_autorise', { phrase: horsCadre })];
  }
  const libre = (c: (typeof mesures)[number]) => c === 'aucune_mesure' || c === 'sauvegarde';
  if (constituant.kind === 'mandant' && mesures.every(libre)) return [];
  return [toMotif('representant_requis', { phrase: horsCadre })];
}

/** Last day on which our mandate is certain to hold: its own, that of an oral consent, the eve of the 18th birthday. */
function findDernierJour(etat: EtatMandat): DateCivile | undefined {
  const jours = [
    etat.periode?.auInclus,
    isOral(etat, TOUT) ? etat.consentement?.oral?.auInclus : undefined,
    etat.majorite === undefined ? undefined : addJours(toDateCivile(etat.majorite, etat.structure.zone), -1),
  ];
  return jours.filter((jour) => jour !== undefined).sort()[0];
}

function listPertesDeDuree(
  etat: EtatMandat,
  duree: DureeAidantsConnect | undefined,
  dernier: DateCivile | undefined,
): Motif[] {
  const pertes: Motif[] = [];
  if (isOral(etat, TOUT)) {
    const phrase =
      'L’accord est oral : Aidants Connect ne connaît pas les actes limités ni la date pour signer.';
    pertes.push(toMotif('limite_oral', { phrase }));
  }
  const debut = etat.consentement?.faitLe ?? '';
  const fin =
    duree === undefined
      ? undefined
      : toDateCivile(addMs(debut, JOURS[duree] * MS_PAR_JOUR), etat.structure.zone);
  if (fin === undefined || fin !== dernier) {
    const phrase =
      fin === undefined
        ? 'Aucune durée d’Aidants Connect ne finit avant le mandat.'
        : 'Aidants Connect finirait avant le mandat : aucune de ses durées ne tombe juste.';
    pertes.push(toMotif('expire', { path: ['duree'], phrase }));
  }
  return pertes;
}

const DepuisSchema = z.object({
  demarche: z.array(z.enum(PERIMETRES)).check(z.minLength(1)),
  duree: z.enum(DUREES),
  reference: z.optional(RefSchema),
});
const CatalogueSchema = z.object({ version: VersionSchema, demarches: z.array(DemarcheFaitsSchema) });

/** A mandate of Aidants Connect: its themes, its duration, and the reference to keep. */
export type DepuisAidantsConnect = z.infer<typeof DepuisSchema>;

/** Part of the data of `PreparerMandat`, to be completed and then consented to in full. */
export interface BrouillonAidantsConnect {
  items: Item[];
  duree: Duree;
  referenceAC?: string;
  pertes: Motif[];
}

/**
 * Draft of a mandate from one of Aidants Connect: one item a theme, resolved with the caller's catalogue, ordinary
 * acts only. It is only a draft: the consent given there is not one given here, so the whole of it is asked again.
 * @param mandat themes, duration, optional reference; unknown keys are ignored
 * @param catalogue facts of the démarches of today, and their version
 * @returns `perimetre_trop_large` beyond `perimetresMax` themes; `hors_demarche` when the catalogue has nothing in any
 *   of them (in `pertes` when it lacks only some); `commande_invalide` with the path of each mistake
 */
export function fromAidantsConnect(
  mandat: DepuisAidantsConnect,
  catalogue: { version: string; demarches: readonly DemarcheFaits[] },
  perimetresMax: number = POLITIQUE_PAR_DEFAUT.perimetresMax,
): Resultat<BrouillonAidantsConnect> {
  const lu = DepuisSchema.safeParse(mandat);
  const faits = CatalogueSchema.safeParse(catalogue);
  if (!lu.success || !faits.success) {
    const fautes = [...(lu.error?.issues ?? []), ...(faits.error?.issues ?? [])];
    return refuser(...fautes.map(toMotifDeSaisie));
  }
  const themes = PERIMETRES.filter((p) => lu.data.demarche.includes(p));
  const items = themes.flatMap((perimetre) => toItem(perimetre, faits.data));
  const absents = themes.filter((p) => !items.some((item) => item.id === toItemId(p)));
  const motifs: Motif[] = [];
  if (themes.length > perimetresMax) motifs.push(toMotif('perimetre_trop_large', { path: ['demarche'] }));
  if (items.length === 0) motifs.push(toMotif('hors_demarche', { path: ['demarche'] }));
  if (motifs.length > 0) return refuser(...motifs);
  const { reference } = lu.data;
  return {
    ok: true,
    value: {
      items,
      duree: { jours: JOURS[lu.data.duree] },
      ...(reference === undefined ? {} : { referenceAC: reference }),
      pertes: [
        toMotif('pas_encore_actif', {
          phrase: 'C’est un brouillon : la personne doit consentir de nouveau.',
        }),
        toMotif('hors_acte', {
          phrase: 'Seuls consulter, saisir et déposer sont repris : le reste se demande.',
        }),
        ...absents.map((p) =>
          toMotif('hors_demarche', {
            path: ['demarche', lu.data.demarche.indexOf(p)],
            phrase: 'Le catalogue n’a aucune démarche dans ce thème : il n’est pas repris.',
          }),
        ),
      ],
    },
  };
}

function toItemId(perimetre: Perimetre): string {
  return `ac-${perimetre}`;
}

function toItem(perimetre: Perimetre, catalogue: z.infer<typeof CatalogueSchema>): Item[] {
  const demarches = catalogue.demarches.filter((d) => d.perimetre === perimetre);
  if (demarches.length === 0) return [];
  return [
    {
      id: toItemId(perimetre),
      portee: { kind: 'perimetre', perimetre, catalogueVersion: catalogue.version, demarches },
      actes: [...ACTES_COURANTS],
      sauf: [],
      uneFois: false,
    },
  ];
}
