import type { Acte } from './acte.ts';
import { addDays, type Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import { computePseudonyme } from './personne.ts';
import { CLE_DEMO } from './scenario-personnes.ts';
import { QUOTAS } from './scenario-donnees.ts';
import type { Defaut, NoteScenario, Scenario } from './scenario-modele.ts';
import { moveHours, renameLieux } from './scenario-sale-lieux.ts';
import { computeTrancheAge } from './tranche-age.ts';
import type { Tirage } from './tirage.ts';

/** Actes left without the mandate that they require: enough to see it refused. The file gives no quota. */
const MANDATS_ABSENTS = 3;

/**
 * A scenario made dirty, in the counts of the quotas: rows that are not named in `defauts` (nor visits of a person named
 * there) are those of the clean set, byte for byte. The given one is not changed.
 */
export function soil(clean: Scenario, tirage: Tirage): Scenario {
  const s: Scenario = {
    ...clean,
    lieux: [...clean.lieux],
    seances: [...clean.seances],
    personnes: [...clean.personnes],
    interventions: [...clean.interventions],
    suivis: [...clean.suivis],
    mandats: [...clean.mandats],
    notes: [],
    defauts: [],
  };
  const { sale } = QUOTAS;
  const n = clean.personnes.length;
  renameLieux(s, sale, tirage);
  moveHours(s, sale.jourChangementHeure);
  addDoubles(s, Math.round(n * sale.personnesDoublees), tirage);
  addHomonymes(s, Math.round(n * sale.homonymes), tirage);
  addNotes(s, Math.round(n * sale.suitesDeChiffresTypeNIR), tirage);

  const touched = new Set(s.defauts.map(({ objetId }) => objetId));
  const free = tirage.shuffle(s.interventions.map((_, rank) => rank)).filter((rank) => {
    const i = s.interventions[rank];
    return i?.personne.nature === 'suivie' && !touched.has(i.personne.id) && !touched.has(i.seanceId);
  });
  removeMandats(s, free, MANDATS_ABSENTS);
  const missing = Math.round(clean.interventions.length * sale.dureeManquante);
  change(
    s,
    free.splice(0, missing),
    'duree_manquante',
    'dureeMin',
    (i) => without(i, 'dureeMin') as Intervention,
  );
  // Entered before the séance was open: nobody was there yet.
  // Without a mandate: it would be refused for the mandate too.
  const early = free
    .filter((rank) => s.interventions[rank]?.actes.every((a) => a.mandatId === undefined))
    .slice(0, sale.saisiesAnterieuresASeance);
  change(s, early, 'saisie_anterieure', 'creeLe', (i) => {
    const creeLe = `${addDays(i.date, -1 - tirage.int(5))}T09:00:00.000Z`;
    return { ...i, creeLe, modifieLe: creeLe };
  });
  // Dated of the day on which it was typed, not of the séance.
  const { nombre } = QUOTAS.quotasInterventions.dateSaisieTardive;
  const late = free.filter((rank) => !early.includes(rank)).slice(0, nombre);
  change(s, late, 'saisie_tardive', 'date', (i) => ({
    ...i,
    date: addDays(i.date, 1 + tirage.int(20)),
  }));
  return s;
}

function without<T extends object, K extends keyof T & string>(row: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== key)) as Omit<T, K>;
}

function change(
  s: Scenario,
  ranks: readonly number[],
  code: Defaut['code'],
  champ: string,
  spoil: (i: Intervention) => Intervention,
): void {
  for (const rank of ranks) {
    const clean = s.interventions[rank];
    if (clean === undefined) continue;
    s.interventions[rank] = spoil(clean);
    s.defauts.push({ code, objet: 'intervention', objetId: clean.id, champ });
  }
}

function removeMandats(s: Scenario, free: number[], count: number): void {
  let left = count;
  for (const rank of [...free]) {
    if (left === 0) return;
    const i = s.interventions[rank];
    // Absent: required whatever the démarche.
    const at =
      i?.actes.findIndex((a) => a.mode === 'faire_a_la_place_absent' && a.mandatId !== undefined) ?? -1;
    const acte = i?.actes[at];
    if (i === undefined || acte === undefined) continue;
    const actes = i.actes.map((a, index) => (index === at ? (without(a, 'mandatId') as Acte) : a));
    s.interventions[rank] = { ...i, actes };
    s.defauts.push({
      code: 'mandat_absent',
      objet: 'acte',
      objetId: acte.id,
      champ: 'mandatId',
      avecId: i.id,
    });
    free.splice(free.indexOf(rank), 1);
    left -= 1;
  }
}

