import type { Demarche } from './demarche.ts';
import { byCode, type JsonLd, toDemarcheIri, toDuree, toNoeud, toOrganismeIri } from './jsonld-noeud.ts';
import { describeCanal, describePiece, LIBELLES_CANAL } from './libelles.ts';
import type { Source } from './source.ts';

type Fait = Pick<NonNullable<Demarche['url']>, 'source' | 'verifieLe'>;
type Canal = NonNullable<Demarche['canaux']>[number];

/** Addresses of the small vocabularies of the document. */
export const toConceptIri = (base: string, liste: string, code: string): string =>
  `${base}vocabulaires/${liste}/${code}`;

/** Page of an official sheet, at the host of DILA's schema 3.4. */
const toFicheIri = (fiche: string): string =>
  `https://www.service-public.gouv.fr/particuliers/vosdroits/${fiche}`;

/** Where a fact comes from and when it was checked; what nobody has checked says so. */
function describeFait(base: string, { source, verifieLe }: Fait): JsonLd {
  return toNoeud({
    'dc:source': source.ref,
    'dct:date': verifieLe ?? undefined,
    'adms:status': verifieLe === null ? toConceptIri(base, 'statuts', 'a-confirmer') : undefined,
  });
}

/** One address for each item of a list, named after its text rather than its place, so that it survives a new order. */
function toCles(textes: readonly string[]): string[] {
  const vues = new Map<string, number>();
  return textes.map((texte) => {
    const mots = texte
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? ['x'];
    const cle = mots.join('-');
    const rang = (vues.get(cle) ?? 0) + 1;
    vues.set(cle, rang);
    return rang === 1 ? cle : `${cle}--${rang}`;
  });
}

interface Partie {
  noeud: JsonLd;
  iri: string;
}

function toPartie(iri: string, proprietes: Parameters<typeof toNoeud>[0]): Partie {
  return { iri, noeud: toNoeud({ '@id': iri, ...proprietes }) };
}

function toCanaux(
  d: Demarche,
  iri: string,
  base: string,
): { canaux: Partie[]; contacts: Partie[]; couts: Partie[] } {
  const connus = d.canaux ?? [];
  const canaux = connus.map((c) => toCanal(c, d.id, iri, base));
  const url = d.url;
  if (url !== null && !connus.some(({ valeur: k }) => k.type === 'web' && k.url === url.valeur)) {
    canaux.unshift(
      toPartie(`${iri}/url`, {
        '@type': 'cv:Channel',
        'dct:identifier': `${d.id}/url`,
        'dct:type': toConceptIri(base, 'canaux', 'web'),
        'foaf:page': url.valeur,
        ...describeFait(base, url),
      }),
    );
  }
  const contacts = connus.flatMap(({ valeur: k, ...fait }): Partie[] =>
    k.numero === undefined
      ? []
      : [
          toPartie(`${iri}/contacts/${k.id}`, {
            '@type': 'cv:ContactPoint',
            'cv:telephone': k.numero,
            'cv:openingHours': k.horaires === undefined ? undefined : `${iri}/canaux/${k.id}/horaires`,
            ...describeFait(base, fait),
          }),
        ],
  );
  const couts = connus.flatMap(({ valeur: k, ...fait }): Partie[] =>
    k.cout === undefined
      ? []
      : [
          toPartie(`${iri}/couts/${k.id}`, {
            '@type': 'cv:Cost',
            'dct:identifier': `${d.id}/couts/${k.id}`,
            'dct:description': { fr: k.cout },
            'cv:ifAccessedThrough': `${iri}/canaux/${k.id}`,
            ...describeFait(base, fait),
          }),
        ],
  );
  return { canaux, contacts, couts };
}

function toCanal({ valeur: k, ...fait }: Canal, id: string, iri: string, base: string): Partie {
  const dit = describeCanal(k);
  return toPartie(`${iri}/canaux/${k.id}`, {
    '@type': 'cv:Channel',
    'dct:identifier': `${id}/canaux/${k.id}`,
    'dct:type': toConceptIri(base, 'canaux', k.type),
    'dct:description': {
      fr: dit === undefined ? LIBELLES_CANAL[k.type] : `${LIBELLES_CANAL[k.type]} · ${dit}`,
    },
    'foaf:page': k.url,
    'cv:openingHours': k.horaires === undefined ? undefined : `${iri}/canaux/${k.id}/horaires`,
    ...describeFait(base, fait),
  });
}

const toHoraires = (d: Demarche, iri: string): Partie[] =>
  (d.canaux ?? []).flatMap(({ valeur: k }) =>
    k.horaires === undefined
      ? []
      : [
          toPartie(`${iri}/canaux/${k.id}/horaires`, {
            '@type': 'time:TemporalEntity',
            'dct:description': { fr: k.horaires },
          }),
        ],
  );

