import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema, InstantSchema, isZone, type Id } from './date-civile.ts';
import { champOf, isRecord, oneOf, readChecked } from './lecture.ts';
import { LigneStatistiqueSchema } from './ligne-statistique-schema.ts';
import { OBJETS_CONSERVES } from './regle-conservation.ts';
import type { Motif, Resultat } from './resultat.ts';

const profil = z.object({ trancheAge: champOf('trancheAge'), profilNumerique: champOf('profilNumerique') });

const GelSchema = z.strictObject({
  objet: z.strictObject({ nature: z.enum([...OBJETS_CONSERVES, 'seance']), id: IdSchema }),
  motifCode: z.enum(['litige', 'controle']),
  du: DateCivileSchema,
  /** Last day of the hold; open without it. */
  auInclus: z.exactOptional(DateCivileSchema),
});
/** A legal hold: what it names stays, with everything held on the same person, until it is lifted. */
export type Gel = z.infer<typeof GelSchema>;

const interventions = z.array(
  z.object({
    id: IdSchema,
    seanceId: IdSchema,
    date: DateCivileSchema,
    personne: z.discriminatedUnion('nature', [
      z.object({ nature: z.literal('anonyme'), profil }),
      z.object({ nature: z.literal('suivie'), id: IdSchema, profil }),
    ]),
    actes: z.array(
      z.object({
        objet: z.discriminatedUnion('nature', [
          z.object({ nature: z.literal('demarche'), demarcheId: IdSchema }),
          z.object({ nature: z.literal('theme'), theme: oneOf('theme') }),
        ]),
        mode: oneOf('mode'),
      }),
    ),
    dureeMin: z.union([z.number(), z.literal('non_demande')]),
    annulee: z.nullable(z.object({ le: InstantSchema })),
  }),
);

/**
 * What the engine needs of what an organisation holds: whole objects may be given, the rest of them is not read. A list that
 * is left out is empty.
 */
const EtatSchema = z.strictObject({
  /** IANA zone in which instants are read as civil days. */
  zone: z.string().check(z.refine(isZone, 'zone_inconnue')),
  dossiers: z.array(
    z.object({
      /** Id of the dossier. */
      personne: IdSchema,
      ouvertLe: DateCivileSchema,
      /** A contact that is no intervention (a call, a letter); the later of both counts. */
      dernierContact: z.exactOptional(DateCivileSchema),
    }),
  ),
  /** Merges in force: a contact with one is a contact with the other, and a hold on one holds the other. */
  fusions: z.exactOptional(z.array(z.object({ de: IdSchema, vers: IdSchema }))),
  interventions: z.exactOptional(interventions),
  seances: z.exactOptional(
    z.array(
      z.object({
        id: IdSchema,
        lieuId: IdSchema,
        date: DateCivileSchema,
        passages: z.array(z.object({ id: IdSchema, prevuA: z.exactOptional(InstantSchema) })),
      }),
    ),
  ),
  lieux: z.exactOptional(z.array(z.object({ id: IdSchema, territoireId: IdSchema }))),
  suivis: z.exactOptional(
    z.array(
      z.object({
        id: IdSchema,
        personne: IdSchema,
        demarcheId: IdSchema,
        ouvertLe: DateCivileSchema,
        aboutissement: oneOf('aboutissement'),
      }),
    ),
  ),
  orientations: z.exactOptional(
    z.array(
      z.object({
        id: IdSchema,
        interventionId: IdSchema,
        cible: z.object({ nature: z.enum(['lieu', 'atelier', 'organisme', 'aidant_familial']) }),
        statut: oneOf('statutOrientation'),
        motifRefus: z.exactOptional(oneOf('motifRefusOrientation')),
        proposeeLe: DateCivileSchema,
      }),
    ),
  ),
  adressages: z.exactOptional(
    z.array(
      z.object({
        id: IdSchema,
        recuLe: InstantSchema,
        perimetre: oneOf('perimetre'),
        urgence: z.boolean(),
        retour: z.nullable(z.object({ code: oneOf('retourAdressage'), le: InstantSchema })),
        /** The dossier that it became; without it and without feedback, it is unused. */
        personne: z.exactOptional(IdSchema),
      }),
    ),
  ),
  notes: z.exactOptional(
    z.array(
      z.object({
        id: IdSchema,
        personne: IdSchema,
        ecriteLe: DateCivileSchema,
        /** Last day chosen by the writer. */
        expireLe: z.exactOptional(DateCivileSchema),
      }),
    ),
  ),
  diagnostics: z.exactOptional(
    z.array(
      z.object({
        id: IdSchema,
        personne: IdSchema,
        le: DateCivileSchema,
        profilNumerique: champOf('profilNumerique'),
      }),
    ),
  ),
  /** With the dates of `retention` of mandat, never worked out again here. */
  mandats: z.exactOptional(
    z.array(
      z.object({
        id: IdSchema,
        personne: IdSchema,
        archiveDes: DateCivileSchema,
        purgeDes: z.nullable(DateCivileSchema),
        gele: z.boolean(),
        archive: z.boolean(),
      }),
    ),
  ),
  gels: z.exactOptional(z.array(GelSchema)),
  /** What is left of what was removed. */
  statistiques: z.exactOptional(z.array(LigneStatistiqueSchema)),
  /** Operations already done. */
  ops: z.exactOptional(z.record(IdSchema, z.literal(true))),
});
export type EtatDossiers = z.infer<typeof EtatSchema>;

