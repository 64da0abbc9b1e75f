import { computePeriode } from '@porte-plume/mandat';
import type { Acte } from './acte.ts';
import { addDays, type DateCivile, type Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import type { Niveaux } from './scenario-exigences.ts';
import { QUOTAS } from './scenario-donnees.ts';
import type { Seance } from './etat-seance.ts';
import { quotas, spread, type Tirage } from './tirage.ts';

/** What an application needs to make the events of a demonstration mandate. */
export interface MandatScenario {
  id: Id;
  personneId: Id;
  ecrivainId: Id;
  demarcheIds: string[];
  forme: 'signature_papier' | 'signature_ecran' | 'ne_sait_signer';
  recueil: 'presence' | 'courrier';
  du: DateCivile;
  /** Last day, included: six months from quantième to quantième. */
  auInclus: DateCivile;
  statut: 'donne' | 'revoque' | 'refuse';
  revoqueLe?: DateCivile;
  synthetic: true;
}

/**
 * Gives a mandate to every acte for which `checkExigences` answers `requis`, and to half of those where it is recommended:
 * one mandate a visit, signed before the act. Refusals and revocations come in the shares of the quotas; a refused mandate
 * covers nothing: that person was served in `faire_avec`.
 */
export function attachMandats(
  interventions: readonly Intervention[],
  seances: ReadonlyMap<Id, Seance>,
  zone: string,
  niveauxOf: (acte: Acte) => Niveaux,
  tirage: Tirage,
): MandatScenario[] {
  const mandats: MandatScenario[] = [];
  const refusable: Intervention[] = [];
  for (const intervention of interventions) {
    const covered = intervention.actes.filter((acte) => {
      const need = niveauxOf(acte).mandat;
      return (
        need === 'requis' || (need === 'recommande' && acte.motifPour !== undefined && tirage.next() < 0.5)
      );
    });
    if (covered.length === 0) {
      if (intervention.actes.some((a) => niveauxOf(a).mandat === 'recommande')) refusable.push(intervention);
      continue;
    }
    const mandat = prepare(intervention, covered, seances.get(intervention.seanceId), zone, tirage);
    for (const acte of covered) acte.mandatId = mandat.id;
    mandats.push(mandat);
  }
  shapeForms(mandats, tirage);
  const share = QUOTAS.quotasActes.mandat;
  tirage
    .shuffle(mandats)
    .slice(0, Math.round(mandats.length * share.revoque))
    .forEach((m) => {
      m.statut = 'revoque';
      m.revoqueLe = addDays(m.du, 20 + tirage.int(60));
    });
  const refused = tirage.shuffle(refusable).slice(0, Math.round(mandats.length * share.refuse));
  return [
    ...mandats,
    ...refused.map((i): MandatScenario => ({
      ...prepare(i, i.actes, seances.get(i.seanceId), zone, tirage),
      statut: 'refuse',
    })),
  ];
}

/** A mandate of six months for these actes of a visit. */
export function prepare(
  intervention: Intervention,
  actes: Intervention['actes'],
  seance: Pick<Seance, 'agentId'> | undefined,
  zone: string,
  tirage: Tirage,
): MandatScenario {
  if (seance === undefined || intervention.personne.nature === 'anonyme') {
    throw new RangeError('a mandate needs a séance and a followed person');
  }
  // An absent person signed by post, some days before.
  const absent = actes.some((a) => a.mode === 'faire_a_la_place_absent');
  const du = absent ? addDays(intervention.date, -3 - tirage.int(8)) : intervention.date;
  const periode = computePeriode(du, { mois: 6 }, zone);
  if (!periode.ok) throw new RangeError('six months is a duration that mandat accepts');
  return {
    id: tirage.uuid(Date.parse(`${du}T08:00:00.000Z`)),
    personneId: intervention.personne.id,
    ecrivainId: seance.agentId,
    demarcheIds: actes.flatMap((a) => (a.objet.nature === 'demarche' ? [a.objet.demarcheId] : [])),
    forme: 'signature_papier',
    recueil: absent ? 'courrier' : 'presence',
    du,
    auInclus: periode.value.auInclus,
    statut: 'donne',
    synthetic: true,
  };
}

/** Exact shares of paper, witnessed and screen; what came by post is paper. */
function shapeForms(mandats: readonly MandatScenario[], tirage: Tirage): void {
  const { papier, oralAvecTemoin } = QUOTAS.quotasActes.mandat;
  const counts = quotas(
    {
      signature_papier: papier,
      ne_sait_signer: oralAvecTemoin,
      signature_ecran: 1 - papier - oralAvecTemoin,
    },
    mandats.length,
  );
  const posted = mandats.filter((m) => m.recueil === 'courrier').length;
  const others = tirage.shuffle(
    spread({ ...counts, signature_papier: Math.max(0, counts.signature_papier - posted) }),
  );
  for (const m of mandats) if (m.recueil === 'presence') m.forme = others.pop() ?? 'signature_papier';
}
