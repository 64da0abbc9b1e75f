import { catalogue } from '@porte-plume/demarches';
import { addDays, addMonths } from './date-civile.ts';
import { QUOTAS } from './scenario-donnees.ts';
import { monthsOf, type Fenetre } from './scenario-lieux.ts';
import { createRangee, createRegistre } from './scenario-rangee.ts';
import { drawColonnesActes, drawColonnesPersonnes } from './scenario-regional-colonnes.ts';
import { createLignesRegionales } from './scenario-regional-lignes.ts';
import { buildCadreRegional, drawVisitesRegional } from './scenario-regional-visites.ts';
import { monthQuotas } from './scenario-quotas.ts';
import type { Scenario } from './scenario-modele.ts';
import { createTirage, hashLabel } from './tirage.ts';

/**
 * The regional set, for benchmarks of queries and of protection: a million interventions drawn as bytes, and rows that are
 * made when they are read ({@link createRangee}). Same model as the other sets; names, places and territories are invented,
 * pseudonyms are drawn instead of computed, no mandate is refused.
 */
export function buildRegional(profil: 'seed' | 'field', graine: number, zone: string): Scenario {
  const e = QUOTAS.ensembles.regional;
  const fenetre: Fenetre = { du: e.debut, au: addDays(addMonths(e.debut, e.dureeMois), -1), zone };
  const label = `regional|${profil}|${graine}`;
  const tirage = (stage: string) => createTirage(`${label}|${stage}`);
  const months = monthsOf(fenetre);
  const cadre = buildCadreRegional(fenetre, months, tirage('cadre'));
  const mois = monthQuotas(fenetre.du, fenetre.au, e.interventions);
  const visites = drawVisitesRegional(cadre, mois, e.interventions, e.personnes, tirage('visites'));
  const personnes = drawColonnesPersonnes(e.personnes, profil, tirage('personnes'));
  const presque = personnes.profils.codes.indexOf('presque_autonome');
  const actes = drawColonnesActes(
    e.interventions,
    (visite) => personnes.profils.rangs[visites.personnes[visite] ?? 0] === presque,
    tirage('actes'),
  );
  const lignes = createLignesRegionales({
    cadre,
    visites,
    personnes,
    actes,
    fin: fenetre.au,
    zone,
    graine: hashLabel(label),
    tirage: tirage('suite'),
  });
  const { groupes, aboutissements } = actes;
  return {
    set: 'regional',
    profil,
    graine,
    version: QUOTAS.version,
    zone,
    du: fenetre.du,
    au: fenetre.au,
    catalogue: catalogue.version,
    synthetic: true,
    structure: cadre.structure,
    territoires: cadre.territoires,
    lieux: cadre.lieux,
    ecrivains: cadre.ecrivains,
    permanences: cadre.permanences,
    seances: createRangee(visites.parSeance.length, lignes.seance),
    personnes: createRangee(e.personnes, lignes.personne),
    interventions: createRangee(e.interventions, lignes.intervention),
    suivis: createRangee(lignes.suivis.length, (n) => lignes.suivi(lignes.suivis[n] ?? 0)),
    mandats: createRangee(lignes.mandats.length, lignes.mandat),
    orientations: createRangee(lignes.orientations.length, lignes.orientation),
    groupes: createRegistre(
      e.interventions,
      (i) => lignes.idOf('intervention', i),
      lignes.indexOf,
      (i) => groupes.codes[groupes.rangs[i] ?? 0] ?? 'papiers',
    ),
    aboutissements: createRegistre(
      actes.visites.length,
      (a) => lignes.idOf('acte', a),
      lignes.indexOf,
      (a) => aboutissements.codes[aboutissements.rangs[a] ?? 0] ?? 'inconnu',
    ),
    notes: [],
    defauts: [],
  };
}
