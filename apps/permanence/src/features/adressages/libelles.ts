import type { RetourAdressage } from '@porte-plume/accompagnement';
import { getLibelle, LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { Contenu } from '../../domain/adressages-contenu.ts';
import type { AdressageLu } from '../../domain/adressages.ts';
import { civilDate } from '../../server/contexte.ts';
import { dateEnMots, heureEnMots, jourEnMots } from '../../ui/date.ts';
import type { Choix } from '../../ui/form.tsx';
import { LANGUES } from '../mandat/langues.ts';

/** The ten families of démarches; what an import alone may leave without one is not proposed. */
export const PERIMETRES: readonly Choix[] = LISTES.perimetre
  .filter(({ code }) => code !== 'sans_perimetre')
  .map(({ code, libelle }) => ({ code, libelle }));

/** Languages that a person may prefer; nobody is made to ask. */
export const LANGUES_ADRESSAGE: readonly Choix[] = [
  { code: 'non_demande', libelle: 'Non demandé' },
  ...LANGUES.map(({ code, libelle }) => ({ code, libelle })),
];

/** The three answers that a service may read, and what each means. */
export const RETOURS: readonly { code: RetourAdressage['code']; libelle: string; aide: string }[] = [
  { code: 'fait', libelle: 'Fait', aide: 'C’est terminé.' },
  { code: 'en_cours', libelle: 'En cours', aide: 'Nous nous en occupons.' },
  { code: 'besoin_de_vous', libelle: 'Besoin de vous', aide: 'Contactez-nous, il manque quelque chose.' },
];

export function retourEnMots(code: RetourAdressage['code']): string {
  return RETOURS.find((un) => un.code === code)?.libelle ?? code;
}

/** « Logement ». */
export function perimetreEnMots({ perimetre }: Pick<AdressageLu, 'perimetre'>): string {
  return getLibelle('perimetre', perimetre);
}

/** Day of an instant, « 20 novembre ». */
export function jourOf(instant: string, zone: string): string {
  return jourEnMots(civilDate(new Date(instant), zone));
}

/** « Arabe », or null when nobody asked. */
export function langueEnMots(code: string): string | null {
  if (code.startsWith('non_') || code === 'fr') return null;
  return LANGUES.find((une) => une.code === code)?.libelle ?? code;
}

/** How the person is called: her first name, or the number of her slip. */
export function contactEnMots({ contact }: Contenu): string {
  return 'fiche' in contact ? `Fiche ${contact.fiche}` : contact.prenom;
}

/** « mardi 24 novembre 2026 à 9 h 30 ». */
export function creneauEnMots({ date, heure }: { date: string; heure: string | null }): string {
  return heure === null ? dateEnMots(date) : `${dateEnMots(date)} à ${heureEnMots(heure)}`;
}
