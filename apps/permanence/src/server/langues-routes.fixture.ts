/**
 * What the person helped sees, is told or takes home, route by route: the states of the gallery where each is in a language
 * that reads from right to left. A route that shows her something has its line here; every other is of {@link AGENTS}.
 */
export const PERSONNE: Readonly<Record<string, readonly string[]>> = {
  // She opens these by herself.
  'GET /arreter': ['arreter-ar', 'arreter-inconnu-fa'],
  'POST /arreter': ['arreter-deja-ps', 'erreur-personne-429-ar'],
  'GET /v': ['erreur-personne-404-ar'],
  'POST /v': ['erreur-personne-500-ar'],
  'GET /v/:code': ['verifier-papier-ar', 'verifier-expire-fa'],
  'GET /ou-venir': ['ou-venir-structures-ar'],
  'GET /ou-venir/:slug': ['ou-venir-ar', 'ou-venir-fa'],
  'GET /ou-venir/:slug/commune/:code': ['ou-venir-ar'],
  'GET /ou-venir/:slug/affiche': ['ou-venir-affiche-ar'],
  'GET /ou-venir/:slug/affiche/:lieuId': ['ou-venir-affiche-ar'],
  'GET /affichage': ['affichage-public-ps'],
  'POST /affichage': ['affichage-public-ps'],
  'GET /confidentialite': ['confidentialite-ar'],
  'GET /plan': ['plan-public-fa'],
  // The writer's screen, turned to her.
  'GET /avis': ['avis-ar', 'avis-merci-ar'],
  'POST /avis': ['avis-erreur-ar'],
  'GET /relecture/:id': ['relecture-ar', 'relecture-fa'],
  'POST /relecture/:id': ['relecture-ar'],
  'GET /diagnostic': ['diagnostic-offre-ar'],
  'GET /diagnostic/:id': ['diagnostic-question-ar', 'diagnostic-montrer-ar', 'diagnostic-resultat-ar'],
  'POST /diagnostic/:id': ['diagnostic-ressenti-ar', 'diagnostic-freins-ar'],
  'GET /mandat/:id': ['mandat-5-signer-ar', 'mandat-4-pas-aujourdhui-ps'],
  'POST /mandat/:id/signer': ['mandat-5-signer-ar'],
  'GET /mandat/:id/regulariser': ['mandat-regulariser-ar'],
  'POST /mandat/:id/regulariser': ['mandat-regulariser-ar'],
  // Sheets to take home.
  'POST /mandat/:id/code': ['mandat-bulletin-ar'],
  'GET /mandat/:id/consultations': ['mandat-consultations-ar'],
  'POST /personnes/:id/copie': ['personne-copie-ar'],
  'POST /conservation/demandes/:id': ['personne-copie-ar'],
  'GET /demarches/:id/a-apporter': ['a-apporter-ar', 'a-apporter-fa'],
  'GET /adressages/:id/fiche': ['adressage-fiche-ps'],
  'POST /adressages/fiche': ['adressage-fiche-ps'],
  'POST /adressages/nouveau': ['adressage-fiche-ps'],
  'GET /orientation/:id/feuille': ['orientation-feuille-ar'],
  'GET /orientation/lieu/:lieu': ['orientation-feuille-ar'],
  'GET /orientation/atelier/:id': ['orientation-feuille-ar'],
};

/** What she receives that is no page of ours: the test that reads it in another language. */
export const FICHIERS: Readonly<Record<string, string>> = {
  'GET /mandat/:id/document': 'features/mandat/apres.test.ts',
  'GET /mandat/:id/document.pdf': 'features/mandat/apres.test.ts',
  'GET /orientation/:id/rendez-vous.ics': 'features/orientation/orientation.test.ts',
  'GET /ou-venir/:slug/:fichier': 'features/ou-venir/ou-venir.test.ts',
  // Without network, the words of the interview are a file; the mandate is read in both languages, and signed under French labels.
  'GET /hors-ligne/entretien-:langue.json': 'server/langues-routes.test.ts',
  'GET /hors-ligne/diagnostic': 'server/langues-routes.test.ts',
  'GET /hors-ligne/mandat': '../test/hors-ligne-mandats.spec.ts',
};

/**
 * Screens and files of the people who work here, or of those who read their figures; the two public texts of law, the statement of
 * accessibility and what is published, are in French, which alone binds.
 */
export const AGENTS: readonly RegExp[] = [
  /^\/(?:$|assets|favicon|sante|sw\.js|api|reprise|connexion|deconnexion|confirmation|invitation|charte|sessions|acces)/,
  /^\/(?:file|seance|echeances|accueil|feuille|relances|planning|tableau|rapports|reseau|blocages|journal|aide)/,
  /^\/(?:administration|imports|exports|lieux-publics|conservation|hors-connexion|ateliers|atelier\/)/,
  /^\/(?:accessibilite|donnees-ouvertes)/,
  // An image; its words are the name of the structure.
  /^\/(?:ou-venir\/:slug\/)?logo\/:empreinte$/,
  /^\/demarches(?:\/:id)?$/,
  /^\/adressages(?:\/nouveau|\/:id|\/:id\/(?:creneau|retour|accueillir))?$/,
  /^\/personnes(?:\/ajouter|\/:id)?$/,
  /^\/personnes\/:id\/(?:accueillir|identite|note|clore|doublons|reunir|separer|distinguer|effacement)$/,
  /^\/orientation(?:\/ailleurs|\/suivi|\/:id)?$/,
  /^\/mandat(?:\/nouveau)?$/,
  /^\/mandat\/:id\/(?:qui|quoi|sauf|duree|autre|expliquer|refuser|revoquer|retirer|suspendre|reprendre|renoncer)$/,
  /^\/mandat\/:id\/(?:deces|protection|structure|remise|compte-rendu|code-annule|renouveler|verification)$/,
  /^\/hors-ligne(?:\/(?:manifeste\.json|catalogue\.json|journee|accueil|demarches|demarches\/:id|feuille|attente))?$/,
];
