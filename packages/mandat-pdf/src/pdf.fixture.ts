import {
  decide,
  evolve,
  type Commande,
  type Contexte,
  type EtatMandat,
  type Recueil,
} from '@porte-plume/mandat';
import { createCode } from '@porte-plume/mandat/codes';
import {
  toDocument,
  type DocumentMandat,
  type Identites,
  type OptionsDocument,
} from '@porte-plume/mandat/document';

/** A mandate signed through the public functions, synthetic from end to end. */

const SIGNE = '2026-11-22T09:00:00.000Z';
const H = 'a'.repeat(64);
const CONTEXTE: Contexte = {
  maintenant: SIGNE,
  zone: 'Europe/Paris',
  alea: (octets) => new Uint8Array(octets),
  appareil: 'a-1',
  seq: 0,
  habilitations: [
    { ecrivainRef: 'e-1', structureId: 's-1', kind: 'ecrivain', du: '2026-01-01', charteVersion: '1' },
  ],
};

export const demarche = (id: string, libelle: string) => ({
  id,
  catalogueVersion: '1',
  perimetre: 'logement' as const,
  classe: 'simple' as const,
  libelle,
  signaturePersonnelle: false,
  actesReserves: [],
  article9: false,
});

let tirage = 0;
const alea = (octets: number) =>
  Uint8Array.from({ length: octets }, () => (tirage = (tirage * 31 + 7) % 251));
export const CODES = { mandat: createCode('M', alea), revocation: createCode('R', alea) };

const enveloppe = {
  v: 1 as const,
  mandatId: 'm-1',
  faitLe: SIGNE,
  acteur: { kind: 'ecrivain' as const, ref: 'e-1' },
};

const LU = {
  langue: 'fr',
  lecture: 'voix_haute',
  interprete: 'aucun',
  reformulation: 'comprise',
  noticeBilingue: false,
} as const;
const TEMOINS = [
  { ref: 't-1', kind: 'tiers' as const },
  { ref: 't-2', kind: 'tiers' as const },
];

/** Carries out the commands, from the first; throws when one is refused. */
function carry(commandes: readonly Commande[]): EtatMandat {
  let etat: EtatMandat | null = null;
  for (const commande of commandes) {
    const resultat = decide(etat, commande, CONTEXTE);
    if (!resultat.ok) throw new Error(`${commande.type}: ${resultat.motifs.map((m) => m.code).join()}`);
    for (const evenement of resultat.value.evenements) etat = evolve(etat, evenement);
  }
  if (etat === null) throw new Error('no mandate');
  return etat;
}

export const STRUCTURE = { id: 's-1', libelle: 'Maison des services', zone: 'Europe/Paris' };
const ACTES = ['consulter', 'saisir', 'deposer'] as const;

/** A mandate signed on the screen, the simplest there is. */
export function signMandat(
  faits = demarche('d-1', 'Demander une aide au logement'),
  structure = STRUCTURE,
): EtatMandat {
  return carry([
    {
      ...enveloppe,
      id: 'c1',
      type: 'PreparerMandat',
      donnees: {
        structure,
        mandant: { ref: 'p-1', capacite: 'aucune_mesure', naissance: 'majeur' },
        constituant: { kind: 'mandant' },
        items: [
          {
            id: 'i-1',
            portee: { kind: 'demarche', demarche: faits },
            actes: [...ACTES],
            sauf: [],
            uneFois: true,
          },
        ],
        duree: { mois: 6 },
        ecrivains: ['e-1'],
      },
    },
    ...listSignature({ ...LU, mode: 'presence', forme: 'signature_ecran', temoins: [] }),
  ]);
}

function listSignature(recueil: Recueil): Commande[] {
  const { langue, lecture, interprete, reformulation, noticeBilingue } = recueil;
  return [
    {
      ...enveloppe,
      id: 'c2',
      type: 'PresenterNotice',
      donnees: { notice: { modele: 'n', version: '1', langue: 'fr', documentHash: H } },
    },
    {
      ...enveloppe,
      id: 'c3',
      type: 'EnregistrerLecture',
      donnees: { langue, lecture, interprete, reformulation, noticeBilingue },
    },
    { ...enveloppe, id: 'c4', type: 'Consentir', donnees: { recueil, documentHash: H } },
    { ...enveloppe, id: 'c5', type: 'AccepterMandat', donnees: { ecrivainRef: 'e-1', charteVersion: '1' } },
  ];
}

