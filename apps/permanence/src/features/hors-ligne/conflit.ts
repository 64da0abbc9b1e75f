import type { Intervention, InterventionSaisie } from '@porte-plume/accompagnement';
import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche } from '@porte-plume/demarches';
import type { ChampEnConflit } from '../../islands/hors-ligne/modele.ts';
import { dateEnMots } from '../../ui/date.ts';

/** Both sides of an entry that two places hold: what they share is enough to compare and to merge. */
type Cote = Pick<InterventionSaisie, 'personne' | 'actes' | 'dureeMin'>;

/** One field of the entry: how it reads, what tells two values apart, and how the device’s value is put in. */
interface Champ {
  champ: string;
  libelle: string;
  dire: (cote: Cote) => string;
  clef: (cote: Cote) => unknown;
  take: (vers: InterventionSaisie, de: Cote) => InterventionSaisie;
}

const acteOf = ({ actes }: Cote) => actes[0];
/** The first acte is the one of the quick entry. */
const withActe = (
  vers: InterventionSaisie,
  change: Partial<InterventionSaisie['actes'][number]>,
): InterventionSaisie => ({
  ...vers,
  actes: vers.actes.map((acte, rang) => (rang === 0 ? { ...acte, ...change } : acte)),
});

const profilChamp = (champ: 'trancheAge' | 'genre' | 'statut', libelle: string): Champ => ({
  champ,
  libelle,
  dire: ({ personne }) => getLibelle(champ, personne.profil[champ]),
  clef: ({ personne }) => personne.profil[champ],
  take: (vers, de) => ({
    ...vers,
    personne: {
      ...vers.personne,
      profil: { ...vers.personne.profil, [champ]: de.personne.profil[champ] },
    },
  }),
});

const CHAMPS: readonly Champ[] = [
  {
    champ: 'demarche',
    libelle: 'Démarche',
    dire: (cote) => {
      const objet = acteOf(cote)?.objet;
      return objet?.nature === 'demarche'
        ? (getDemarche(objet.demarcheId)?.nom ?? objet.demarcheId)
        : 'un thème';
    },
    clef: (cote) => {
      const objet = acteOf(cote)?.objet;
      return objet?.nature === 'demarche' ? objet.demarcheId : objet;
    },
    take: (vers, de) => {
      const objet = acteOf(de)?.objet;
      return objet === undefined ? vers : withActe(vers, { objet });
    },
  },
  {
    champ: 'mode',
    libelle: 'Façon d’aider',
    dire: (cote) => getLibelle('mode', acteOf(cote)?.mode ?? 'informer'),
    clef: (cote) => {
      const { mode, appui, motifPour, actesFaits, saisieIdentifiants } = acteOf(cote) ?? {};
      return [mode, appui, motifPour, [...(actesFaits ?? [])].sort(), saisieIdentifiants];
    },
    take: (vers, de) => {
      const { mode, appui, motifPour, actesFaits, saisieIdentifiants } = acteOf(de) ?? {};
      if (mode === undefined || actesFaits === undefined || saisieIdentifiants === undefined) return vers;
      const [premier, ...autres] = vers.actes;
      if (premier === undefined) return vers;
      const reste = { ...premier };
      delete reste.appui;
      delete reste.motifPour;
      const acte = {
        ...reste,
        mode,
        actesFaits,
        saisieIdentifiants,
        ...(appui === undefined ? {} : { appui }),
        ...(motifPour === undefined ? {} : { motifPour }),
      };
      return { ...vers, actes: [acte, ...autres] };
    },
  },
  {
    champ: 'issue',
    libelle: 'Où en est la démarche',
    dire: (cote) => {
      const issue = acteOf(cote)?.issue;
      if (issue === undefined) return '';
      const suite = 'relance' in issue ? `, à reprendre le ${dateEnMots(issue.relance.le)}` : '';
      return getLibelle('issue', issue.code) + suite;
    },
    clef: (cote) => {
      const { issue, blocage } = acteOf(cote) ?? {};
      const relance =
        issue !== undefined && 'relance' in issue ? [issue.relance.le, issue.relance.nature] : [];
      return [issue?.code, relance, blocage?.blocage.code, blocage?.planB];
    },
    take: (vers, de) => {
      const { issue, blocage } = acteOf(de) ?? {};
      const [premier, ...autres] = vers.actes;
      if (issue === undefined || premier === undefined) return vers;
      const reste = { ...premier };
      delete reste.blocage;
      return {
        ...vers,
        actes: [{ ...reste, issue, ...(blocage === undefined ? {} : { blocage }) }, ...autres],
      };
    },
  },
  profilChamp('trancheAge', 'Âge'),
  profilChamp('genre', 'Genre'),
  profilChamp('statut', 'Situation'),
  {
    champ: 'dureeMin',
    libelle: 'Durée',
    dire: ({ dureeMin }) => (typeof dureeMin === 'number' ? `${dureeMin}\u00a0min` : 'non demandée'),
    clef: ({ dureeMin }) => dureeMin,
    take: (vers, { dureeMin }) => ({ ...vers, dureeMin }),
  },
];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields on which the device and the server differ, each with its two values in words. */
export function differencesOf(ici: Cote, serveur: Cote): ChampEnConflit[] {
  return CHAMPS.filter(({ clef }) => !same(clef(ici), clef(serveur))).map(({ champ, libelle, dire }) => ({
    champ,
    libelle,
    ici: dire(ici),
    serveur: dire(serveur),
    choix: [
      { code: 'ici', libelle: dire(ici) },
      { code: 'serveur', libelle: dire(serveur) },
    ],
  }));
}

/** What the server holds with the fields that the writer took from the device; null when none was. */
export function mergeChoix(
  serveur: Intervention,
  ici: Cote,
  choix: Readonly<Record<string, string>>,
): InterventionSaisie | null {
  const { id, date, personne, actes, motifsVenue, dureeMin, canal, tiers, renoncement } = serveur;
  const base: InterventionSaisie = {
    id,
    date,
    personne,
    actes,
    motifsVenue,
    dureeMin,
    canal,
    tiers,
    renoncement,
  };
  const pris = CHAMPS.filter(({ champ }) => choix[champ] === 'ici');
  return pris.length === 0 ? null : pris.reduce((vers, { take }) => take(vers, ici), base);
}
