import { LISTES_ACCUEIL } from '../features/accueil/listes.ts';
import { FeuilleView, type FeuilleProps, type LigneVue } from '../features/feuille/view.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const vide = (rang: number): LigneVue => ({ nature: 'saisie', op: `op-${rang}`, saisie: {}, erreurs: [] });
const vides = (nombre: number): LigneVue[] => Array.from({ length: nombre }, (_, rang) => vide(rang));

const feuille: FeuilleProps = {
  cadre: { ...n.accueil.cadre, chemin: '/feuille' },
  envoi: { action: '/feuille', op: 'op-feuille' },
  lignes: vides(10),
  demarches: n.demarches,
  listes: {
    m: LISTES_ACCUEIL.modes,
    i: LISTES_ACCUEIL.issues,
    a: LISTES_ACCUEIL.ages,
    p: LISTES_ACCUEIL.motifsPour,
    b: LISTES_ACCUEIL.blocages,
    g: LISTES_ACCUEIL.genres,
    s: LISTES_ACCUEIL.statuts,
  },
};

/** The sheet: empty, saved, and partly refused. */
export const ecransFeuille: readonly Ecran[] = [
  { nom: 'feuille', vue: <FeuilleView {...feuille} /> },
  {
    nom: 'feuille-passee',
    vue: (
      <FeuilleView
        {...feuille}
        cadre={{
          ...feuille.cadre,
          seance: { lieu: 'France services Écluse-sur-Aure', date: '2026-11-20', depuis: '09:04' },
        }}
        seance={{
          id: 'seance-hier',
          passee: 'vendredi 20 novembre 2026, France services Écluse-sur-Aure',
          autres: [
            { href: '/feuille?seance=1', libelle: 'dimanche 22 novembre 2026, Médiathèque des Tilleuls' },
            { href: '/feuille?seance=2', libelle: 'mardi 17 novembre 2026, Médiathèque des Tilleuls' },
          ],
        }}
      />
    ),
  },
  { nom: 'feuille-enregistree', vue: <FeuilleView {...feuille} fait="8 fiches sont enregistrées." /> },
  {
    nom: 'feuille-a-revoir',
    vue: (
      <FeuilleView
        {...feuille}
        preciser
        lignes={[
          { nature: 'faite', phrase: 'Attestation de droits Ameli · Nous faisons ensemble · Terminée' },
          {
            nature: 'saisie',
            op: 'op-a',
            saisie: {
              d: 'Demande de RSA',
              m: 'Je fais à la place, personne présente',
              i: 'Terminée',
              t: '40',
            },
            erreurs: [],
            fiche:
              'Vous agissez à sa place sur une démarche qui engage\u00a0: elle doit l’avoir demandé, et savoir à quoi. Ouvrez la ligne en fiche\u00a0: elle mène au mandat, puis à la relecture.',
          },
          {
            nature: 'saisie',
            op: 'op-b',
            saisie: { d: 'papiers', m: '9', a: '72' },
            erreurs: [
              { champ: 'd', phrase: 'Laquelle\u00a0? Carte d’identité, Passeport. Écrivez son nom.' },
              { champ: 'm', phrase: 'Aide\u00a0: réponse inconnue. Tapez un numéro de la liste.' },
              { champ: 'i', phrase: 'Dites où en est la démarche.' },
            ],
          },
          ...vides(7),
        ]}
      />
    ),
  },
];
