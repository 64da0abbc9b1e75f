import { catalogue } from '@porte-plume/demarches';
import { addDays, type DateCivile, type Id } from './date-civile.ts';
import type { Seance } from './etat-seance.ts';
import type { Intervention } from './intervention.ts';
import type { Code } from './nomenclature-2026-1.ts';
import type { Permanence } from './permanence-schema.ts';
import { drawBlocages, drawCodes, drawDurees, drawModes, drawObjets } from './scenario-actes.ts';
import { QUOTAS, SITES, type Bande, type Groupe } from './scenario-donnees.ts';
import { buildInterventions } from './scenario-interventions.ts';
import { buildCadre, monthsOf, type EcrivainScenario, type Fenetre } from './scenario-lieux.ts';
import { attachMandats, type MandatScenario } from './scenario-mandats.ts';
import { drawPersonnes, type PersonneScenario } from './scenario-personnes.ts';
import { drawVisites } from './scenario-visites.ts';
import type { Lieu, Structure } from './structure.ts';
import type { Suivi } from './suivi.ts';
import { createTirage, quotas } from './tirage.ts';

export { COMMUNES } from './scenario-donnees.ts';
export type { Commune, Groupe } from './scenario-donnees.ts';
export type { EcrivainScenario } from './scenario-lieux.ts';
export type { MandatScenario } from './scenario-mandats.ts';
export type { PersonneScenario } from './scenario-personnes.ts';

/** Invented data with exact quotas: nobody in it exists. */
export interface Scenario {
  set: 'loire-seed' | 'marne-seed';
  profil: 'seed' | 'field';
  graine: number;
  version: string;
  zone: string;
  du: DateCivile;
  au: DateCivile;
  /** Version of the catalogue of démarches whose ids are used. */
  catalogue: string;
  synthetic: true;
  structure: Structure;
  territoires: { id: Id; nom: string }[];
  lieux: Lieu[];
  ecrivains: EcrivainScenario[];
  permanences: Permanence[];
  seances: Seance[];
  personnes: PersonneScenario[];
  interventions: Intervention[];
  suivis: Suivi[];
  mandats: MandatScenario[];
  /** Group of démarches of each intervention, by its id: a quota, not an observation. */
  groupes: Record<Id, Groupe>;
  /** Result after 90 days of each acte, by its id. */
  aboutissements: Record<Id, Code<'aboutissement'>>;
  /** Violations put in on purpose; empty outside the dirty mode. */
  defauts: { code: string; objetId: Id }[];
}

export interface OptionsScenario {
  set: 'loire-seed' | 'marne-seed' | 'departement-annee' | 'regional';
  profil?: 'seed' | 'field';
  graine: number;
  sale?: boolean;
  zone: string;
}

/**
 * Generates a synthetic scenario from the quotas of `data/scenario.json` (accompagnement §12): marginals are exact whatever
 * the seed; same options, same bytes.
 *
 * @throws RangeError `scenario_indisponible` for the sets `departement-annee` and `regional` and for the dirty mode, not
 *   generated yet; `graine_invalide` for a seed that is not a safe integer. Both are programmer's errors.
 */
export function generateScenario(o: OptionsScenario): Scenario {
  if (o.set !== 'loire-seed' && o.set !== 'marne-seed') {
    throw new RangeError(
      `scenario_indisponible : l’ensemble «\u00a0${o.set}\u00a0» n’est pas encore généré.`,
    );
  }
  if (o.sale === true) {
    throw new RangeError('scenario_indisponible : le mode sale n’est pas encore généré.');
  }
  if (!Number.isSafeInteger(o.graine)) throw new RangeError('graine_invalide : la graine est un entier.');
  const { set, graine, zone } = o;
  const profil = o.profil ?? 'seed';
  const site = SITES[set];
  const q = quotasOf(set, profil);
  const fenetre: Fenetre = { du: q.du, au: q.au, zone };
  const tirage = (stage: string) => createTirage(`${set}|${profil}|${graine}|${stage}`);

  const cadre = buildCadre(site, q, fenetre, tirage('cadre'));
  const visites = drawVisites(q, cadre.lieux, cadre.seances, tirage('visites'));
  const personnes = drawPersonnes(q, site, cadre.structure.id, visites, cadre.lieux, tirage('personnes'));

  const draw = tirage('actes');
  const groupes = drawCodes<Groupe>(q.groupes, visites.length, draw);
  const nombres = drawCodes<'1' | '2' | '3'>(q.actesParIntervention, visites.length, draw).map(Number);
  const brouillons = drawObjets(groupes, nombres, q.presenceMinimale, draw);
  const remote = drawModes(
    brouillons,
    (visite) => personnes[visites[visite]?.personne ?? -1]?.profil.profilNumerique === 'presque_autonome',
    q.modes,
    draw,
  );
  const travail = buildInterventions(visites, personnes, brouillons, {
    catalogue: catalogue.version,
    territoireOf: (lieuId) => cadre.lieux.find((l) => l.id === lieuId)?.territoireId ?? '',
    aboutissements: drawCodes<Code<'aboutissement'>>(q.aboutissements, brouillons.length, draw),
    blocages: drawBlocages(brouillons, (v) => groupes[v] ?? 'papiers', QUOTAS.quotasActes.blocage, draw),
    remote,
    durees: drawDurees(visites.length, QUOTAS.quotasInterventions.dureeMin, draw),
    fin: q.au,
    tirage: tirage('interventions'),
  });
  const seances = new Map(cadre.seances.map((s) => [s.id, s]));
  const mandats = attachMandats(travail.interventions, seances, zone, tirage('mandats'));
  markNoShows(cadre.seances, travail.interventions, q.du, tirage('rdv'));

  return {
    set,
    profil,
    graine,
    version: QUOTAS.version,
    zone,
    du: q.du,
    au: q.au,
    catalogue: catalogue.version,
    synthetic: true,
    structure: cadre.structure,
    territoires: site.territoires.map(({ id, nom }) => ({ id, nom })),
    lieux: cadre.lieux,
    ecrivains: cadre.ecrivains,
    permanences: cadre.permanences,
    seances: cadre.seances,
    personnes,
    interventions: travail.interventions,
    suivis: travail.suivis,
    mandats,
    groupes: Object.fromEntries(travail.interventions.map((i, n) => [i.id, groupes[n] ?? 'papiers'])),
    aboutissements: travail.aboutissements,
    defauts: [],
  };
}