/**
 * Parses what an organisation holds, as far as retention goes: every issue at once with its path. Run it before a plan: a
 * hold on an id with a typing error, or in a list with one, protects nothing: both are refused.
 *
 * Motifs: those of the shape, `zone_inconnue`, `objet_en_double`, `periode_inversee`, `personne_inconnue`, `seance_inconnue`,
 * `lieu_inconnu`, `intervention_inconnue`, `objet_inconnu` (a hold on what does not exist).
 */
export function parseEtatDossiers(input: unknown): Resultat<EtatDossiers> {
  // A list that was refused for its shape is not searched: what points into it is not called unknown.
  const refused = (etat: Partial<EtatDossiers>, list: keyof EtatDossiers) =>
    etat[list] === undefined && isRecord(input) && Object.hasOwn(input, list);
  return readChecked(EtatSchema, input, (etat) => [
    ...checkDoubles(etat),
    ...checkPeriodes(etat),
    ...checkReferences(etat, (list) => !refused(etat, list)),
  ]);
}

const LISTES = [
  'interventions',
  'seances',
  'lieux',
  'suivis',
  'orientations',
  'adressages',
  'notes',
  'diagnostics',
  'mandats',
] as const;

function checkDoubles(etat: Partial<EtatDossiers>): Motif[] {
  const lists: [string, string, readonly Id[]][] = LISTES.map((l) => [l, 'id', idsOf(etat[l])]);
  lists.push(['dossiers', 'personne', (etat.dossiers ?? []).map(({ personne }) => personne)]);
  return lists.flatMap(([list, field, ids]) => {
    const seen = new Set<Id>();
    return ids.flatMap((id, rank) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [
        { code: 'objet_en_double', phrase: 'Cet objet est déjà dans la liste.', path: [list, rank, field] },
      ];
    });
  });
}

const idsOf = (list: readonly { id: Id }[] | undefined): Id[] => (list ?? []).map(({ id }) => id);

type Add = (code: string, phrase: string, ...path: (string | number)[]) => void;
function collect(fill: (add: Add) => void): Motif[] {
  const motifs: Motif[] = [];
  fill((code, phrase, ...path) => motifs.push({ code, phrase, path }));
  return motifs;
}

function checkPeriodes(etat: Partial<EtatDossiers>): Motif[] {
  return collect((add) => {
    etat.mandats?.forEach(({ archiveDes, purgeDes }, i) => {
      if (purgeDes !== null && purgeDes < archiveDes) {
        add('periode_inversee', 'La purge vient avant l’archive.', 'mandats', i, 'purgeDes');
      }
    });
    etat.gels?.forEach(({ du, auInclus }, i) => {
      if (auInclus !== undefined && auInclus < du) {
        add('periode_inversee', 'La fin vient avant le début.', 'gels', i, 'auInclus');
      }
    });
  });
}

