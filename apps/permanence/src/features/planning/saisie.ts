import { parsePermanence, type Motif } from '@porte-plume/accompagnement';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { readRythme, toRrule, type Permanence, type Rythme } from '@porte-plume/accompagnement/permanence';
import { field, fields, oneOf, toErreurs, type Champs } from '../../server/formulaire.ts';
import type { Erreur } from '../../ui/form.tsx';
import { readDate } from './semaines.ts';
import type { ValeursPermanence } from './vue-permanence.tsx';

const ACCUEILS = LISTES.accueil.map(({ code }) => code);
const RANGS = [1, 2, 3, 4, -1] as const;

/** The form as it was typed, to show it again. */
export function toValeurs(champs: Champs): ValeursPermanence {
  const texte = (nom: string) => field(champs, nom);
  return {
    lieuId: texte('lieuId'),
    cadence: texte('cadence'),
    jours: fields(champs, 'jours'),
    rang: texte('rang'),
    premierJour: texte('premierJour'),
    auInclus: texte('auInclus'),
    debut: texte('debut'),
    fin: texte('fin'),
    accueil: texte('accueil'),
    capacite: texte('capacite'),
    publique: texte('publique') !== '',
    feries: texte('feries') !== '',
    agents: fields(champs, 'agents'),
    adresse: texte('adresse'),
    acces: texte('acces'),
  };
}

/** The form of a permanence that exists. `feries`: whether its holidays are out. */
export function fromPermanence(
  une: Permanence,
  lieu: { adresse: string | null; acces: string | null },
  feries: boolean,
): ValeursPermanence {
  const lu = readRythme(une.rrule, une.premierJour);
  const rythme = lu?.rythme ?? null;
  return {
    lieuId: une.lieuId,
    cadence: rythme?.cadence ?? 'garder',
    jours: rythme === null || rythme.cadence === 'une_fois' ? [] : joursOf(rythme).map(String),
    ...(rythme?.cadence === 'mois' ? { rang: String(rythme.rang) } : {}),
    premierJour: une.premierJour,
    auInclus: lu?.auInclus ?? '',
    debut: une.debut,
    fin: une.fin,
    accueil: une.accueil,
    capacite: une.capacite === undefined ? '' : String(une.capacite),
    publique: une.publique,
    feries,
    agents: une.agentIds,
    adresse: lieu.adresse ?? '',
    acces: lieu.acces ?? '',
  };
}

const joursOf = (rythme: Exclude<Rythme, { cadence: 'une_fois' }>): readonly number[] =>
  rythme.cadence === 'mois' ? [rythme.jour] : rythme.jours;

/** What the form must choose among. */
interface Choisis {
  lieux: ReadonlySet<string>;
  agents: ReadonlySet<string>;
}

/**
 * The permanence of a form, every mistake at once. `avant` is the one that changes: its id, its zone, its days off and, when
 * asked, its rule are kept.
 */
export function readPermanence(
  champs: Champs,
  avant: Pick<Permanence, 'id' | 'zone' | 'exdates'> & Partial<Pick<Permanence, 'rrule'>>,
  { lieux, agents }: Choisis,
): { ok: true; value: Permanence } | { ok: false; erreurs: Erreur[] } {
  const valeurs = toValeurs(champs);
  const erreurs: Erreur[] = [];
  const faute = (champ: string, phrase: string): void => {
    erreurs.push({ champ, phrase });
  };
  const choisis = [...new Set(valeurs.agents)].filter((id) => agents.has(id));
  const accueil = oneOf(valeurs.accueil ?? '', ACCUEILS);
  const premierJour = readDate(valeurs.premierJour);
  if (!lieux.has(valeurs.lieuId ?? '')) faute('lieuId', 'Choisissez un lieu de la liste.');
  const rrule = toRegle(valeurs, avant.rrule, faute);
  if (premierJour === null) faute('premierJour', 'Donnez le premier jour.');
  if (choisis.length === 0) faute('agents', 'Choisissez qui tient la permanence.');
  if (accueil === null) faute('accueil', 'Dites si l’on vient avec ou sans rendez-vous.');
  const capacite = valeurs.capacite === '' ? null : Number(valeurs.capacite);
  if (capacite !== null && !(Number.isInteger(capacite) && capacite >= 1 && capacite <= 200))
    faute('capacite', 'Donnez un nombre de 1 à 200, ou rien.');
  for (const nom of ['debut', 'fin'] as const)
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(valeurs[nom] ?? ''))
      faute(nom, nom === 'debut' ? 'Donnez l’heure de début.' : 'Donnez l’heure de fin.');
  if (erreurs.length > 0) return { ok: false, erreurs };
  const lue = parsePermanence({
    id: avant.id,
    lieuId: valeurs.lieuId,
    agentIds: choisis,
    rrule,
    exdates: avant.exdates,
    premierJour,
    debut: valeurs.debut,
    fin: valeurs.fin,
    zone: avant.zone,
    accueil,
    ...(capacite === null ? {} : { capacite }),
    publique: valeurs.publique === true,
  });
  return lue.ok ? lue : { ok: false, erreurs: toErreurs(lue.motifs, champOf) };
}

function champOf({ path }: Pick<Motif, 'path'>): string {
  const champ = String(path?.[0] ?? '');
  return champ === 'rrule' ? 'cadence' : champ === 'agentIds' ? 'agents' : champ;
}

function toRegle(
  valeurs: ValeursPermanence,
  gardee: string | undefined,
  faute: (champ: string, phrase: string) => void,
): string | null {
  const { cadence, premierJour } = valeurs;
  if (cadence === 'garder' && gardee !== undefined) return gardee;
  if (cadence === 'une_fois') return toRrule({ cadence });
  if (cadence !== 'semaine' && cadence !== 'quinzaine' && cadence !== 'mois') {
    faute('cadence', 'Dites quand elle revient.');
    return null;
  }
  const jours = [...new Set((valeurs.jours ?? []).map(Number))].filter(
    (jour) => Number.isInteger(jour) && jour >= 0 && jour <= 6,
  );
  const auInclus = valeurs.auInclus === '' ? undefined : readDate(valeurs.auInclus);
  if (auInclus === null) faute('auInclus', 'Ce dernier jour n’est pas une date.');
  else if (auInclus !== undefined && auInclus < (readDate(premierJour) ?? ''))
    faute('auInclus', 'Le dernier jour vient après le premier.');
  const [jour] = jours;
  if (jour === undefined) {
    faute('jours', 'Choisissez un jour.');
    return null;
  }
  const fin = auInclus ?? undefined;
  if (cadence !== 'mois') return toRrule({ cadence, jours }, fin);
  const rang = RANGS.find((un) => String(un) === valeurs.rang);
  if (jours.length > 1) faute('jours', 'Chaque mois, choisissez un seul jour.');
  if (rang === undefined) faute('rang', 'Choisissez lequel du mois.');
  return rang === undefined ? null : toRrule({ cadence, rang, jour }, fin);
}
