/** Synthetic secrets and innocent notes, drawn by a seeded generator: same seed, same notes. */

/** mulberry32: small, seeded, good enough to vary notes. */
export function createHasard(graine: number) {
  let etat = graine >>> 0;
  const tirer = () => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let t = Math.imul(etat ^ (etat >>> 15), etat | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const entier = (min: number, max: number) => min + Math.floor(tirer() * (max - min + 1));
  const parmi = <T>(liste: readonly T[]): T => liste[entier(0, liste.length - 1)] as T;
  const chiffres = (n: number) => Array.from({ length: n }, () => entier(0, 9)).join('');
  const deux = (min: number, max: number) => String(entier(min, max)).padStart(2, '0');
  return { entier, parmi, chiffres, deux };
}
export type Hasard = ReturnType<typeof createHasard>;

/** Puts a separator between groups of given sizes. */
function grouper(texte: string, tailles: readonly number[], sep: string): string {
  const groupes: string[] = [];
  let debut = 0;
  for (const taille of tailles) {
    if (debut < texte.length) groupes.push(texte.slice(debut, debut + taille));
    debut += taille;
  }
  if (debut < texte.length) groupes.push(texte.slice(debut));
  return groupes.join(sep);
}

const SEPARATEURS = [
  '',
  ' ',
  ' ',
  '.',
  '-',
  '\u00a0',
  '\u202f',
  '\u2009',
  ' - ',
  '/',
  '_',
  '–',
  '\u2011',
  '·',
];

/** Writes digits in another hand: full width, Arabic-Indic, Devanagari, with invisible characters, or O for 0. */
export function deguiser(h: Hasard, texte: string): string {
  const zero = h.parmi([0xff10, 0x660, 0x6f0, 0x966]);
  const invisible = h.parmi(['\u200b', '\u00ad', '\u2060', '\ufeff', '\u200e', '\ufe0f\u20e3']);
  switch (h.entier(0, 2)) {
    case 0:
      return texte.replace(/\d/g, (c) => String.fromCodePoint(zero + Number(c)));
    case 1:
      return texte.replace(/\d/g, (c) => c + (h.entier(0, 2) === 0 ? invisible : ''));
    default:
      return texte.replace(/(?<=\d ?)0(?= ?\d)/g, h.parmi(['O', 'o', 'О']));
  }
}

export function drawNir(h: Hasard): string {
  const corse = h.entier(0, 19) === 0;
  const dept = corse ? h.parmi(['2A', '2B']) : h.deux(1, 95);
  const corps = `${h.parmi([1, 2])}${h.deux(0, 99)}${h.deux(1, 12)}${dept}${h.chiffres(6)}`;
  const nombre = Number(corps.replace('2A', '19').replace('2B', '18'));
  const cle = h.entier(0, 2) === 0 ? '' : String(97 - (nombre % 97)).padStart(2, '0');
  return grouper(corps + cle, h.parmi([[1, 2, 2, 2, 3, 3, 2], [13, 2], [15]]), h.parmi(SEPARATEURS));
}

const PAYS: readonly (readonly [string, (h: Hasard) => string])[] = [
  ['FR', (h) => h.chiffres(23)],
  ['FR', (h) => h.chiffres(10) + h.chiffres(6) + h.parmi(['ABCDE', '1A2B3', 'X0Y1Z']) + h.chiffres(2)],
  ['DE', (h) => h.chiffres(18)],
  ['BE', (h) => h.chiffres(12)],
  ['ES', (h) => h.chiffres(20)],
  ['PT', (h) => h.chiffres(21)],
  ['IT', (h) => `X${h.chiffres(22)}`],
  ['GB', (h) => `NWBK${h.chiffres(14)}`],
  ['LU', (h) => h.chiffres(16)],
  ['TN', (h) => h.chiffres(20)],
];

export function drawIban(h: Hasard): string {
  const [pays, bban] = h.parmi(PAYS);
  const compte = bban(h);
  const rang = (c: string) => String(parseInt(c, 36));
  const nombre = BigInt(`${compte}${pays}00`.replace(/[A-Z0-9]/g, rang));
  const iban = `${pays}${String(98n - (nombre % 97n)).padStart(2, '0')}${compte}`;
  const ecrit = grouper(iban, h.parmi([[4, 4, 4, 4, 4, 4, 4, 4], [34]]), h.parmi(SEPARATEURS));
  return h.entier(0, 4) === 0 ? ecrit.toLowerCase() : ecrit;
}

export function drawCarte(h: Hasard): string {
  const longueur = h.parmi([16, 16, 16, 16, 15, 14, 13, 18, 19]);
  const corps = h.parmi(['4', '5', '34', '37', '36', '6', '2', '97', '1']) + h.chiffres(longueur);
  const base = corps.slice(0, longueur - 1);
  const somme = Array.from(base)
    .reverse()
    .map((c, i) => (i % 2 === 0 ? Number(c) * 2 : Number(c)))
    .reduce((s, n) => s + (n > 9 ? n - 9 : n), 0);
  const numero = base + String((10 - (somme % 10)) % 10);
  const tailles = longueur === 15 ? [4, 6, 5] : longueur === 14 ? [4, 6, 4] : [4, 4, 4, 4, 4];
  return grouper(
    numero,
    h.entier(0, 5) === 0 ? Array.from({ length: 10 }, () => 2) : tailles,
    h.parmi(SEPARATEURS),
  );
}

export function drawFiscal(h: Hasard): string {
  return grouper(
    `${h.entier(0, 3)}${h.chiffres(12)}`,
    h.parmi([[2, 2, 3, 3, 3], [13], [4, 4, 5]]),
    h.parmi(SEPARATEURS),
  );
}

export function drawAllocataire(h: Hasard): string {
  const numero = grouper(
    h.chiffres(7),
    h.parmi([[7], [7], [3, 4], [1, 3, 3], [4, 3]]),
    h.parmi(['', ' ', '\u00a0', '.', '-']),
  );
  const lettre = h.parmi(['', '', ' A', 'B', ' x', 'K']);
  return h.parmi([
    `CAF ${numero}${lettre}`,
    `n° CAF : ${numero}${lettre}`,
    `allocataire ${numero}${lettre}`,
    `Numéro d’allocataire ${numero}${lettre}`,
    `matricule ${numero}${lettre}`,
    `matricule CAF de la Loire ${numero}${lettre}`,
    `Caf n°${numero}${lettre}`,
    `${numero}${lettre} (CAF)`,
    `${numero}${lettre} allocataire Caf`,
    `son numéro allocataire est le ${numero}${lettre}`,
  ]);
}

const MINUSCULES = 'abcdefghijklmnopqrstuvwxyz';
const SIGNES = '!@#$%&*?+=';

function melange(h: Hasard, longueur: number, alphabets: readonly string[]): string {
  const lettres = [...alphabets, ...Array.from({ length: longueur }, () => alphabets.join(''))]
    .slice(0, longueur)
    .map((a) => a.charAt(h.entier(0, a.length - 1)));
  return lettres
    .map((c) => [h.entier(0, 999), c] as const)
    .sort(([a], [b]) => a - b)
    .map(([, c]) => c)
    .join('');
}

export function drawMotDePasse(h: Hasard): string {
  const prenom = h.parmi([
    'Soleil',
    'Marine',
    'Kevin',
    'Doudou',
    'Titi',
    'Étienne',
    'Fatima',
    'Minou',
    'Lorient',
  ]);
  const fort = h.parmi([
    () => prenom + h.chiffres(h.entier(2, 4)) + h.parmi(['', '!', '$', '*', '?']),
    () => melange(h, h.entier(8, 14), [MINUSCULES, MINUSCULES.toUpperCase(), '0123456789']),
    () => melange(h, h.entier(8, 14), [MINUSCULES, MINUSCULES.toUpperCase(), '0123456789', SIGNES]),
    () => `${prenom}@${h.chiffres(2)}`,
  ])();
  const faible = h.parmi([
    () => prenom.toLowerCase() + h.chiffres(h.entier(1, 4)),
    () => h.chiffres(h.entier(4, 8)),
    () => h.parmi(['azerty', 'motdepasse', 'doudou', 'azerty123', 'soleil', 'bonjour1']),
    () => melange(h, h.entier(5, 9), [MINUSCULES, '0123456789']),
  ])();
  const code = h.parmi([
    () => h.chiffres(h.entier(4, 8)),
    () => melange(h, h.entier(4, 8), ['ABCDEFGHJK', '23456789']),
  ])();
  return h.parmi([
    () => (fort.length < 8 ? `${fort}Aa1!` : fort),
    () => `mdp ${fort}`,
    () => `mdp : ${faible}`,
    () => `MDP=${faible}`,
    () => `mot de passe ${fort}`,
    () => `Mot de passe : ${faible}`,
    () => `son mot de passe est ${faible}`,
    () => `mot de passe Ameli : ${faible}`,
    () => `password ${fort}`,
    () => `mot de passe provisoire ${fort}`,
    () => `code ${code}`,
    () => `code : ${code}`,
    () => `code SMS ${code}`,
    () => `code secret ${code}`,
    () => `le code de la carte est ${code}`,
    () => `code de vérification : ${code}`,
    () => `code d’accès ${code}`,
    () => `code reçu ${code}`,
  ])();
}

const AUTOUR = [
  ['', ''],
  ['', ''],
  ['Dossier déposé, ', ''],
  ['Madame a donné : ', ', à rappeler demain'],
  ['À noter ', '. Rendez-vous le 12/03/2027 à 14h30'],
  ['Pour la demande de logement : ', ' merci'],
  ['(', ')'],
  ['Appeler le 04 77 12 34 56. ', ' '],
  ['', ' ; rappeler au 06 12 34 56 78'],
] as const;

export function entourer(h: Hasard, secret: string): string {
  const [avant, apres] = h.parmi(AUTOUR);
  return `${avant}${secret}${apres}`;
}

/** Notes of a day at the desk: patterns filled with what stands in them, hard ones included. */
export function drawNote(h: Hasard): string {
  const sep = h.parmi([' ', '.', '', '-', '\u00a0', ' ']);
  const tel = h.parmi([
    () => [`0${h.entier(1, 9)}`, h.chiffres(2), h.chiffres(2), h.chiffres(2), h.chiffres(2)].join(sep),
    () => `+33 ${h.entier(1, 9)} ${h.chiffres(2)} ${h.chiffres(2)} ${h.chiffres(2)} ${h.chiffres(2)}`,
    () => `0033${h.entier(1, 9)}${h.chiffres(8)}`,
    () => `+33 (0)${h.entier(1, 9)} ${h.chiffres(2)} ${h.chiffres(2)} ${h.chiffres(2)} ${h.chiffres(2)}`,
    () => `+213 ${h.chiffres(3)} ${h.chiffres(2)} ${h.chiffres(2)} ${h.chiffres(2)}`,
    () => h.parmi(['3646', '3230', '39 49', '3939', '115', '0 809 540 550', '0 800 10 30 40']),
  ])();
  const jour = `${h.deux(1, 28)}${h.parmi(['/', '.', '-'])}`;
  const date = h.parmi([
    () => jour + h.deux(1, 12) + jour.slice(-1) + h.parmi(['2026', '2027', '26', '27']),
    () =>
      `${h.entier(1, 28)} ${h.parmi(['janvier', 'mars', 'août', 'décembre'])} ${h.parmi(['2026', '2027'])}`,
    () => `2026-${h.deux(1, 12)}-${h.deux(1, 28)}`,
    () => `${h.deux(1, 28)}/${h.deux(1, 12)}`,
    () => `${h.parmi(['lundi', 'mardi', 'jeudi'])} ${h.entier(1, 28)}`,
  ])();
  const heure = h.parmi([
    () => `${h.entier(8, 18)}h${h.parmi(['', '00', '15', '30', '45'])}`,
    () => `${h.deux(8, 18)}:${h.parmi(['00', '15', '30'])}`,
    () => `${h.entier(8, 18)} h ${h.parmi(['00', '30'])}`,
  ])();
  const horaires = h.parmi([
    '9h-12h / 13h30-17h',
    '8h30-12h00 et 14h-16h30',
    '9h30-12h/14h-17h',
    'lun-ven 9h-12h',
    '10h à 12h30',
  ]);
  const montant = h.parmi([
    () => `${h.entier(5, 999)} €`,
    () => `${h.entier(1, 9)} ${h.chiffres(3)},${h.chiffres(2)} €`,
    () => `${h.entier(10, 999)},${h.chiffres(2)}€`,
    () => `${h.entier(1, 9)}.${h.chiffres(3)} euros`,
    () => `${h.entier(300, 2000)}€/mois`,
  ])();
  const ville = h.parmi([
    '42000 Saint-Étienne',
    '42400 Saint-Chamond',
    '69100 Villeurbanne',
    '97410 Saint-Pierre',
    '2A004 Ajaccio',
  ]);
  const adresse = `${h.entier(1, 250)}${h.parmi([' ', ' bis ', ' ter '])}${h.parmi(['rue de la République', 'avenue Jean-Jaurès', 'bd du 8-Mai-1945', 'place du 11 Novembre', 'chemin de l’Étang'])}`;
  const cerfa = `${h.entier(10, 17)}${h.chiffres(3)}*${h.deux(1, 12)}`;
  const recu = melange(h, 4, ['ABCDEFGHJKLMNPQRSTUVWXYZ', '0123456789']);
  const article = h.parmi([
    'L262-2',
    'L. 821-1',
    'R.311-3-1',
    'art. 1984 du code civil',
    'articles 1984, 1985, 1993 et 1998',
    'L.423-23 du Ceseda',
  ]);
  const organisme = h.parmi([
    'CAF',
    'CPAM',
    'France Travail',
    'la préfecture',
    'l’ANTS',
    'la MDPH',
    'les impôts',
    'Carsat',
    'La Poste',
    'EDF',
  ]);
  const demarche = h.parmi([
    'la demande d’APL',
    'le dossier RSA',
    'la carte grise',
    'la déclaration 2042-C-PRO',
    'la demande de logement social',
    'le titre de séjour',
    'l’attestation Ameli',
    'la prime d’activité',
  ]);
  const pieces = h.parmi([
    '3 bulletins de salaire',
    'avis d’imposition 2025',
    'justificatif de domicile < 3 mois',
    'RIB et pièce d’identité',
    'livret de famille',
    '2 photos e-photo',
  ]);
  const n = h.entier(2, 9);
  return h.parmi([
    () => `Rappeler au ${tel} le ${date} à ${heure}`,
    () => `RDV ${date} ${heure}-${h.entier(9, 18)}h${h.parmi(['', '30'])} ${organisme}`,
    () => `Tél. ${tel} ou ${h.parmi(['04 77 12 34 56', '06.12.34.56.78'])}, ${ville}`,
    () => `${adresse}, ${ville}`,
    () => `${adresse} ${ville} tél ${tel}`,
    () => `Code postal ${h.chiffres(5)}, code INSEE 42${h.chiffres(3)}`,
    () => `Montant ${montant} versé le ${date}`,
    () => `Loyer ${montant}, charges ${h.entier(20, 90)} €, APL ${montant}`,
    () => `Reçu dépôt ${recu}, ${demarche} envoyée le ${date}`,
    () => `Récépissé ${recu} du ${date} ${heure}`,
    () => `Accusé ${recu} ${recu.toLowerCase()}`,
    () => `Cerfa ${cerfa} rempli, manque ${pieces}`,
    () => `Formulaire n°${cerfa} et annexe ${h.entier(1, 4)}`,
    () => `Horaires ${organisme} : ${horaires}`,
    () => `${organisme} ouvert ${horaires}, tél ${tel}`,
    () => `Le code a été envoyé par courrier, attendre ${n} jours`,
    () => `Code reçu par SMS puis saisi par Madame elle-même`,
    () => `Code à ${n} chiffres envoyé au ${tel}`,
    () => `Le code est valable ${h.entier(10, 60)} minutes`,
    () => `Mot de passe oublié : réinitialisé avec Monsieur le ${date}`,
    () =>
      `Mdp ${h.parmi(['oublié', 'perdu', 'changé', 'réinitialisé', 'ameli à refaire', 'FranceConnect bloqué'])}, RDV le ${date}`,
    () =>
      `Mot de passe ${h.parmi(['Ameli', 'impots.gouv.fr', 'FranceConnect', 'de la messagerie'])} noté sur son carnet`,
    () => `Demande de code confidentiel ${organisme} faite le ${date}`,
    () => `Voir ${article}, délai de ${n} mois`,
    () => `Selon ${article} et ${article}, recours avant le ${date}`,
    () => `${demarche} : déposée à ${heure}, réponse sous ${n} semaines`,
    () => `Appelé le ${tel} : ${n} min d’attente, rappeler après ${heure}`,
    () => `A apporté ${pieces} ; manque ${pieces}`,
    () => `${n} enfants, nés en ${h.entier(2005, 2024)}, ${h.entier(2005, 2024)} et ${h.entier(2005, 2024)}`,
    () => `Droits ${organisme} ouverts du ${date} au ${date}`,
    () => `Années ${h.entier(2018, 2022)}-${h.entier(2023, 2026)}, ${h.entier(1, 4)}e trimestre`,
    () => `${organisme} : ${montant} de trop-perçu, échéancier ${n} x ${h.entier(20, 90)} €`,
    () => `Bus ${h.entier(1, 60)} arrêt Bellevue, bâtiment B${n}, 2e étage, appt ${h.chiffres(2)}`,
    () => `CAF rendez-vous le ${date} ${heure}, venir avec ${pieces}`,
    () => `CAF : ${montant} par mois depuis le ${date}`,
    () => `CAF 42, ${adresse}, tél ${tel}`,
    () => `Allocataire CAF depuis ${h.entier(2005, 2024)}, ${n} enfants`,
    () => `Mail contact@ccas-${h.parmi(['lyon', 'roanne'])}.fr, site www.caf.fr`,
    () => `Voir https://www.service-public.fr/particuliers/vosdroits/F${h.chiffres(4)}`,
    () => `Relevé ${h.entier(100, 999)} kWh, facture ${h.deux(1, 12)}/2026 ${montant}`,
    () => `Séance ${n}/12, ${h.entier(10, 90)} % du module fait`,
    () => `Code de la route : inscription à l’examen, ${montant}`,
    () => `Code APE 88.99B, code ROME K1201`,
    () => `Rendez-vous visio ${heure}, lien envoyé à 2 personnes`,
    () => `Refus du ${date} : ressources ${montant} > plafond ${montant}`,
    () => `Madame parle arabe et un peu français, fille de ${h.entier(10, 30)} ans traduit`,
    () => `Retour le ${date} ; photocopies A4 (${n} pages)`,
    () => `SIRET ${h.chiffres(14)} de l’employeur`,
    () => `Dossier n° ${h.chiffres(h.parmi([5, 6, 8, 9, 10]))} ${organisme}`,
    () => `Réf. ${h.parmi(['DS', 'AR', 'LRE'])}-2026-${h.chiffres(5)}, ${demarche}`,
  ])();
}