/** Imposed counts where the file gives them, largest remainder of the shares where it does not. */
function quotasOf(set: 'loire-seed' | 'marne-seed', profil: 'seed' | 'field') {
  const e = QUOTAS.ensembles[set];
  const { quotasPersonnes: p, quotasInterventions: i, quotasActes: a } = QUOTAS;
  const du = e.debut;
  const au = 'fin' in e ? e.fin : addDays(du, e.dureeSemaines * 7 - 1);
  const imposed = <K extends string>(
    table: { parts: Readonly<Record<K, number>> } & Readonly<Record<string, unknown>>,
    n: number,
  ) => (table[set] as Record<K, number> | undefined) ?? quotas(table.parts, n);

  const age: Record<Bande, number> =
    profil === 'seed' ? p.age[set] : quotas(QUOTAS.profils.field.ageParts, e.personnes);
  const withoutInternet = p.sansInternetDomicile;
  const sansInternet =
    profil === 'seed' && set === 'loire-seed'
      ? withoutInternet['loire-seed']
      : (Object.fromEntries(
          Object.entries(age).map(([bande, n]) => [
            bande,
            Math.round(n * withoutInternet.partParAge[bande as Bande]),
          ]),
        ) as Record<Bande, number>);
  const twice = e.interventions - e.personnes;
  return {
    du,
    au,
    ecrivains: e.ecrivains,
    ajoutes: 'ecrivainsAjoutes' in e ? e.ecrivainsAjoutes : [],
    interventions: e.interventions,
    visites: 'visitesParPersonne' in e ? e.visitesParPersonne : { '1': e.personnes - twice, '2': twice },
    mois: set === 'loire-seed' ? i.mois['loire-seed'] : monthQuotas(du, au, e.interventions),
    age,
    rural: p.rural[set],
    faiblesRevenus: p.faiblesRevenus[set],
    sansInternet,
    profilNumerique: p.profilNumerique[set],
    langueLecture: imposed(p.langueLecture, e.personnes),
    adressage: imposed(p.adressage, e.personnes),
    groupes: imposed(i.groupeDemarche, e.interventions),
    actesParIntervention: i.actesParIntervention[set],
    presenceMinimale: set === 'loire-seed' ? i.groupeDemarche.presenceMinimale['loire-seed'].minimum : 0,
    modes: imposed(a.mode, e.actes),
    aboutissements: imposed(a.aboutissement90j, e.actes),
  };
}

/** Months weigh by their season and by their working days inside the window. */
function monthQuotas(du: DateCivile, au: DateCivile, n: number): Record<string, number> {
  const weights = monthsOf({ du, au, zone: '' }).map((month): [string, number] => {
    let days = 0;
    for (let day = du; day <= au; day = addDays(day, 1)) {
      const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
      if (day.startsWith(month) && !weekend) days += 1;
    }
    return [month, days * (QUOTAS.quotasInterventions.mois.poids[Number(month.slice(5)) - 1] ?? 1)];
  });
  return quotas(Object.fromEntries(weights), n);
}

/** Missed appointments, in the shares before and after reminders, over the interventions held. */
function markNoShows(
  seances: Seance[],
  interventions: readonly Intervention[],
  du: DateCivile,
  tirage: ReturnType<typeof createTirage>,
): void {
  const { avantRappels, apresRappels, bascule } = QUOTAS.permanences.rdvNonHonores;
  for (const after of [false, true]) {
    const inPart = (date: DateCivile) => date >= `${du.slice(0, 4)}-${bascule}` === after;
    const rate = after ? apresRappels : avantRappels;
    const kept = interventions.filter((i) => inPart(i.date)).length;
    const able = seances.filter((s) => inPart(s.date));
    for (let n = Math.round((kept * rate) / (1 - rate)); n > 0 && able.length > 0; n--) {
      tirage.pick(able).rdvNonHonores += 1;
    }
  }
}
