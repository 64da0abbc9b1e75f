/**
 * Every sentence of « Où et quand venir », by key: the shape of `src/messages`, where `{words}` are replaced. Sentences of
 * twelve words or fewer, short words. Names of places stay as they are in every language.
 */
export const TEXTES = {
  'venir.titre': 'Où et quand venir',
  'venir.intro': 'Un écrivain numérique vous aide pour vos démarches. C’est gratuit.',
  'venir.apporter': 'Apportez vos papiers, vos courriers et votre téléphone.',
  'venir.mots-de-passe': 'Gardez vos mots de passe\u00a0: nous ne les notons jamais.',
  'venir.appeler': 'Une question\u00a0? Appelez-nous.',
  'venir.telephone': 'Téléphone\u00a0: {numero}',
  'venir.jour-heures': '{jour}, de {debut} à {fin}',
  'venir.accueil.sans_rdv': 'Venez sans rendez-vous.',
  'venir.accueil.sur_rdv': 'Prenez rendez-vous avant de venir.',
  'venir.accueil.mixte': 'Venez avec ou sans rendez-vous.',
  'venir.dates': 'Dates',
  'venir.agenda': 'Mettre dans mon agenda',
  'venir.affiche': 'Affiche à imprimer',
  'venir.imprimer': 'Imprimer',
  'venir.retour': 'Toutes les permanences',
  'venir.vide.titre': 'Aucune permanence pour l’instant',
  'venir.vide': 'Aucune permanence n’est prévue dans les quatre semaines.',
  'venir.vide.appeler': 'Appelez-nous\u00a0: nous chercherons avec vous.',
  'venir.structures': 'Choisissez votre structure',
  'venir.structures.vide': 'Aucune structure n’a encore ouvert sa page.',
  'venir.a-jour': 'Page à jour le {date}.',
  'venir.communes': 'Choisissez votre commune',
  'venir.prochain': 'Prochain jour\u00a0: {date}',
} as const;

export type CleVenir = keyof typeof TEXTES;

/** The sentence of a key, its `{words}` replaced. */
export function dit(cle: CleVenir, valeurs: Readonly<Record<string, string>> = {}): string {
  return TEXTES[cle].replace(/\{(\w+)\}/g, (_, mot: string) => valeurs[mot] ?? '');
}

const JOURS = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'] as const;

/** « Lundi ». */
export function jourDit(jour: number): string {
  return JOURS[jour] ?? '';
}

/** `09:30` → « 9 h 30 », `09:00` → « 9 h ». */
export function heureDite(heure: string): string {
  const [heures = '', minutes = '00'] = heure.split(':');
  return `${Number(heures)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}

/** `+33465710042` → « 04 65 71 00 42 ». */
export function numeroDit(telephone: string): string {
  const chiffres = telephone.replace(/^\+33/, '0').replaceAll(/\D/g, '');
  return chiffres.length === 10 ? chiffres.replaceAll(/(\d\d)(?=\d)/g, '$1\u00a0') : telephone;
}