/** @param isRead - whether a list could be read: absent is empty, refused is unknown */
function checkReferences(
  etat: Partial<EtatDossiers>,
  isRead: (list: keyof EtatDossiers) => boolean,
): Motif[] {
  const known = listObjets(etat);
  const lieux = new Set(idsOf(etat.lieux));
  return collect((add) => {
    const check = (nature: keyof typeof LISTE_DE, id: Id, ...path: (string | number)[]) => {
      const [list, code, phrase] = LISTE_DE[nature];
      if (isRead(list) && !known.has(`${nature}:${id}`)) add(code, phrase, ...path);
    };
    etat.interventions?.forEach(({ personne, seanceId }, i) => {
      if (personne.nature === 'suivie') check('dossier', personne.id, 'interventions', i, 'personne', 'id');
      check('seance', seanceId, 'interventions', i, 'seanceId');
    });
    etat.seances?.forEach(({ lieuId }, i) => {
      if (isRead('lieux') && !lieux.has(lieuId)) {
        add('lieu_inconnu', 'Ce lieu n’existe pas.', 'seances', i, 'lieuId');
      }
    });
    etat.orientations?.forEach(({ interventionId }, i) => {
      check('intervention', interventionId, 'orientations', i, 'interventionId');
    });
    for (const list of ['suivis', 'notes', 'diagnostics', 'adressages'] as const) {
      etat[list]?.forEach(({ personne }, i) => {
        if (personne !== undefined) check('dossier', personne, list, i, 'personne');
      });
    }
    etat.fusions?.forEach(({ de, vers }, i) => {
      check('dossier', de, 'fusions', i, 'de');
      check('dossier', vers, 'fusions', i, 'vers');
    });
    etat.gels?.forEach(({ objet }, i) => {
      const [list] = LISTE_DE[objet.nature];
      if (isRead(list) && !known.has(`${objet.nature}:${objet.id}`)) {
        add('objet_inconnu', 'Ce que le gel protège n’existe pas.', 'gels', i, 'objet', 'id');
      }
    });
  });
}

const INCONNU = ['objet_inconnu', 'Cet objet n’existe pas.'] as const;
/** The list that holds each kind of object, and how its absence is said. */
const LISTE_DE = {
  dossier: ['dossiers', 'personne_inconnue', 'Ce dossier n’existe pas.'],
  intervention: ['interventions', 'intervention_inconnue', 'Cette intervention n’existe pas.'],
  seance: ['seances', 'seance_inconnue', 'Cette séance n’existe pas.'],
  passage: ['seances', ...INCONNU],
  suivi: ['suivis', ...INCONNU],
  orientation: ['orientations', ...INCONNU],
  adressage: ['adressages', ...INCONNU],
  note: ['notes', ...INCONNU],
  diagnostic: ['diagnostics', ...INCONNU],
  mandat: ['mandats', ...INCONNU],
} as const satisfies Record<Gel['objet']['nature'], readonly [keyof EtatDossiers, string, string]>;

/** `nature:id` of everything that a hold may name. */
function listObjets(etat: Partial<EtatDossiers>): ReadonlySet<string> {
  const of = (nature: string, ids: readonly Id[]) => ids.map((id) => `${nature}:${id}`);
  return new Set([
    ...of(
      'dossier',
      (etat.dossiers ?? []).map(({ personne }) => personne),
    ),
    ...of('intervention', idsOf(etat.interventions)),
    ...of('suivi', idsOf(etat.suivis)),
    ...of('orientation', idsOf(etat.orientations)),
    ...of('adressage', idsOf(etat.adressages)),
    ...of('note', idsOf(etat.notes)),
    ...of('diagnostic', idsOf(etat.diagnostics)),
    ...of('mandat', idsOf(etat.mandats)),
    ...of('seance', idsOf(etat.seances)),
    ...of(
      'passage',
      (etat.seances ?? []).flatMap(({ passages }) => idsOf(passages)),
    ),
  ]);
}
