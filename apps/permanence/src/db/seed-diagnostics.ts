import {
  arbreIllectronisme2021,
  createLogicalPlan,
  instruments,
  next,
  score,
  toStatistique,
  type FreinConstate,
  type Reponse,
} from '@porte-plume/diagnostic';
import { orienter } from '@porte-plume/diagnostic/orientation';
import type { Personne } from '@porte-plume/accompagnement';
import type { Scenario } from '@porte-plume/accompagnement/scenario';
import { createHash } from 'node:crypto';
import { keepDiagnostic, type Dossier, type Suite } from '../domain/diagnostics.ts';
import type { Services } from '../server/contexte.ts';
import type { Tx } from './client.ts';

/** One followed person in so many went through the questions. */
const UNE_SUR = 4;
/** How much more a person dares the second time. */
const PROGRES = 0.12;
/** Share of the activities that a person of each profile does: one is enough for an area, so they are small. */
const AISANCE: Readonly<Record<string, number>> = {
  eloigne: 0.02,
  debutant: 0.08,
  presque_autonome: 0.18,
  autonome: 0.6,
};
const AISANCE_INCONNUE = 0.1;
/** Of those who say yes, the share that does it when asked to show. */
const MONTRE = 0.85;

/** The barrier of the interview that a profile of the scenario tells. */
const MATERIEL: Readonly<Record<string, string>> = { aucun: 'aucun', telephone_seul: 'telephone' };

type Suivie = Extract<Personne, { nature: 'suivie' }>;

/** The edition of the interview of the screens, asked until the level is certain: half an interview has no profile. */
const INSTRUMENT = instruments[arbreIllectronisme2021.instrument];
if (INSTRUMENT === undefined) throw new Error('the interview is made for an edition that is not shipped');
const PLAN = createLogicalPlan(INSTRUMENT, { criterion: 'level' });

/** The same number in [0, 1) for the same words: what a person does is drawn once, so that she never unlearns it. */
const draw = (...mots: string[]): number =>
  createHash('sha256').update(mots.join(' ')).digest().readUInt32BE(0) / 2 ** 32;

/**
 * Interviews of invented persons, asked and shown as the screens do: their results, and for those who came twice a
 * second one in which something is new.
 */
export async function seedDiagnostics(
  tx: Tx,
  services: Services,
  orgId: string,
  scenario: Scenario,
): Promise<void> {
  const { zone } = scenario.structure;
  const dejaVues = new Map<string, number>();
  for (const { id, personne, creeLe, annulee } of scenario.interventions) {
    if (annulee !== null || personne.nature !== 'suivie' || draw('choisie', personne.id) > 1 / UNE_SUR)
      continue;
    const fois = dejaVues.get(personne.id) ?? 0;
    dejaVues.set(personne.id, fois + 1);
    if (fois > 1) continue;
    const aisance = (AISANCE[personne.profil.profilNumerique] ?? AISANCE_INCONNUE) + fois * PROGRES;
    const reponses = interview(personne.id, aisance, creeLe);
    const { statistique, suites, dossier } = conclude(personne, reponses);
    await keepDiagnostic(
      tx,
      { ...services, clock: () => new Date(creeLe) },
      { orgId, zone },
      { interventionId: id, personneId: personne.id, statistique, suites, dossier },
    );
  }
}

function interview(personneId: string, aisance: number, le: string): Reponse[] {
  const reponses: Reponse[] = [];
  for (;;) {
    const suite = next(PLAN, reponses);
    if (!suite.ok)
      throw new Error(`demo interview refused: ${suite.motifs.map(({ code }) => code).join(' ')}`);
    const step = suite.value;
    if (step.kind === 'stop') return reponses;
    const { item } = step;
    if (item === 'IU') reponses.push({ item, value: 1, evidence: 'self', le });
    else if (step.kind === 'ask')
      reponses.push({ item, value: draw(item, personneId) < aisance ? 'yes' : 'no', evidence: 'self', le });
    else {
      const montre = draw('montre', item, personneId) < MONTRE;
      reponses.push({ item, value: montre ? 'yes' : 'no', evidence: 'observed', le });
    }
  }
}

function conclude(
  { id: personneId, profil }: Suivie,
  reponses: Reponse[],
): { statistique: ReturnType<typeof toStatistique>; suites: Suite[]; dossier: Dossier } {
  const bilan = INSTRUMENT && score(INSTRUMENT, reponses);
  if (bilan?.ok !== true) throw new Error('demo interview without a result');
  const crainte = draw('crainte', personneId) < 0.3;
  const equipement = MATERIEL[profil.equipement];
  const freins: FreinConstate[] =
    equipement === undefined ? [] : [{ code: 'equipement', value: equipement, evidence: 'self' }];
  const propositions = orienter(bilan.value, freins, {
    confiance: { echelle: 'confiance@0', niveau: null, crainte },
    demarcheEnCours: false,
  });
  if (!propositions.ok) throw new Error('demo interview without proposals');
  const suites = propositions.value.map(({ regle, cible }): Suite => ({
    regle,
    cible,
    accueil: draw('accueil', cible, personneId) < 0.7 ? 'confirmee' : 'plus_tard',
  }));
  const { id, version, hash } = bilan.value.instrument;
  return {
    statistique: toStatistique(bilan.value),
    suites,
    dossier: {
      instrument: `${id}@${version}`,
      hash,
      reponses,
      ressenti: { niveau: null, crainte, souhait: null },
      freins,
      porte: null,
    },
  };
}
