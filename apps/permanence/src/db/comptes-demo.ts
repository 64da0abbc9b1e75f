/** Accounts of the demo. They exist only in demo databases, and open only on localhost outside production. */
export interface CompteDemo {
  identifiant: string;
  nom: string;
  roles: readonly string[];
  organisation: 'loire' | 'marne';
  /** What this account shows, for the sign-in page. */
  voit: string;
}

export const COMPTES_DEMO: readonly CompteDemo[] = [
  {
    identifiant: 'pia@demo',
    nom: 'Pia Monteil',
    roles: ['ecrivain'],
    organisation: 'loire',
    voit: 'Reçoit aujourd’hui : ouvre sa permanence, accueille, fait signer un mandat.',
  },
  {
    identifiant: 'denise@demo',
    nom: 'Denise Ravel',
    roles: ['benevole'],
    organisation: 'loire',
    voit: 'Bénévole : les démarches simples, et elles seules.',
  },
  {
    identifiant: 'ines@demo',
    nom: 'Inès Fontvielle',
    roles: ['accueil'],
    organisation: 'loire',
    voit: 'Accueil : qui est attendu aujourd’hui, et qui n’a pas pu être reçu.',
  },
  {
    identifiant: 'marc@demo',
    nom: 'Marc Vialle',
    roles: ['ecrivain'],
    organisation: 'loire',
    voit: 'Écrivain ailleurs : remplace Pia, et voit les relances de toute l’équipe.',
  },
  {
    identifiant: 'salima@demo',
    nom: 'Salima Ferrand',
    roles: ['prescripteur'],
    organisation: 'loire',
    voit: 'Travailleuse sociale : adresse une personne, et lit la réponse en trois codes.',
  },
  {
    identifiant: 'marie@demo',
    nom: 'Marie Chazelle',
    roles: ['coordinateur'],
    organisation: 'loire',
    voit: 'Coordonne : le tableau de bord, et les rapports à préparer et à figer.',
  },
  {
    identifiant: 'dpo@demo',
    nom: 'Nour Bellanger',
    roles: ['dpo'],
    organisation: 'loire',
    voit: 'Protège les données : droits, durées, journal. Aucun nom.',
  },
  {
    identifiant: 'herve@demo',
    nom: 'Hervé Lassagne',
    roles: ['financeur'],
    organisation: 'loire',
    voit: 'Finance la Loire : lit les rapports figés, et eux seuls.',
  },
  {
    identifiant: 'admin@demo',
    nom: 'Odile Ferrand',
    roles: ['administrateur'],
    organisation: 'loire',
    voit: 'Administre : comptes, rôles, sessions, lieux, charte. N’ouvre aucun dossier.',
  },
  {
    identifiant: 'claire@demo',
    nom: 'Claire Aubriot',
    roles: ['financeur'],
    organisation: 'marne',
    voit: 'Finance un autre réseau : ne voit rien de la Loire.',
  },
  {
    identifiant: 'lucien@demo',
    nom: 'Lucien Hattier',
    roles: ['administrateur'],
    organisation: 'marne',
    voit: 'Administre la Marne : donne ou retire son accord aux chiffres communs.',
  },
];
