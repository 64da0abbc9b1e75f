/**
 * Every indicator of the set over 5,000 and 50,000 interventions (targets of the specification: 10 and 60 ms): over facts that
 * were prepared, each round a period that was never asked, then over plain facts, then `computeIndicateur` called once a code.
 * `node bench/indicateurs.bench.mjs` after a build. No library computes these figures: the same rows are counted by hand (A1
 * by month, A2, P7), so that a wrong answer is not a fast one. The bench of the same name in `apps/permanence` sets them
 * beside one query of SQL a family.
 */
import {
  computeIndicateur,
  computeIndicateurs,
  getIndicateurs,
  prepareFaits,
} from '@porte-plume/accompagnement/indicateurs';
import { createFaits } from './faits.mjs';

/** Time of processor, in milliseconds: other work on the machine does not count. */
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const annee = { du: '2026-01-01', au: '2026-12-31' };
const set = getIndicateurs('indicateurs@2026.1');
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** The same three figures, counted by hand. */
function checkAnswers(faits, answers) {
  const kept = faits.interventions.filter((i) => i.annulee === null);
  const persons = new Set(kept.flatMap((i) => (i.personne.nature === 'suivie' ? [i.personne.id] : [])));
  const asked = kept.filter((i) => i.personne.profil.statut !== 'non_demande');
  const retraite = asked.filter((i) => i.personne.profil.statut === 'retraite').length;
  const part = answers.P7.value.parts.find(({ key }) => key.statut === 'retraite');
  const may = answers.A1.value.parts.find(({ key }) => key.mois === '2026-05');
  if (
    answers.A1.value.value !== kept.length ||
    answers.A2.value.value !== persons.size ||
    part.value !== retraite ||
    part.n !== asked.length ||
    may.value !== kept.filter((i) => i.date.startsWith('2026-05')).length
  )
    throw new Error('the figures are not those of a plain count');
  const refused = Object.entries(answers).filter(([, answer]) => !answer.ok);
  if (refused.length > 0) throw new Error(`refused: ${refused.map(([code]) => code).join(' ')}`);
}

const timed = (list, work) => {
  const start = now();
  work();
  list.push(now() - start);
};

const rows = [];
for (const [n, rounds] of [
  [5_000, 25],
  [50_000, 9],
]) {
  const faits = createFaits(n);
  checkAnswers(faits, computeIndicateurs(set, faits, annee));
  const [prepared, plain, alone, preparation] = [[], [], [], []];
  const prepares = prepareFaits(faits);
  checkAnswers(faits, computeIndicateurs(set, prepares, annee));
  for (let round = 0; round < rounds; round++) {
    const jusquAu = { du: annee.du, au: `2026-12-${String(30 - round).padStart(2, '0')}` };
    timed(prepared, () => computeIndicateurs(set, prepares, jusquAu));
    timed(plain, () => computeIndicateurs(set, faits, jusquAu));
    timed(preparation, () => computeIndicateurs(set, prepareFaits(faits), annee));
    if (round < 2)
      timed(alone, () => {
        for (const def of set) computeIndicateur(def, faits, jusquAu);
      });
  }
  const [ours, once, each] = [prepared, [...plain, ...preparation], alone].map(median);
  console.log(
    `${n} interventions, ${set.length} indicators, processor: prepared ${ours.toFixed(1)} ms, plain ${once.toFixed(1)} ms, one by one ${each.toFixed(0)} ms`,
  );
  const compare = (measure, mine, peer, theirs) =>
    rows.push({
      measure: `${set.length} indicateurs, ${n} interventions, ${measure}`,
      ours: Number(mine.toFixed(1)),
      unit: 'ms',
      peer,
      theirs: Number(theirs.toFixed(1)),
      ratio: Number((theirs / mine).toFixed(1)),
      better: 'higher',
    });
  compare('faits préparés', ours, 'faits lus à neuf', once);
  compare('faits lus à neuf', once, 'computeIndicateur, un code à la fois', each);
}
console.log(JSON.stringify({ bench: 'indicateurs', rows }));
