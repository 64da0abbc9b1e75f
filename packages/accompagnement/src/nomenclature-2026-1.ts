/**
 * The closed vocabularies, edition 2026.1: data, never code. An id is immutable; a change of the list is a new edition.
 * Sources of the cross-walks: La Coop (inclusion-numerique/coop-mediation-numerique @46aa33b), V1
 * (anct-cnum/api-conseiller-numerique, `src/services/stats/cras/ages.js`: names of the five age fields), AC (betagouv/Aidants_Connect @42814c5), INSEE (six age bands).
 */
export const VERSION_NOMENCLATURE = '2026.1';

/** Answers of every `Champ`: the person did not say, and nobody asked. They have different denominators. */
export const CHAMP = [
  { code: 'non_communique', libelle: 'Non communiqué', coop: 'non_communique' },
  { code: 'non_demande', libelle: 'Non demandé', coop: 'non_communique' },
] as const;

export const LISTES = {
  mode: [
    { code: 'informer', libelle: 'J’informe' },
    { code: 'faire_faire', libelle: 'La personne fait', coop: ['partiellement_autonome', 'autonome'] },
    { code: 'faire_avec', libelle: 'Nous faisons ensemble', coop: 'partiellement_autonome' },
    {
      code: 'faire_a_la_place_present',
      libelle: 'Je fais à la place, personne présente',
      coop: 'entierement_accompagne',
    },
    {
      code: 'faire_a_la_place_absent',
      libelle: 'Je fais à la place, personne absente',
      coop: 'entierement_accompagne',
    },
  ],
  appui: [
    { code: 'guide', libelle: 'La personne apprend et fait', coop: 'partiellement_autonome' },
    { code: 'verifie', libelle: 'La personne fait, je vérifie avant l’envoi', coop: 'autonome' },
  ],
  motifPour: [
    { code: 'urgence', libelle: 'Urgence' },
    { code: 'incapacite', libelle: 'Ne peut pas apprendre ou faire' },
    { code: 'acces', libelle: 'Pas d’équipement ou de connexion' },
    { code: 'choix', libelle: 'Choix de la personne' },
    { code: 'langue', libelle: 'Langue ou lecture' },
  ],
  motifVenue: [
    { code: 'sans_equipement', libelle: 'Pas d’équipement' },
    { code: 'sans_connexion', libelle: 'Pas de connexion' },
    { code: 'competence', libelle: 'Ne sait pas faire' },
    { code: 'peur_de_se_tromper', libelle: 'Peur de se tromper' },
    { code: 'langue', libelle: 'Langue ou lecture' },
    { code: 'situation_complexe', libelle: 'Situation complexe' },
    { code: 'urgence', libelle: 'Urgence' },
    { code: 'guichet_ferme', libelle: 'Guichet fermé ou trop loin' },
  ],
  acteMandat: [
    { code: 'consulter', libelle: 'Consulter' },
    { code: 'saisir', libelle: 'Saisir' },
    { code: 'deposer', libelle: 'Déposer' },
    { code: 'signer', libelle: 'Signer' },
    { code: 'payer', libelle: 'Payer' },
    { code: 'creer_compte', libelle: 'Créer un compte' },
    { code: 'creer_messagerie', libelle: 'Créer une messagerie' },
    { code: 'changer_coordonnees_bancaires', libelle: 'Changer les coordonnées bancaires' },
  ],
  issue: [
    { code: 'finalisee', libelle: 'Terminée' },
    { code: 'a_poursuivre', libelle: 'À poursuivre' },
    { code: 'en_attente_reponse', libelle: 'En attente de réponse' },
    { code: 'bloquee', libelle: 'Démarche bloquée' },
    { code: 'abandonnee', libelle: 'Abandonnée' },
    { code: 'orientee', libelle: 'Orientée' },
  ],
  motifAbandon: [
    { code: 'personne', libelle: 'La personne renonce' },
    { code: 'non_eligible', libelle: 'Pas de droit ouvert' },
    { code: 'sans_nouvelles', libelle: 'Sans nouvelles' },
  ],
  aboutissement: [
    { code: 'obtenu', libelle: 'Obtenu' },
    { code: 'refuse', libelle: 'Refusé' },
    { code: 'abandonne', libelle: 'Abandonné' },
    { code: 'en_attente', libelle: 'En attente' },
    { code: 'inconnu', libelle: 'Inconnu' },
  ],
  blocage: [
    { code: 'compte-bloque', libelle: 'Compte bloqué' },
    { code: 'code-non-recu', libelle: 'Code non reçu' },
    { code: 'identite-non-reconnue', libelle: 'Identité non reconnue' },
    { code: 'cas-non-prevu', libelle: 'Cas non prévu' },
    { code: 'piece-refusee', libelle: 'Pièce refusée' },
    { code: 'panne', libelle: 'Panne du site' },
    { code: 'sans-contact-humain', libelle: 'Pas de contact humain' },
    { code: 'renvoi-en-boucle', libelle: 'Renvoi en boucle' },
    { code: 'delai-depasse', libelle: 'Délai dépassé' },
    { code: 'langue', libelle: 'Langue' },
    { code: 'inaccessible', libelle: 'Site inaccessible' },
    { code: 'autre', libelle: 'Autre' },
  ],
  planB: [
    { code: 'papier', libelle: 'Papier' },
    { code: 'telephone', libelle: 'Téléphone' },
    { code: 'guichet', libelle: 'Guichet' },
    { code: 'aucun', libelle: 'Aucun' },
  ],
  motifRefus: [
    { code: 'plus_de_place', libelle: 'Plus de place' },
    { code: 'pas_de_creneau', libelle: 'Pas de créneau' },
    { code: 'hors_champ', libelle: 'Hors de mon champ' },
    { code: 'acte_reserve', libelle: 'Acte réservé à un professionnel' },
    { code: 'ecrivain_absent', libelle: 'Écrivain absent' },
    { code: 'autre', libelle: 'Autre' },
  ],
  canal: [
    { code: 'lieu', libelle: 'Sur le lieu', coop: 'lieu_activite' },
    { code: 'autre_lieu', libelle: 'Dans un autre lieu', coop: 'autre' },
    { code: 'domicile', libelle: 'À domicile', coop: 'domicile' },
    { code: 'telephone', libelle: 'Par téléphone', coop: 'a_distance' },
    { code: 'visio', libelle: 'En visio', coop: 'a_distance' },
  ],
  genre: [
    { code: 'feminin', libelle: 'Féminin', coop: 'feminin' },
    { code: 'masculin', libelle: 'Masculin', coop: 'masculin' },
  ],
  statut: [
    { code: 'scolarise', libelle: 'Scolarisé', coop: 'scolarise' },
    { code: 'sans_emploi', libelle: 'Sans emploi', coop: 'sans_emploi' },
    { code: 'en_emploi', libelle: 'En emploi', coop: 'en_emploi' },
    { code: 'retraite', libelle: 'Retraité', coop: 'retraite' },
  ],
  langueLecture: [
    { code: 'aucun_besoin', libelle: 'Aucun besoin' },
    { code: 'aide_lecture', libelle: 'Aide à la lecture' },
    { code: 'autre_langue', libelle: 'Autre langue' },
  ],
  equipement: [
    { code: 'aucun', libelle: 'Aucun' },
    { code: 'telephone_seul', libelle: 'Téléphone seul' },
    { code: 'ordinateur_ou_tablette', libelle: 'Ordinateur ou tablette' },
  ],
  connexion: [
    { code: 'aucune', libelle: 'Aucune' },
    { code: 'mobile', libelle: 'Mobile' },
    { code: 'fixe', libelle: 'Fixe' },
  ],
  profilNumerique: [
    { code: 'eloigne', libelle: 'Éloigné' },
    { code: 'debutant', libelle: 'Débutant' },
    { code: 'presque_autonome', libelle: 'Presque autonome' },
    { code: 'autonome', libelle: 'Autonome' },
  ],
  ouiNon: [
    { code: 'oui', libelle: 'Oui' },
    { code: 'non', libelle: 'Non' },
  ],
  renoncement: [
    { code: 'oui', libelle: 'Oui' },
    { code: 'non', libelle: 'Non' },
    { code: 'ne_sait_pas', libelle: 'Ne sait pas' },
  ],
  tiers: [
    { code: 'aucun', libelle: 'Personne' },
    { code: 'proche_adulte', libelle: 'Un proche adulte' },
    { code: 'interprete_professionnel', libelle: 'Un interprète' },
    { code: 'interprete_telephone', libelle: 'Un interprète par téléphone' },
    { code: 'enfant', libelle: 'Un enfant' },
  ],
  adressage: [
    { code: 'travailleur_social', libelle: 'Travailleur social' },
    { code: 'accueil', libelle: 'Accueil' },
    { code: 'operateur', libelle: 'Opérateur' },
    { code: 'de_soi_meme', libelle: 'De soi-même' },
    { code: 'bouche_a_oreille', libelle: 'Bouche à oreille' },
    { code: 'autre', libelle: 'Autre' },
  ],
  natureStructure: [
    { code: 'departement', libelle: 'Département' },
    { code: 'commune', libelle: 'Commune' },
    { code: 'ccas', libelle: 'CCAS' },
    { code: 'cias', libelle: 'CIAS' },
    { code: 'epci', libelle: 'Intercommunalité' },
    { code: 'association', libelle: 'Association' },
    { code: 'operateur', libelle: 'Opérateur' },
    { code: 'etat', libelle: 'État' },
  ],
  natureLieu: [
    { code: 'departement', libelle: 'Maison du Département' },
    { code: 'mairie', libelle: 'Mairie' },
    { code: 'ccas', libelle: 'CCAS' },
    { code: 'centre_social', libelle: 'Centre social' },
    { code: 'maison_quartier', libelle: 'Maison de quartier' },
    { code: 'mediatheque', libelle: 'Médiathèque' },
    { code: 'france_services', libelle: 'France services' },
    { code: 'maison_justice_droit', libelle: 'Maison de justice et du droit' },
    { code: 'tiers_lieu', libelle: 'Tiers-lieu' },
    { code: 'domicile', libelle: 'Domicile' },
    { code: 'autre', libelle: 'Autre' },
  ],
  accueil: [
    { code: 'sans_rdv', libelle: 'Sans rendez-vous' },
    { code: 'sur_rdv', libelle: 'Sur rendez-vous' },
    { code: 'mixte', libelle: 'Avec ou sans rendez-vous' },
  ],
  moyenRelecture: [
    { code: 'voix_haute', libelle: 'Lu à voix haute' },
    { code: 'ecran_montre', libelle: 'Écran montré' },
    { code: 'papier_relu', libelle: 'Papier relu' },
  ],
  accordRelecture: [
    { code: 'oui', libelle: 'Oui' },
    { code: 'corrige_puis_oui', libelle: 'Corrigé, puis oui' },
    { code: 'non', libelle: 'Non' },
  ],
  recepisse: [
    { code: 'oui', libelle: 'Reçu' },
    { code: 'non', libelle: 'Pas de récépissé' },
    { code: 'attendu', libelle: 'Attendu' },
  ],
  natureRelance: [
    { code: 'piece_attendue', libelle: 'Pièce attendue' },
    { code: 'reponse_attendue', libelle: 'Réponse attendue' },
    { code: 'declaration_a_faire', libelle: 'Déclaration à faire' },
    { code: 'rdv', libelle: 'Rendez-vous' },
    { code: 'rappel_personne', libelle: 'Rappeler la personne' },
  ],
  etatRelance: [
    { code: 'a_faire', libelle: 'À faire' },
    { code: 'faite', libelle: 'Faite' },
    { code: 'ignoree', libelle: 'Ignorée' },
  ],
  statutOrientation: [
    { code: 'proposee', libelle: 'Proposée' },
    { code: 'acceptee', libelle: 'Acceptée' },
    { code: 'refusee', libelle: 'Refusée' },
    { code: 'rdv_pris', libelle: 'Rendez-vous pris' },
    { code: 'venue', libelle: 'La personne est venue' },
    { code: 'non_venue', libelle: 'La personne n’est pas venue' },
    { code: 'expiree', libelle: 'Expirée' },
  ],
  motifRefusOrientation: [
    { code: 'distance', libelle: 'Trop loin' },
    { code: 'horaire', libelle: 'Horaires' },
    { code: 'garde_enfant', libelle: 'Garde d’enfant' },
    { code: 'pas_envie', libelle: 'Pas envie' },
    { code: 'langue', libelle: 'Langue' },
    { code: 'autre', libelle: 'Autre' },
  ],
  canalOrientation: [
    { code: 'remis_papier', libelle: 'Papier remis' },
    { code: 'rdv_pris', libelle: 'Rendez-vous pris' },
    { code: 'appel', libelle: 'Appel' },
    { code: 'courriel', libelle: 'Courriel' },
  ],
  retourAdressage: [
    { code: 'fait', libelle: 'Fait' },
    { code: 'en_cours', libelle: 'En cours' },
    { code: 'besoin_de_vous', libelle: 'Besoin de vous' },
  ],
  niveauAtelier: [
    { code: 'debutant', libelle: 'Débutant' },
    { code: 'intermediaire', libelle: 'Intermédiaire' },
    { code: 'avance', libelle: 'Avancé' },
  ],
  motifAnnulation: [
    { code: 'doublon', libelle: 'Doublon' },
    { code: 'erreur_saisie', libelle: 'Erreur de saisie' },
    { code: 'demande_personne', libelle: 'Demande de la personne' },
  ],
  perimetre: [
    {
      code: 'papiers',
      libelle: 'Papiers, citoyenneté',
      coop: 'papiers_elections_citoyennete',
    },
    { code: 'famille', libelle: 'Famille, scolarité', coop: 'famille_scolarite' },
    { code: 'social', libelle: 'Social, santé', coop: 'social_sante' },
    { code: 'travail', libelle: 'Travail, retraite', coop: 'travail_formation' },
    { code: 'logement', libelle: 'Logement', coop: 'logement' },
    { code: 'transports', libelle: 'Transports', coop: 'transports_mobilite' },
    { code: 'argent', libelle: 'Argent, impôts', coop: 'argent_impots' },
    { code: 'justice', libelle: 'Justice', coop: 'justice' },
    { code: 'etranger', libelle: 'Étrangers', coop: 'etrangers_europe' },
    { code: 'loisirs', libelle: 'Loisirs, culture', coop: 'loisirs_sports_culture' },
    { code: 'sans_perimetre', libelle: 'Sans périmètre (reprises)', coop: 'associations', ac: [] },
  ],
  theme: [
    { code: 'diagnostic_numerique', libelle: 'Diagnostic numérique' },
    {
      code: 'prendre_en_main_du_materiel',
      libelle: 'Prendre en main du matériel',
    },
    { code: 'maintenance_de_materiel', libelle: 'Entretenir son matériel' },
    {
      code: 'gere_ses_contenus_numeriques',
      libelle: 'Gérer ses contenus numériques',
    },
    { code: 'navigation_sur_internet', libelle: 'Naviguer sur Internet' },
    { code: 'email', libelle: 'Courriel' },
    { code: 'bureautique', libelle: 'Bureautique' },
    { code: 'reseaux_sociaux', libelle: 'Réseaux sociaux' },
    { code: 'sante', libelle: 'Santé' },
    {
      code: 'banque_et_achats_en_ligne',
      libelle: 'Banque et achats en ligne',
    },
    { code: 'entrepreneuriat', libelle: 'Entrepreneuriat' },
    {
      code: 'insertion_professionnelle',
      libelle: 'Insertion professionnelle',
    },
    { code: 'securite_numerique', libelle: 'Sécurité numérique' },
    { code: 'parentalite', libelle: 'Parentalité' },
    { code: 'scolarite_et_numerique', libelle: 'Scolarité et numérique' },
    { code: 'creer_avec_le_numerique', libelle: 'Créer avec le numérique' },
    { code: 'culture_numerique', libelle: 'Culture numérique' },
    {
      code: 'intelligence_artificielle',
      libelle: 'Intelligence artificielle',
    },
  ],
  trancheAge: [
    { code: 'moins_12', libelle: 'Moins de 12 ans', coop: 'moins_de_douze', v1: 'moins12ans' },
    { code: '12_14', libelle: '12 à 14 ans', coop: 'douze_dix_huit' },
    { code: '15_17', libelle: '15 à 17 ans', coop: 'douze_dix_huit', insee: '15_29' },
    { code: 'moins_18', libelle: 'Moins de 18 ans' },
    { code: '18_24', libelle: '18 à 24 ans', coop: 'dix_huit_vingt_quatre', insee: '15_29' },
    { code: '25_29', libelle: '25 à 29 ans', coop: 'vingt_cinq_trente_neuf', insee: '15_29' },
    { code: '30_39', libelle: '30 à 39 ans', coop: 'vingt_cinq_trente_neuf', insee: '30_44' },
    { code: '25_39', libelle: '25 à 39 ans', coop: 'vingt_cinq_trente_neuf' },
    { code: '40_44', libelle: '40 à 44 ans', coop: 'quarante_cinquante_neuf', insee: '30_44' },
    { code: '45_59', libelle: '45 à 59 ans', coop: 'quarante_cinquante_neuf', insee: '45_59' },
    { code: '40_59', libelle: '40 à 59 ans', coop: 'quarante_cinquante_neuf' },
    { code: '60_69', libelle: '60 à 69 ans', coop: 'soixante_soixante_neuf', insee: '60_69' },
    { code: '70_74', libelle: '70 à 74 ans', coop: 'soixante_dix_plus', insee: '70_74' },
    { code: '75_plus', libelle: '75 ans et plus', coop: 'soixante_dix_plus', insee: '75_plus' },
    { code: 'v1_12_18', libelle: '12 à 18 ans (reprise V1)', v1: 'de12a18ans' },
    { code: 'v1_18_35', libelle: '18 à 35 ans (reprise V1)', v1: 'de18a35ans' },
    { code: 'v1_35_60', libelle: '35 à 60 ans (reprise V1)', v1: 'de35a60ans' },
    { code: 'v1_60_plus', libelle: '60 ans et plus (reprise V1)', v1: 'plus60ans' },
  ],
} as const;

/** Age chips of the entry screens, in order: one gesture instead of a year of birth. */
export const PUCES_AGE = ['moins_18', '18_24', '25_39', '40_59', '60_69', '70_74', '75_plus'] as const;

export type ListeId = keyof typeof LISTES;

/** Lists that another system spells as we do, code for code, unless a line says otherwise. */
export const LISTES_IDENTIQUES: Readonly<Record<string, readonly ListeId[]>> = {
  coop: ['theme'],
  ac: ['perimetre'],
};

/** The codes of one list. */
export type Code<L extends ListeId> = (typeof LISTES)[L][number]['code'];
