/** Words that the detectors know, without accents, in small letters. Data: adding a word needs no other change. */

const mots = (texte: string): ReadonlySet<string> => new Set(texte.split(/\s+/).filter((mot) => mot !== ''));

/** Passwords that people choose most, in France; a plain word, so only their place gives them away. */
export const MOTS_DE_PASSE_COURANTS = mots(`
  azerty azertyuiop qwerty motdepasse password admin soleil doudou loulou chouchou marseille bonjour coucou 
  chocolat princesse iloveyou monkey dragon jetaime loulou33 chaton lapin
  football olympique letmein welcome sunshine caramel 
`);

/** Between « code » and the code itself. */
export const QUALIFICATIFS = mots(`
  secret confidentiel personnel perso provisoire temporaire recu donne choisi actuel nouveau ancien pin puk sms cvv
  unique usage otp bancaire banque carte bleue cb visa wifi wi-fi box acces d'acces verification de du des la le les l son sa
  mon ma ses d'activation activation d'authentification authentification validation connexion parental porte immeuble
  portail entree d'entree boite coffre telephone tel portable sim caf ameli impots franceconnect france connect travail
  pole emploi cpam carsat msa ants poste banque edf sncf compte client usager internet mail messagerie n n° no numero
  utilise voici tape ici cle digital mandat revocation
`);

/** « Code » followed by one of these is public: a law, a place, a nomenclature, an error. */
export const CODES_PUBLICS = mots(`
  postal postaux insee commune communal ape naf rome civil penal route travail barre barres qr erreur erreurs action
  construction urbanisme education sante consommation securite general commerce monetaire electoral rural nationalite
  sejour etrangers officiel geographique departement region pays finess uai rne nomenclature formation diplome rncp
  bareme tarif couleur vestimentaire procedure famille environnement sport douanes defense guichet cpv swift bic
  article art promo promotionnel avantage reduction deontologie conduite habitation mutualite
`);

/** What is said of a password without giving it. */
export const PAROLES = mots(`
  oublie oubliee oublies perdu perdue perdus a au aux en et ou mais donc car ok oui non fait aucun aucune rien idem voir
  inconnu inconnue bloque expire invalide faux incorrect refuse errone change reinitialise renouvele modifie cree recree
  note ecrit garde donne demande envoye recu retrouve enregistre provisoire temporaire trop faible fort court long
  comment pourquoi quand avec sans par pour dans sur sous chez jusqu avant apres le la les l un une des du de d son sa
  ses ce cette que qui quoi s se ne pas plus toujours jamais encore deja nouveau nouvelle ancien ancienne meme
  difficile compris carnet papier madame monsieur mme m elle il lui personne usager fils fille frere soeur mari
  creer recreer changer choisir retrouver reinitialiser demander renvoyer noter refaire definir saisir taper memoriser
  creation changement reinitialisation oubli perte recuperation caf ameli impots impot franceconnect proconnect
  francetravail gmail yahoo orange sfr free bouygues facebook whatsapp windows android apple google banque messagerie
  mail email ordinateur telephone compte box wifi session espace site internet edf engie sncf cpam carsat msa ants
`);

/** After one of these, what follows is about something else. */
export const RUPTURES = mots(`
  tel telephone rdv rendez-vous dossier demande cerfa formulaire facture reference ref recepisse recu guichet bureau
  salle page rue avenue boulevard place allee impasse chemin ligne bus tram train montant lot etage appartement appt
  au aux vers avant apres depuis jusqu jusqu'au rappeler appeler article loi decret en
`);

/** After one of these units, digits count something. */
export const UNITES = mots(`
  minutes minute min mn heures heure h jours jour j semaines semaine mois ans an annees annee fois chiffres chiffre
  caracteres caractere lettres lettre euros euro eur % tentatives essais fichiers pages personnes enfants km
`);

export const MOIS = mots(`
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre en depuis
`);

/** A note with one of these says more of the person than her démarche needs (RGPD, articles 9 and 10). */
export const MOTS_SENSIBLES = {
  sante: mots(`
    malade malades maladie maladies cancer cancers diabete diabetique depression depressif depressive schizophrene
    schizophrenie bipolaire alzheimer parkinson epilepsie epileptique sida vih seropositif seropositive hepatite
    tuberculose asthme avc infarctus chimiotherapie dialyse psychiatre psychiatrie psychiatrique psychologue
    hospitalise hospitalisee hospitalisation operation traitement medicament medicaments ordonnance diagnostic
    addiction alcoolique alcoolisme toxicomane toxicomanie drogue cure grossesse enceinte ivg avortement fausse-couche
    autisme autiste handicap handicape handicapee invalidite invalide ald mdph aah surdite aveugle demence suicidaire
    suicide anorexie burn-out burnout
  `),
  religion: mots(`
    musulman musulmane musulmans islam islamique catholique catholiques chretien chretienne protestant protestante
    evangelique juif juive juifs judaisme bouddhiste hindou hindoue sikh temoin-de-jehovah jehovah athee priere prieres
    mosquee eglise synagogue ramadan careme halal casher kippa hijab foulard-islamique voile converti convertie imam
    pretre rabbin religion religieux religieuse croyant croyante
  `),
  infraction: mots(`
    prison detenu detenue detention incarcere incarceree incarceration garde-a-vue condamne condamnee condamnation
    casier-judiciaire casier delinquant delinquance infraction infractions delit delits crime crimes vol vols voleur
    voleuse cambriolage trafic stupefiants escroc escroquerie fraude fraudeur fraudeuse agression violences viol proces
    bracelet-electronique probation spip recidive recidiviste mise-en-examen
  `),
} as const;