/** The same person entered twice, by a typing error: her last visit is on the second file. */
function addDoubles(s: Scenario, count: number, tirage: Tirage): void {
  const visitesOf = groupVisites(s);
  let left = count;
  for (const personne of tirage.shuffle(s.personnes)) {
    if (left === 0) return;
    const visites = visitesOf.get(personne.id) ?? [];
    const rank = visites.at(-1);
    const last = rank === undefined ? undefined : s.interventions[rank];
    if (visites.length < 2 || last === undefined || rank === undefined) continue;
    const own = s.suivis.filter(({ interventionIds: ids }) => ids.includes(last.id));
    if (own.some(({ interventionIds: ids }) => ids.length > 1)) continue;
    const nom = swapLetters(personne.nom, tirage);
    const id = tirage.uuid(Date.parse(last.creeLe));
    const double = { ...personne, id, nom, pseudonyme: pseudonymeOf(s, { ...personne, nom }, 0) };
    s.personnes.push(double);
    const person = {
      nature: 'suivie' as const,
      id,
      pseudonyme: double.pseudonyme,
      profil: last.personne.profil,
    };
    s.interventions[rank] = { ...last, personne: person };
    s.suivis = s.suivis.map((x) => (own.includes(x) ? { ...x, personne: id } : x));
    const mandats = new Set(last.actes.map((a) => a.mandatId));
    s.mandats = s.mandats.map((m) => (mandats.has(m.id) ? { ...m, personneId: id } : m));
    s.defauts.push({
      code: 'personne_doublee',
      objet: 'personne',
      objetId: id,
      champ: 'nom',
      avecId: personne.id,
    });
    left -= 1;
  }
}

/** Two persons of one name and one year, rightly told apart by their discriminant. */
function addHomonymes(s: Scenario, count: number, tirage: Tirage): void {
  const visitesOf = groupVisites(s);
  const taken = new Set(s.defauts.flatMap(({ objetId, avecId }) => [objetId, avecId]));
  let left = count;
  for (const autre of tirage.shuffle(s.personnes)) {
    if (left === 0) return;
    const visites = (visitesOf.get(autre.id) ?? []).flatMap((rank) => s.interventions[rank] ?? []);
    const model = s.personnes.find(
      (p) =>
        p.id !== autre.id &&
        !taken.has(p.id) &&
        p.nom !== autre.nom &&
        visites.every((i) => computeTrancheAge(p.anneeNaissance, i.date) === i.personne.profil.trancheAge),
    );
    if (taken.has(autre.id) || model === undefined) continue;
    taken.add(autre.id).add(model.id);
    const { nom, prenom, anneeNaissance } = model;
    const pseudonyme = pseudonymeOf(s, model, 1);
    s.personnes[s.personnes.indexOf(autre)] = { ...autre, nom, prenom, anneeNaissance, pseudonyme };
    for (const rank of visitesOf.get(autre.id) ?? []) {
      const i = s.interventions[rank];
      if (i?.personne.nature === 'suivie')
        s.interventions[rank] = { ...i, personne: { ...i.personne, pseudonyme } };
    }
    s.defauts.push({
      code: 'homonyme',
      objet: 'personne',
      objetId: autre.id,
      champ: 'nom',
      avecId: model.id,
    });
    left -= 1;
  }
}

/** A number in the form of a NIR, with a right key of an impossible month and department: nobody's. */
function addNotes(s: Scenario, count: number, tirage: Tirage): void {
  for (const personne of tirage.shuffle(s.personnes).slice(0, count)) {
    const body = `${1 + tirage.int(2)}${String(personne.anneeNaissance).slice(2)}99 99 990 ${String(tirage.int(1000)).padStart(3, '0')}`;
    const digits = body.replace(/\s/gu, '');
    const cle = String(97 - Number(BigInt(digits) % 97n)).padStart(2, '0');
    const note: NoteScenario = {
      id: tirage.uuid(Date.parse(`${s.du}T08:00:00.000Z`)),
      personneId: personne.id,
      texte: `Son numéro : ${digits} ${cle}`,
      synthetic: true,
    };
    s.notes.push(note);
    s.defauts.push({ code: 'suite_de_chiffres_nir', objet: 'note', objetId: note.id, champ: 'texte' });
  }
}

function groupVisites(s: Scenario): Map<Id, number[]> {
  const groups = new Map<Id, number[]>();
  for (const [rank, { personne }] of s.interventions.entries()) {
    if (personne.nature === 'suivie') groups.set(personne.id, [...(groups.get(personne.id) ?? []), rank]);
  }
  return groups;
}

/** Two letters the other way round, inside the word. */
function swapLetters(nom: string, tirage: Tirage): string {
  const signs = Array.from(nom);
  for (let attempt = 0; ; attempt++) {
    const at = 1 + tirage.int(Math.max(1, signs.length - 2));
    const [a, b] = [signs[at] ?? '', signs[at + 1] ?? ''];
    if (a === b && attempt < 20) continue;
    return [...signs.slice(0, at), b, a, ...signs.slice(at + 2)].join('');
  }
}

function pseudonymeOf(
  s: Scenario,
  p: { nom: string; prenom: string; anneeNaissance: number },
  discriminant: number,
): string {
  const { nom, prenom, anneeNaissance } = p;
  const taken = new Set(s.personnes.map(({ pseudonyme }) => pseudonyme));
  for (let d = discriminant; ; d++) {
    const pseudonyme = computePseudonyme({
      cle: CLE_DEMO,
      organisationId: s.structure.id,
      nom,
      prenom,
      anneeNaissance,
      discriminant: d,
    });
    if (!taken.has(pseudonyme)) return pseudonyme;
  }
}
