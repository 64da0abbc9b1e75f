import { decide, evolve, type Commande, type Contexte, type EtatMandat } from '@porte-plume/mandat';
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

const demarche = (id: string, libelle: string) => ({
  id,
  catalogueVersion: '1',
  perimetre: 'logement' as const,
  classe: 'simple' as const,
  libelle,
  signaturePersonnelle: false,
  actesReserves: [],
  article9: false,
});

const enveloppe = {
  v: 1 as const,
  mandatId: 'm-1',
  faitLe: SIGNE,
  acteur: { kind: 'ecrivain' as const, ref: 'e-1' },
};

function signMandat(libelle = 'Demander une aide au logement'): EtatMandat {
  const lu = {
    langue: 'fr',
    lecture: 'voix_haute',
    interprete: 'aucun',
    reformulation: 'comprise',
    noticeBilingue: false,
  } as const;
  const commandes: Commande[] = [
    {
      ...enveloppe,
      id: 'c1',
      type: 'PreparerMandat',
      donnees: {
        structure: { id: 's-1', libelle: 'Maison des services', zone: 'Europe/Paris' },
        mandant: { ref: 'p-1', capacite: 'aucune_mesure', naissance: 'majeur' },
        constituant: { kind: 'mandant' },
        items: [
          {
            id: 'i-1',
            portee: { kind: 'demarche', demarche: demarche('d-1', libelle) },
            actes: ['consulter', 'saisir', 'deposer'],
            sauf: [],
            uneFois: true,
          },
        ],
        duree: { mois: 6 },
        ecrivains: ['e-1'],
      },
    },
    {
      ...enveloppe,
      id: 'c2',
      type: 'PresenterNotice',
      donnees: { notice: { modele: 'n', version: '1', langue: 'fr', documentHash: H } },
    },
    { ...enveloppe, id: 'c3', type: 'EnregistrerLecture', donnees: lu },
    {
      ...enveloppe,
      id: 'c4',
      type: 'Consentir',
      donnees: {
        recueil: { ...lu, mode: 'presence', forme: 'signature_ecran', temoins: [] },
        documentHash: H,
      },
    },
    { ...enveloppe, id: 'c5', type: 'AccepterMandat', donnees: { ecrivainRef: 'e-1', charteVersion: '1' } },
  ];
  let etat: EtatMandat | null = null;
  for (const commande of commandes) {
    const resultat = decide(etat, commande, CONTEXTE);
    if (!resultat.ok) throw new Error(resultat.motifs.map((m) => m.code).join());
    for (const evenement of resultat.value.evenements) etat = evolve(etat, evenement);
  }
  if (etat === null) throw new Error('no mandate');
  return etat;
}

export const IDENTITES: Identites = {
  sel: 'un sel de seize octets',
  mandant: { nom: 'Jeanne Exemple', naissance: '1961' },
  ecrivains: [{ ref: 'e-1', nom: 'Lina Essai' }],
  structure: {
    adresse: '1 rue du Modèle, 42000 Ville',
    telephone: '+33477000000',
    courriel: 'accueil@structure.example',
  },
  lieu: 'Ville',
};

export function writeMandat(plus: Partial<OptionsDocument> = {}, libelle?: string): DocumentMandat {
  const doc = toDocument(signMandat(libelle), {
    langue: 'fr',
    niveau: 'complet',
    identites: IDENTITES,
    ...plus,
  });
  if (!doc.ok) throw new Error(doc.motifs.map((m) => m.code).join());
  return doc.value;
}

/** One grey point, a whole PNG file. */
export const POINT = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
);
