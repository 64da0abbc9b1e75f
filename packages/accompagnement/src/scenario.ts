import { catalogue } from '@porte-plume/demarches';
import type { DateCivile } from './date-civile.ts';
import type { Seance } from './etat-seance.ts';
import type { Intervention } from './intervention.ts';
import type { Code } from './nomenclature-2026-1.ts';
import { drawBlocages, drawCodes, drawDurees, drawModes, drawObjets } from './scenario-actes.ts';
import { QUOTAS, SITES, type Groupe } from './scenario-donnees.ts';
import { createNiveaux } from './scenario-exigences.ts';
import { buildInterventions } from './scenario-interventions.ts';
import { buildCadre, type Fenetre } from './scenario-lieux.ts';
import { attachMandats } from './scenario-mandats.ts';
import { drawOrientations } from './scenario-orientations.ts';
import { drawPersonnes } from './scenario-personnes.ts';
import type { OptionsScenario, Scenario } from './scenario-modele.ts';
import { quotasOf, type EnsembleEcrit } from './scenario-quotas.ts';
import { buildRegional } from './scenario-regional.ts';
import { soil } from './scenario-sale.ts';
import { drawVisites } from './scenario-visites.ts';
import { createTirage } from './tirage.ts';

export { COMMUNES } from './scenario-donnees.ts';
export type { Commune, Groupe } from './scenario-donnees.ts';
export type { EcrivainScenario } from './scenario-lieux.ts';
export type { MandatScenario } from './scenario-mandats.ts';
export type { Defaut, NoteScenario, OptionsScenario, Scenario } from './scenario-modele.ts';
export type { PersonneScenario } from './scenario-personnes.ts';

/**
 * Generates a synthetic scenario from the quotas of `data/scenario.json` (accompagnement §12): marginals are exact whatever
 * the seed; same options, same bytes.
 *
 * `regional` gives rows that are made when they are read. With `sale`, rows are spoiled on purpose and every violation is in
 * `defauts`.
 *
 * @throws RangeError `graine_invalide` for a seed that is not a safe integer; `scenario_indisponible` for an unknown set or
 *   profile, and for the dirty mode of `regional`. All are programmer's errors.
 */
export function generateScenario(o: OptionsScenario): Scenario {
  if (!Number.isSafeInteger(o.graine)) throw new RangeError('graine_invalide : la graine est un entier.');
  const { set, graine, zone } = o;
  const profil = o.profil ?? 'seed';
  if (!Object.hasOwn(QUOTAS.ensembles, set) || !Object.hasOwn(QUOTAS.profils, profil))
    throw new RangeError('scenario_indisponible : cet ensemble ou ce profil n’existe pas.');
  if (set === 'regional') {
    if (o.sale === true)
      throw new RangeError('scenario_indisponible : l’ensemble régional n’a pas de mode sale.');
    return buildRegional(profil, graine, zone);
  }
  const tirage = (stage: string) => createTirage(`${set}|${profil}|${graine}|${stage}`);
  const { site, q, cadre, visites, personnes, groupes, draw } = drawTrame({ set, profil, graine, zone });
  const nombres = drawCodes<'1' | '2' | '3'>(q.actesParIntervention, visites.length, draw).map(Number);
  const brouillons = drawObjets(groupes, nombres, q.presenceMinimale, draw);
  const remote = drawModes(
    brouillons,
    (visite) => personnes[visites[visite]?.personne ?? -1]?.profil.profilNumerique === 'presque_autonome',
    q.modes,
    draw,
  );
  const niveauxOf = createNiveaux();
  const travail = buildInterventions(visites, personnes, brouillons, {
    catalogue: catalogue.version,
    territoireOf: (lieuId) => cadre.lieux.find((l) => l.id === lieuId)?.territoireId ?? '',
    aboutissements: drawCodes<Code<'aboutissement'>>(q.aboutissements, brouillons.length, draw),
    blocages: drawBlocages(brouillons, (v) => groupes[v] ?? 'papiers', QUOTAS.quotasActes.blocage, draw),
    remote,
    durees: drawDurees(visites.length, QUOTAS.quotasInterventions.dureeMin, draw),
    fin: q.au,
    niveauxOf,
    tirage: tirage('interventions'),
  });
  const seances = new Map(cadre.seances.map((s) => [s.id, s]));
  const mandats = attachMandats(travail.interventions, seances, zone, niveauxOf, tirage('mandats'));
  markNoShows(cadre.seances, travail.interventions, q.du, tirage('rdv'));

  const scenario: Scenario = {
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
    orientations: drawOrientations(travail.interventions, personnes, q.au, tirage('orientations')),
    groupes: Object.fromEntries(travail.interventions.map((i, n) => [i.id, groupes[n] ?? 'papiers'])),
    aboutissements: travail.aboutissements,
    notes: [],
    defauts: [],
  };
  return o.sale === true ? soil(scenario, tirage('sale')) : scenario;
}

/** Who comes where and when, and about which group of démarches: what small counts depend on. */
export function drawTrame(o: { set: EnsembleEcrit; profil: 'seed' | 'field'; graine: number; zone: string }) {
  const { set, profil, graine, zone } = o;
  const tirage = (stage: string) => createTirage(`${set}|${profil}|${graine}|${stage}`);
  const site = SITES[set];
  const q = quotasOf(set, profil);
  const fenetre: Fenetre = { du: q.du, au: q.au, zone };

  const cadre = buildCadre(site, q, fenetre, tirage('cadre'));
  const visites = drawVisites(q, cadre.lieux, cadre.seances, tirage('visites'));
  const personnes = drawPersonnes(q, site, cadre.structure.id, visites, cadre.lieux, tirage('personnes'));

  const draw = tirage('actes');
  const groupes = drawCodes<Groupe>(q.groupes, visites.length, draw);
  return { site, q, cadre, visites, personnes, groupes, draw };
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
