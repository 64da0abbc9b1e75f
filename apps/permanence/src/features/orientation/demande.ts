import type { Service } from '@porte-plume/accompagnement/lieux';
import { RAYONS, type DemandeAtelier, type Deplacement } from '@porte-plume/accompagnement/orientation';
import type { Commune } from '../../domain/lieux-publics.ts';
import { field, fields, oneOf, type Champs } from '../../server/formulaire.ts';
import type { Erreur } from '../../ui/form.tsx';
import { MODALITES, MOMENTS, NIVEAUX, PRISES, PUBLICS, serviceOf } from './listes.ts';

/** What the form holds, as it was sent: shown again whatever it is worth. */
export interface Valeurs {
  besoin: readonly string[];
  commune: string;
  deplacement: string;
  jour: string;
  moment: string;
  creneauExige: boolean;
  modalite: string;
  niveau: string;
  public: readonly string[];
  prise: readonly string[];
  priseExigee: boolean;
  gratuit: boolean;
}

/** Names of the fields, in the order of the page: the results send them back. */
const SIMPLES = ['commune', 'deplacement', 'jour', 'moment', 'modalite', 'niveau'] as const;

export function readValeurs(champs: Champs): Valeurs {
  const [commune, deplacement, jour, moment, modalite, niveau] = SIMPLES.map((nom) => field(champs, nom)) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    ...{ commune, deplacement, jour, moment, modalite, niveau },
    besoin: fields(champs, 'besoin'),
    public: fields(champs, 'public'),
    prise: fields(champs, 'prise'),
    creneauExige: field(champs, 'creneauExige') !== '',
    priseExigee: field(champs, 'priseExigee') !== '',
    gratuit: field(champs, 'gratuit') !== '',
  };
}

/** The same as pairs, for the forms that carry the request on. */
export function toPaires(v: Valeurs): [nom: string, valeur: string][] {
  return [
    ...v.besoin.map((un): [string, string] => ['besoin', un]),
    ...SIMPLES.filter((nom) => v[nom] !== '').map((nom): [string, string] => [nom, v[nom]]),
    ...v.public.map((un): [string, string] => ['public', un]),
    ...v.prise.map((un): [string, string] => ['prise', un]),
    ...(v.creneauExige ? [['creneauExige', 'oui'] as [string, string]] : []),
    ...(v.priseExigee ? [['priseExigee', 'oui'] as [string, string]] : []),
    ...(v.gratuit ? [['gratuit', 'oui'] as [string, string]] : []),
  ];
}

/** The request of the engine, or every control that must be looked at again. */
export function toDemandeOf(
  v: Valeurs,
  communes: ReadonlyMap<string, Commune>,
): { demande: DemandeAtelier } | { erreurs: Erreur[] } {
  const erreurs: Erreur[] = [];
  const besoins = [...new Set(v.besoin)].map(serviceOf);
  if (besoins.length === 0) erreurs.push({ champ: 'besoin', phrase: 'Choisissez au moins un besoin.' });
  else if (besoins.includes(undefined))
    erreurs.push({ champ: 'besoin', phrase: 'Choisissez les besoins dans la liste.' });
  const depart = communes.get(v.commune);
  if (depart === undefined)
    erreurs.push({ champ: 'commune', phrase: 'Choisissez la commune d’où part la personne.' });
  const deplacement = oneOf(v.deplacement, Object.keys(RAYONS) as Deplacement[]);
  if (deplacement === null)
    erreurs.push({ champ: 'deplacement', phrase: 'Dites comment la personne se déplace.' });
  if ((v.jour === '') !== (v.moment === ''))
    erreurs.push({ champ: v.jour === '' ? 'jour' : 'moment', phrase: 'Un créneau a un jour et un moment.' });
  const moment = oneOf(v.moment, Object.keys(MOMENTS) as (keyof typeof MOMENTS)[]);
  const jour = /^[0-6]$/.test(v.jour) ? (Number(v.jour) as 0) : null;
  if (erreurs.length > 0 || depart === undefined || deplacement === null) return { erreurs };
  const modalite = MODALITES.find(({ code }) => code === v.modalite)?.valeur;
  const publics = PUBLICS.filter(({ code }) => v.public.includes(code)).map(({ valeur }) => valeur);
  const prises = PRISES.filter(({ code }) => v.prise.includes(code)).map(({ valeur }) => ({
    code: valeur,
    ...(v.priseExigee ? { exige: true } : {}),
  }));
  const niveau = NIVEAUX.find(({ code }) => code === v.niveau)?.code as DemandeAtelier['niveau'];
  return {
    demande: {
      besoins: besoins.filter((un): un is Service => un !== undefined),
      position: { latitude: depart.latitude, longitude: depart.longitude },
      deplacement,
      ...(modalite === undefined ? {} : { modalite }),
      ...(jour === null || moment === null
        ? {}
        : { creneau: { jour, ...MOMENTS[moment], ...(v.creneauExige ? { exige: true } : {}) } }),
      ...(publics.length === 0 ? {} : { publics }),
      ...(prises.length === 0 ? {} : { prisesEnCharge: prises }),
      ...(v.gratuit ? { peutPayer: false } : {}),
      ...(niveau === undefined ? {} : { niveau }),
    },
  };
}