function toPieces(d: Demarche, iri: string, base: string): Partie[] {
  const pieces = d.pieces ?? [];
  const cles = toCles(pieces.map((p) => p.piece));
  return pieces.map((piece, i) =>
    toPartie(`${iri}/pieces/${cles[i] ?? ''}`, {
      '@type': 'cv:Evidence',
      'dct:identifier': `${d.id}/pieces/${cles[i] ?? ''}`,
      'dct:title': { fr: piece.piece },
      'dct:description': { fr: describePiece(piece) },
      ...(d.sources?.pieces !== undefined && describeFait(base, d.sources.pieces)),
    }),
  );
}

/** The texts that checked facts of an entry rest on; one that is still to confirm is no legal basis. */
function listTextes(d: Demarche): { titre: string; source: Source }[] {
  const textes = new Map<string, { titre: string; source: Source }>();
  for (const { base: titre, source, verifieLe } of d.actesReserves) {
    if (source.type === 'texte' && verifieLe !== null) textes.set(source.ref, { titre, source });
  }
  for (const fait of [d.recurrence, d.delai, d.ageSeul, ...(d.canaux ?? [])]) {
    if (fait?.source.type === 'texte' && fait.verifieLe !== null && !textes.has(fait.source.ref)) {
      textes.set(fait.source.ref, { titre: fait.source.ref, source: fait.source });
    }
  }
  return [...textes.values()];
}

const toTextes = (d: Demarche, base: string): Partie[] =>
  listTextes(d).map(({ titre, source }) =>
    toPartie(`${base}textes/${encodeURIComponent(source.ref)}`, {
      '@type': 'eli:LegalResource',
      'dct:title': { fr: titre },
      'foaf:page': source.url,
    }),
  );

function toRoles(d: Demarche, iri: string, base: string): Partie[] {
  const roles = { decideur: 'décide', payeur: 'paie' } as const;
  return (['decideur', 'payeur'] as const).flatMap((role) => {
    const qui = d.operateur[role];
    if (qui === undefined) return [];
    return [
      toPartie(`${iri}/roles/${role}`, {
        '@type': 'cv:Participation',
        'dct:identifier': `${d.id}/roles/${role}`,
        'dct:description': { fr: `${qui.nom} ${roles[role]}.` },
        'cv:role': toConceptIri(base, 'roles', role),
        'cv:hasParticipant': toOrganismeIri(base, qui.id),
      }),
    ];
  });
}

function toResultats(d: Demarche, iri: string): Partie[] {
  if (d.droitOuvert === null) return [];
  return [
    toPartie(`${iri}/resultat`, {
      '@type': 'cv:Output',
      'dct:identifier': `${d.id}/resultat`,
      'dct:title': { fr: d.droitOuvert.droit },
      'dct:description': { fr: d.droitOuvert.phrase },
    }),
  ];
}

const listIris = (parties: readonly Partie[]): string[] => parties.map((p) => p.iri);

/** By language, French first: it is the text that holds. */
function byLangue(d: Demarche, champ: 'nom' | 'langageSimple'): JsonLd {
  const langues = Object.keys(d.traductions).filter((langue) => langue !== 'fr');
  const autres = langues
    .sort(byCode)
    .map((langue) => [langue, d.traductions[langue]?.[champ] ?? ''] as const);
  return { fr: d[champ], ...Object.fromEntries(autres) };
}

/** A démarche and what only it has: channels, documents to bring, costs, roles, legal texts. */
export function toServiceNoeuds(d: Demarche, base: string, jeu: string): JsonLd[] {
  const iri = toDemarcheIri(base, d.id);
  const { canaux, contacts, couts } = toCanaux(d, iri, base);
  const pieces = toPieces(d, iri, base);
  const textes = toTextes(d, base);
  const roles = toRoles(d, iri, base);
  const resultats = toResultats(d, iri);
  const mots = [...new Set([...d.synonymes, ...d.aliases])];
  const service = toNoeud({
    '@id': iri,
    '@type': 'cpsv:PublicService',
    'dct:identifier': d.id,
    'dct:title': byLangue(d, 'nom'),
    'dct:description': byLangue(d, 'langageSimple'),
    'dct:isPartOf': jeu,
    'dcat:keyword': mots.length === 0 ? undefined : { fr: mots },
    'cv:thematicArea': toConceptIri(base, 'perimetres', d.perimetre),
    'cv:hasCompetentAuthority': toOrganismeIri(base, d.operateur.id),
    'cv:hasParticipation': listIris(roles),
    'cv:hasChannel': listIris(canaux),
    'cv:contactPoint': listIris(contacts),
    'cv:hasCost': listIris(couts),
    'cpsv:hasInput': listIris(pieces),
    'cpsv:produces': listIris(resultats),
    'cv:processingTime': d.delai?.verifieLe == null ? undefined : toDuree(d.delai.valeur.reponseJours),
    'cv:hasLegalResource': listIris(textes),
    'dct:references': [...d.refs.fiches, ...d.refs.services].map(toFicheIri),
  });
  const parties = [
    ...roles,
    ...canaux,
    ...contacts,
    ...toHoraires(d, iri),
    ...couts,
    ...pieces,
    ...resultats,
    ...textes,
  ];
  return [service, ...parties.map((p) => p.noeud)];
}
