import type { LienNav } from '../../ui/menu.tsx';

/** One thing that a writer does, in five lines at most. */
export interface Sujet {
  titre: string;
  /** Entry of the menu; what an account does not see is not explained to it. */
  lien?: LienNav;
  etapes: readonly string[];
}

export const SUJETS: readonly Sujet[] = [
  {
    titre: 'Ouvrir et fermer une permanence',
    lien: 'journee',
    etapes: [
      '«\u00a0Ma journée\u00a0» montre vos permanences du jour. Ouvrez la vôtre\u00a0: le lieu et la date suivent chaque fiche.',
      'À la fin, fermez-la. Ce qui reste dû apparaît dans les relances.',
    ],
  },
  {
    titre: 'Noter une aide',
    lien: 'accueil',
    etapes: [
      'Tapez ce que vient faire la personne, choisissez la démarche, la façon d’aider et où on en est.',
      'Les chiffres 1 à 9 choisissent une démarche fréquente. Entrée enregistre et ouvre la fiche suivante.',
      'Le nom est facultatif. Une aide sans nom compte autant.',
    ],
  },
  {
    titre: 'Prendre un mandat',
    lien: 'accueil',
    etapes: [
      'L’outil le demande quand vous agissez à la place de quelqu’un et que la démarche est sensible.',
      'Lisez le texte avec la personne, dans sa langue si elle préfère. Elle le redit avec ses mots.',
      'Elle signe sur papier, à l’écran, ou donne son accord devant témoins. Remettez-lui sa copie.',
      'Elle l’arrête quand elle veut\u00a0: à l’accueil, ou seule sur la page «\u00a0Arrêter un mandat\u00a0».',
    ],
  },
  {
    titre: 'Trouver une démarche',
    lien: 'demarches',
    etapes: [
      'Tapez ce qui arrive à la personne, avec ses mots. Ctrl + K ouvre la recherche depuis les autres écrans.',
      'La page dit les papiers, les étapes, ce qui bloque et quoi faire sans internet.',
      '«\u00a0À apporter\u00a0» imprime la feuille à donner, en neuf langues.',
    ],
  },
  {
    titre: 'Poser les trois questions',
    lien: 'diagnostic',
    etapes: [
      'Après une fiche. La personne peut passer une question, ou arrêter.',
      'Le résultat dit ce qu’elle fait déjà et ce qui peut l’aider. Ce n’est ni une note ni une décision.',
    ],
  },
  {
    titre: 'Orienter vers un lieu ou un atelier',
    lien: 'orientation',
    etapes: [
      'Dites ce que la personne cherche\u00a0: trois lieux au plus, avec leurs raisons, puis ceux qui conviennent presque.',
      'Imprimez la feuille\u00a0: adresse, jours, plan et rendez-vous.',
    ],
  },
  {
    titre: 'Suivre ce qui est dû',
    lien: 'relances',
    etapes: [
      'La liste est celle du lieu\u00a0: qui remplace voit la même. Un geste dit que c’est fait, un autre reporte.',
    ],
  },
  {
    titre: 'Saisir les feuilles de papier',
    lien: 'feuille',
    etapes: ['Dix lignes au clavier. Les flèches changent de case, et une valeur se recopie vers le bas.'],
  },
  {
    titre: 'Rendre compte',
    lien: 'tableau',
    etapes: [
      'Le tableau de bord suit les fiches au jour le jour, pour l’équipe seule.',
      'Ce qui sort de la structure est un rapport figé\u00a0: les petites cases y sont «\u00a0non diffusé\u00a0».',
    ],
  },
  {
    titre: 'Travailler sans réseau',
    lien: 'horsConnexion',
    etapes: [
      'Continuez à saisir\u00a0: les fiches attendent, fermées à clé, sur cet ordinateur, vingt-quatre heures au plus.',
      'Au retour du réseau elles partent seules. L’écran «\u00a0Hors connexion\u00a0» montre ce qui attend.',
    ],
  },
  {
    titre: 'Une autre langue, des lettres plus grandes',
    lien: 'affichage',
    etapes: [
      'Réglez-le une fois\u00a0: vos choix vous suivent. La langue est celle des pages que la personne lit.',
    ],
  },
];

/** Keys that save time; each also exists as a button. */
export const TOUCHES: readonly { ou: string; touches: string; effet: string }[] = [
  { ou: 'Partout', touches: 'Ctrl + K', effet: 'Chercher une démarche (hors formulaire)' },
  { ou: 'Partout', touches: 'Tab, puis Entrée', effet: 'Aller au contenu, au premier lien de la page' },
  { ou: 'Accueil rapide', touches: '1 à 9', effet: 'Choisir une démarche fréquente' },
  { ou: 'Accueil rapide', touches: 'F2', effet: 'Retrouver une personne déjà venue' },
  { ou: 'Accueil rapide', touches: 'F8', effet: 'Noter une nouvelle personne à suivre' },
  {
    ou: 'Ma journée, relances, personne, adressages, mandat',
    touches: 'F9',
    effet: 'Aller à ce qui attend, une ligne après l’autre\u00a0; Entrée le fait',
  },
  { ou: 'Fiche d’une personne', touches: 'F8', effet: 'Ouvrir ses droits' },
  { ou: 'Adressages', touches: 'F8', effet: 'Aller aux réponses à donner' },
  { ou: 'Accueil rapide', touches: 'Entrée', effet: 'Enregistrer, personne suivante' },
  { ou: 'Listes de choix', touches: 'Flèches', effet: 'Passer d’une réponse à l’autre' },
];

export const LIMITES: readonly string[] = [
  'Il ne garde jamais un mot de passe, un code, un numéro de carte.',
  'Il n’agit sur aucun site à votre place\u00a0: c’est vous qui remplissez, avec la personne.',
  'Il ne décide pas d’un droit. Il ne dit pas si quelqu’un «\u00a0sait\u00a0» ou «\u00a0ne sait pas\u00a0».',
  'Il ne remplace ni un interprète, ni un juriste, ni un travailleur social.',
  'Ses traductions ne sont pas encore relues. Seul le français fait foi.',
];
