/** Documents for the tests: the names of the vault, and the lines of a tree in reading order. */
import type { Bloc, DocumentMandat, Inline } from './ast.ts';
import { toDocument, toTexte, type Identites, type OptionsDocument } from '../document.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { DEPOT_RSA, ITEM, signer, type Parcours } from '../f0.fixture.ts';
import { ACTES } from '../modele/nomenclatures.ts';

export const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
export const IDENTITES: Identites = {
  sel: 'un sel de seize octets',
  mandant: { nom: 'Jeanne Exemple', naissance: '1961' },
  constituant: { nom: 'Anne Modèle' },
  ecrivains: [
    { ref: 'e-1', nom: 'Lina Essai' },
    { ref: 'e-2', nom: 'Marc Essai' },
  ],
  temoins: [
    { ref: 't-1', nom: 'Paul Témoin' },
    { ref: 't-2', nom: 'Rose Témoin' },
  ],
  interprete: { nom: 'Samir Traduit' },
  structure: {
    adresse: '1 rue du Modèle, 42000 Ville',
    telephone: '+33477000000',
    courriel: 'accueil@structure.example',
  },
  lieu: 'Ville',
};

/** Every act on one démarche once, and a theme with exceptions and an act that stays the person's. */
export function signerTout(): Parcours {
  return signer({
    items: [
      { ...ITEM, actes: [...ACTES], uneFois: true },
      {
        ...ITEM,
        id: 'i-2',
        portee: {
          kind: 'perimetre',
          perimetre: 'social',
          catalogueVersion: '1',
          demarches: [
            DEPOT_RSA,
            {
              ...DEPOT_RSA,
              id: 'aah',
              libelle: 'Demander l’AAH',
              article9: true,
              signaturePersonnelle: true,
            },
          ],
        },
        sauf: [{ demarcheId: 'aah', acte: 'deposer' }, { acte: 'consulter' }],
      },
    ],
  });
}

/** A document, or a loud failure. */
export function write(etat: EtatMandat | null, plus: Partial<OptionsDocument> = {}): DocumentMandat {
  if (etat === null) throw new Error('no state');
  const doc = toDocument(etat, { langue: 'fr', niveau: 'complet', identites: IDENTITES, ...plus });
  if (!doc.ok) throw new Error(doc.motifs.map((m) => m.code).join());
  return doc.value;
}

/** Every line of the tree, in reading order. */
export function listLignes(blocs: readonly Bloc[], langue = 'fr'): string[] {
  const ligne = (contenu: readonly Inline[], l = langue) => contenu.map((i) => toTexte(i, l)).join('');
  return blocs.flatMap((bloc) => {
    switch (bloc.kind) {
      case 'titre':
      case 'paragraphe':
        return [ligne(bloc.contenu)];
      case 'liste':
        return bloc.items.map((i) => ligne(i));
      case 'definitions':
        return bloc.entrees.flatMap((e) => [ligne(e.terme), ...e.valeurs.map((v) => ligne(v))]);
      case 'encadre':
        return listLignes(bloc.blocs, langue);
      case 'bilingue':
        return [...listLignes(bloc.fr), ...listLignes(bloc.traduction.blocs, bloc.traduction.langue)];
      case 'signature': {
        const { libelle, mention, traduction: t } = bloc;
        const traduites = t === undefined ? [] : [ligne(t.libelle, t.langue)];
        const mentions = mention === undefined ? [] : [ligne(mention)];
        const traduite = t?.mention === undefined ? [] : [ligne(t.mention, t.langue)];
        return [ligne(libelle), ...traduites, ...mentions, ...traduite];
      }
    }
  });
}

/** The whole text, no-break spaces made plain. */
export function texteDe(doc: DocumentMandat): string {
  return listLignes(doc.blocs)
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ');
}
