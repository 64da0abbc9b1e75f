import { addDays } from './date-civile.ts';
import { NOMS_LIEUX } from './scenario-donnees.ts';
import type { Scenario } from './scenario-modele.ts';
import type { Tirage } from './tirage.ts';

const HOUR = 3_600_000;

/** Séances noted at a lieu after it was closed, or after it took another name and another id. */
export function renameLieux(
  s: Scenario,
  { lieuRenomme, lieuFerme }: { lieuRenomme: number; lieuFerme: number },
  tirage: Tirage,
): void {
  const held = new Set(s.interventions.map(({ seanceId }) => seanceId));
  const able = tirage.shuffle(s.lieux).filter(({ id }) => datesOf(s, id, held).length > 1);
  for (const [n, lieu] of able.slice(0, lieuRenomme + lieuFerme).entries()) {
    const dates = datesOf(s, lieu.id, held);
    const fermeLe = addDays(dates[Math.floor(dates.length / 2)] ?? s.au, -1);
    const at = s.lieux.indexOf(lieu);
    const after = s.seances.filter(({ lieuId, date }) => lieuId === lieu.id && date > fermeLe);
    if (n >= lieuRenomme) {
      s.lieux[at] = { ...lieu, fermeLe };
      s.defauts.push({ code: 'lieu_ferme', objet: 'lieu', objetId: lieu.id, champ: 'fermeLe' });
    } else {
      const id = tirage.uuid(Date.parse(`${fermeLe}T08:00:00.000Z`));
      const nom = `${lieu.nom} (ex ${tirage.pick(NOMS_LIEUX)})`;
      s.lieux[at] = { ...lieu, fermeLe, remplacePar: id };
      s.lieux.push({ ...lieu, id, nom });
      s.defauts.push({ code: 'lieu_renomme', objet: 'lieu', objetId: lieu.id, champ: 'nom', avecId: id });
    }
    for (const { id } of after)
      s.defauts.push({
        code: n >= lieuRenomme ? 'lieu_ferme' : 'lieu_renomme',
        objet: 'seance',
        objetId: id,
        champ: 'lieuId',
        avecId: lieu.id,
      });
  }
}

const datesOf = (s: Scenario, lieuId: string, held: ReadonlySet<string>): string[] =>
  s.seances.filter((x) => x.lieuId === lieuId && held.has(x.id)).map(({ date }) => date);

/** The first séance after a change of the clocks, kept at the hour of before: one hour from what its permanence says. */
export function moveHours(s: Scenario, count: number): void {
  const touched = new Set(s.defauts.map(({ objetId }) => objetId));
  const permanences = new Map(s.permanences.map((p) => [p.id, p]));
  let left = count;
  const before = new Map<string, string>();
  for (const [rank, seance] of s.seances.entries()) {
    if (left === 0) return;
    const key = permanences.get(seance.permanenceId ?? '')?.debut ?? '';
    const hour = seance.ouverteA.slice(11);
    const known = before.get(key);
    before.set(key, hour);
    if (known === undefined || known === hour || touched.has(seance.id) || seance.closeA === null) continue;
    const shift = Date.parse(`2000-01-01T${known}`) - Date.parse(`2000-01-01T${hour}`);
    if (Math.abs(shift) !== HOUR) continue;
    const move = (instant: string) => new Date(Date.parse(instant) + shift).toISOString();
    s.seances[rank] = { ...seance, ouverteA: move(seance.ouverteA), closeA: move(seance.closeA) };
    s.defauts.push({ code: 'changement_heure', objet: 'seance', objetId: seance.id, champ: 'ouverteA' });
    left -= 1;
  }
}