/** All that a mandate can say: a curator, two witnesses, an interpreter, a theme with its exceptions, acts, an end. */
function liveMandat(): EtatMandat {
  const theme = ['d-2', 'd-3'].map((id, rang) =>
    demarche(id, ['Renouveler une carte', 'Changer d’adresse'][rang] ?? ''),
  );
  return carry([
    {
      ...enveloppe,
      id: 'c1',
      type: 'PreparerMandat',
      donnees: {
        structure: STRUCTURE,
        mandant: { ref: 'p-1', capacite: 'curatelle_simple', naissance: 'majeur' },
        constituant: { kind: 'curateur_assiste', ref: 'p-2' },
        items: [
          {
            id: 'i-1',
            portee: { kind: 'demarche', demarche: demarche('d-1', 'Demander une aide au logement') },
            actes: [...ACTES, 'signer'],
            sauf: [],
            uneFois: true,
          },
          {
            id: 'i-2',
            portee: { kind: 'perimetre', perimetre: 'logement', catalogueVersion: '1', demarches: theme },
            actes: [...ACTES],
            sauf: [{ demarcheId: 'd-3', acte: 'deposer' }],
            uneFois: false,
          },
        ],
        duree: { mois: 6 },
        ecrivains: ['e-1'],
      },
    },
    ...listSignature({
      ...LU,
      langue: 'ar',
      interprete: 'professionnel',
      noticeBilingue: true,
      mode: 'presence',
      forme: 'ne_sait_signer',
      temoins: TEMOINS,
    }),
    ...(['consulter', 'saisir'] as const).map((acte, rang): Commande => ({
      ...enveloppe,
      id: `c${rang + 6}`,
      type: 'EffectuerActe',
      donnees: {
        itemId: 'i-1',
        demarcheId: 'd-1',
        acte,
        mode: 'faire_a_la_place_present',
        canal: 'presence',
        resultat: rang === 0 ? 'reussi' : 'reporte',
        interventionRef: 'v-1',
        presenceMandant: true,
        ...(rang === 0 ? { recepisse4: '4F2K' } : {}),
      },
    })),
    {
      ...enveloppe,
      id: 'c8',
      type: 'RetirerPerimetre',
      donnees: { itemId: 'i-2', demandePar: 'mandant', canal: 'telephone' },
    },
  ]);
}

export const IDENTITES: Identites = {
  sel: 'un sel de seize octets',
  mandant: { nom: 'Jeanne Exemple', naissance: '1961' },
  constituant: { nom: 'Paul Curateur' },
  ecrivains: [{ ref: 'e-1', nom: 'Lina Essai' }],
  temoins: [
    { ref: 't-1', nom: 'Aline Témoin' },
    { ref: 't-2', nom: 'Bruno Témoin' },
  ],
  interprete: { nom: 'Nadia Traduit' },
  structure: {
    adresse: '1 rue du Modèle, 42000 Ville',
    telephone: '+33477000000',
    courriel: 'ecrivainsnumeriques@maisondesservices.example',
  },
  lieu: 'Ville',
};

export function write(etat: EtatMandat, plus: Partial<OptionsDocument> = {}): DocumentMandat {
  const doc = toDocument(etat, { langue: 'fr', niveau: 'complet', identites: IDENTITES, ...plus });
  if (!doc.ok) throw new Error(doc.motifs.map((m) => m.code).join());
  return doc.value;
}

export function writeMandat(plus: Partial<OptionsDocument> = {}, libelle?: string): DocumentMandat {
  return write(signMandat(libelle === undefined ? undefined : demarche('d-1', libelle)), plus);
}

export const GENRES = ['mandat', 'revocation', 'compte_rendu', 'fiche_de_sortie'] as const;

/** Every kind of document, of the mandate that says most, with its codes. */
export function writeVie(plus: Partial<OptionsDocument> = {}): DocumentMandat {
  return write(liveMandat(), { codes: CODES, ...plus });
}

/** One grey point, a whole PNG file. */
export const POINT = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Why a promise was rejected; throws when it was not. */
export async function refusal(promesse: Promise<unknown>): Promise<Error> {
  const cause = await promesse.then(
    () => null,
    (raison: unknown) => raison,
  );
  if (!(cause instanceof Error)) throw new Error('not refused');
  return cause;
}
