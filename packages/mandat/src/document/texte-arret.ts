import { date, liste, type BlocTexte, type Inline } from './ast.ts';
import { findCaducite } from '../histoire/caducite.ts';
import type { EtatMandat, Fin, ItemEtat, Retrait } from '../modele/etat.ts';
import { toFrancais, toLibelleActe, toNomDemarche, toNomItem } from './libelles.ts';
import { compose, typographier } from './message.ts';
import type { Acte, NiveauDocument } from '../modele/nomenclatures.ts';
import { definitions, entree, phrase, texte, titreDe, type Partie } from './parties.ts';
import { findDemarche } from '../modele/portee.ts';
import type { Redaction } from './redaction.ts';
import { toSituation, type Reste } from './restes.ts';
import { toDateCivile, toHeure, type Instant } from '../modele/temps.ts';
import { writeConstituant, writeMandant } from './texte-complet.ts';
import type { Textes } from './textes/fr.ts';
import { formatHorloge } from './typographie.ts';

/** One thing that ended: the whole mandate, or what an end closed inside one item. */
interface Arret {
  fin: Fin;
  item?: ItemEtat;
  retrait?: Retrait;
}

/**
 * Everything that was stopped, in the order of its effect; what one event closed in several items is told item by
 * item. The ends by law (18 years, oral consent never signed) are known only at an instant.
 */
export function listArrets(etat: EtatMandat, instant: Instant | undefined): Arret[] {
  const deDroit = instant === undefined ? undefined : findCaducite(etat, { instant });
  const fins = [...etat.fins, ...(deDroit === undefined ? [] : [deDroit])];
  const touche = (item: ItemEtat, { demarcheIds }: Retrait) =>
    demarcheIds === undefined || demarcheIds.some((id) => findDemarche(item, id) !== undefined);
  const arrets: Arret[] = [
    ...fins.map((fin) => ({ fin })),
    ...etat.items.flatMap((item) =>
      item.retraits.filter((r) => touche(item, r)).map((retrait) => ({ fin: retrait.fin, item, retrait })),
    ),
  ];
  return arrets.sort((a, b) => (a.fin.faitLe < b.fin.faitLe ? -1 : a.fin.faitLe > b.fin.faitLe ? 1 : 0));
}

/** Certificate of what was stopped: what, when in the structure's zone, who asked, how, and what remains. */
export function writeRevocation(
  r: Redaction,
  etat: EtatMandat,
  niveau: NiveauDocument,
  instant: Instant | undefined,
): Partie[] {
  const { restes } = toSituation(etat, instant);
  return [
    (t) => [phrase(t, t.arret.intro)],
    (t) => [writeParties(t, r)],
    ...listArrets(etat, instant).map(
      (arret): Partie =>
        (t) =>
          writeArret(t, arret, r, niveau),
    ),
    (t) => writeReste(t, restes, niveau),
    (t) => [phrase(t, t.arret.avant), phrase(t, t.arret.encore)],
    ...(niveau === 'complet' ? [(t: Textes) => [phrase(t, t.arret.droit)]] : []),
  ];
}

/** Who the mandate was between, and its dates: the head of the certificate, of the account and of the sheet. */
export function writeParties(t: Textes, r: Redaction): BlocTexte {
  const personne = r.constituant.kind === 'mandant' ? [] : [writeConstituant(t, r)];
  return definitions(
    entree(t, t.arret.personne, writeMandant(t, r), ...personne),
    entree(t, t.arret.structure, [toFrancais(r.structure.libelle, 'fort')]),
    ...(r.periode === undefined
      ? []
      : [
          entree(t, t.arret.debut, [date(r.periode.du)]),
          entree(t, t.arret.finPrevue, [date(r.periode.auInclus)]),
        ]),
  );
}

function writeArret(
  t: Textes,
  { fin, item, retrait }: Arret,
  r: Redaction,
  niveau: NiveauDocument,
): BlocTexte[] {
  const { zone } = r.structure;
  const cause = fin.cause === undefined ? [] : [[texte(typographier(t, t.causes[fin.cause]))]];
  return [
    titreDe(t, 2, t.arret.quoi),
    ...(item === undefined || retrait === undefined
      ? [phrase(t, t.arret.tout)]
      : writePartie(t, item, retrait, niveau)),
    definitions(
      entree(t, t.arret.quand, toMoment(t, fin.faitLe, zone)),
      ...(fin.connuLe === fin.faitLe ? [] : [entree(t, t.arret.connu, toMoment(t, fin.connuLe, zone))]),
      ...(fin.demandePar === undefined
        ? []
        : [entree(t, t.arret.par, [texte(typographier(t, t.demandeurs[fin.demandePar]))])]),
      ...(fin.canal === undefined
        ? []
        : [entree(t, t.arret.comment, [texte(typographier(t, t.canaux[fin.canal]))])]),
      entree(t, t.arret.pourquoi, [texte(typographier(t, t.statuts[fin.statut]))], ...cause),
    ),
  ];
}

function writePartie(
  t: Textes,
  item: ItemEtat,
  { actes, demarcheIds }: Retrait,
  niveau: NiveauDocument,
): BlocTexte[] {
  const demarches = (demarcheIds ?? []).flatMap((id) => findDemarche(item, id) ?? []);
  const noms = demarches.length === 0 ? [[toNomItem(t, item)]] : demarches.map((d) => [toNomDemarche(d)]);
  const lus = (actes ?? []).map((acte) => [texte(toLibelleActe(t, acte, niveau))]);
  return [
    phrase(t, t.arret.partie),
    definitions(
      entree(t, t.arret.demarches, ...noms),
      ...(lus.length === 0 ? [] : [entree(t, t.arret.actes, ...lus)]),
    ),
  ];
}

function writeReste(t: Textes, restes: readonly Reste[], niveau: NiveauDocument): BlocTexte[] {
  if (restes.length === 0) return [titreDe(t, 2, t.arret.reste), phrase(t, t.arret.rien)];
  return [titreDe(t, 2, t.arret.reste), phrase(t, t.arret.continue), ...writeRestes(t, restes, niveau)];
}

/** The parts still open, with their acts; inside a theme, démarche by démarche. */
export function writeRestes(t: Textes, restes: readonly Reste[], niveau: NiveauDocument): BlocTexte[] {
  const lire = (actes: readonly Acte[]) => actes.map((acte) => [texte(toLibelleActe(t, acte, niveau))]);
  return restes.flatMap(({ item, paires }): BlocTexte[] => [
    { kind: 'titre', niveau: 3, contenu: [toNomItem(t, item)] },
    item.portee.kind === 'demarche'
      ? liste(paires.flatMap(({ actes }) => lire(actes)))
      : definitions(
          ...paires.map(({ demarche, actes }) => ({
            terme: [toNomDemarche(demarche)],
            valeurs: lire(actes),
          })),
        ),
  ]);
}

/** Civil day and hour in the structure's zone, on a clock: « mardi 14 juillet 2026 à 14:30 ». */
export function toMoment(t: Textes, instant: Instant, zone: string): Inline[] {
  return compose(t, t.arret.dateHeure, {
    date: date(toDateCivile(instant, zone)),
    heure: formatHorloge(toHeure(instant, zone), t.langue),
  });
}
