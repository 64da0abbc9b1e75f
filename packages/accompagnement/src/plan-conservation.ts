import { addDays, addMonths, civilDateOf, isCivilDate, type DateCivile, type Id } from './date-civile.ts';
import type { EtatDossiers, Gel } from './etat-dossiers.ts';
import { createProtection, isEnVigueur, keyOf, type ObjetConserve, type Protection } from './gel.ts';
import type { LigneStatistique } from './ligne-statistique-schema.ts';
import { createLignes, type PortsConservation } from './ligne-statistique.ts';
import type { RegleConservation, RegleId } from './regle-conservation.ts';

/** An object that goes, and the row that stays of it. */
export interface Effacement {
  readonly objet: ObjetConserve;
  readonly statistique?: LigneStatistique;
}

/** One line of the dry run: what a rule ends, since when, and what would be done. */
export interface LigneConservation {
  readonly objet: ObjetConserve;
  readonly regle: RegleId;
  /** Edition of the rule. */
  readonly version: string;
  /** Day from which the rule counts: for a dossier its last contact. None for a mandate: its dates come from `mandat`. */
  readonly dernierContact: DateCivile | null;
  /** Last day on which the object is kept, in full. None when a hold of `mandat` has no end. */
  readonly dernierJour: DateCivile | null;
  /** `garder` while a hold protects it: the line is listed, nothing is done. */
  readonly action: RegleConservation['action'] | 'garder';
  /** Holds that reach the object, ended or to come included: they are looked at again when the plan is applied. */
  readonly gels: readonly Gel[];
  /** What goes with it, itself included; empty for an archive. */
  readonly efface: readonly Effacement[];
}

interface Candidat {
  objet: ObjetConserve;
  regle: RegleId;
  depuis: DateCivile | null;
  /** Last day chosen or given from elsewhere: no length is counted. */
  dernierJour?: DateCivile | null;
  efface: () => Effacement[];
  /** Held by the hold of another package. */
  gele?: boolean;
}

/**
 * The dry run (accompagnement §10): every object whose last day has passed, with the rule, the days and the action. It
 * removes nothing. A month counts by quantième and the last day is kept in full: last contact on 29 February 2024, kept
 * through 28 February 2026, action from the next day. What a hold protects is listed with `garder`.
 *
 * @param etat - read by `parseEtatDossiers`; dossiers that only their interventions or suivis name are found too
 * @param regles - those in force on `le` are used; `REGLES_CONSERVATION` or a deployment's own
 * @param le - civil day of the run
 * @returns lines ordered by last day, kind and id: the same for the same state in any order
 * @throws RangeError when `le` is no civil day
 */
export function planConservation(
  etat: EtatDossiers,
  regles: readonly RegleConservation[],
  le: DateCivile,
  ports: PortsConservation = {},
): LigneConservation[] {
  if (!isCivilDate(le)) throw new RangeError('le is no civil day');
  const protection = createProtection(etat);
  const enVigueur = new Map(regles.filter((r) => isEnVigueur(r, le)).map((r) => [r.id, r]));
  const lignes = listCandidats(etat, protection, ports).flatMap((candidat): LigneConservation[] => {
    const regle = enVigueur.get(candidat.regle);
    if (regle === undefined) return [];
    const dernierJour = findDernierJour(candidat, regle);
    if (dernierJour !== null && le <= dernierJour) return [];
    const { objet, depuis, gele = false } = candidat;
    const gels = protection.gelsOf(objet);
    const held = regle.action !== 'archiver' && (gele || gels.some((g) => isEnVigueur(g, le)));
    return [
      {
        objet,
        regle: regle.id,
        version: regle.version,
        dernierContact: depuis,
        dernierJour,
        action: held ? 'garder' : regle.action,
        gels,
        efface: candidat.efface(),
      },
    ];
  });
  const rank = ({ dernierJour, objet, regle }: LigneConservation) =>
    `${dernierJour ?? ''}|${objet.nature}|${objet.id}|${regle}`;
  return lignes.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function findDernierJour({ depuis, dernierJour }: Candidat, { duree }: RegleConservation): DateCivile | null {
  if (dernierJour !== undefined || depuis === null || duree === 'dates_du_mandat') return dernierJour ?? null;
  return 'mois' in duree ? addMonths(depuis, duree.mois) : addDays(depuis, duree.jours);
}

function listCandidats(etat: EtatDossiers, protection: Protection, ports: PortsConservation): Candidat[] {
  const lignes = createLignes(etat, ports);
  const dayOf = (instant: string) => civilDateOf(instant, etat.zone);
  const keep = (nature: ObjetConserve['nature'], id: Id, statistique?: LigneStatistique): Effacement => ({
    objet: { nature, id },
    ...(statistique === undefined ? {} : { statistique }),
  });
  const contenus = new Map<string, (() => Effacement)[]>();
  const put = (owner: string, effacement: () => Effacement) => {
    const known = contenus.get(owner);
    if (known === undefined) contenus.set(owner, [effacement]);
    else known.push(effacement);
  };
  const dossierKey = (personne: Id) => keyOf({ nature: 'dossier', id: personne });
  const contacts = createContacts(protection.rootOf);
  const candidats: Candidat[] = [];
  const add = (
    objet: ObjetConserve,
    regle: RegleId,
    depuis: DateCivile | null,
    efface: () => Effacement[],
    more: Pick<Candidat, 'dernierJour' | 'gele'> = {},
  ) => candidats.push({ objet, regle, depuis, efface, ...more });

  const owners = new Map<Id, string>();
  for (const { personne, ouvertLe, dernierContact } of etat.dossiers) {
    contacts.note(personne, ouvertLe);
    if (dernierContact !== undefined) contacts.note(personne, dernierContact);
  }
  for (const i of etat.interventions ?? []) {
    const efface = () => keep('intervention', i.id, lignes.ofIntervention(i));
    if (i.personne.nature === 'suivie') {
      owners.set(i.id, dossierKey(i.personne.id));
      put(dossierKey(i.personne.id), efface);
      contacts.note(i.personne.id, i.date, i.annulee === null);
    } else {
      const objet = { nature: 'intervention' as const, id: i.id };
      owners.set(i.id, keyOf(objet));
      add(objet, 'passage_anonyme', i.date, () => [efface(), ...openAll(contenus.get(keyOf(objet)))]);
    }
  }
  for (const s of etat.suivis ?? []) {
    put(dossierKey(s.personne), () => keep('suivi', s.id, lignes.ofSuivi(s)));
    contacts.note(s.personne, s.ouvertLe);
  }
  for (const o of etat.orientations ?? []) {
    const efface = () => keep('orientation', o.id, lignes.ofOrientation(o));
    put(owners.get(o.interventionId) ?? '', efface);
    add({ nature: 'orientation', id: o.id }, 'orientation', o.proposeeLe, () => [efface()]);
  }
  for (const d of etat.diagnostics ?? []) {
    const efface = () => keep('diagnostic', d.id, lignes.ofDiagnostic(d));
    put(dossierKey(d.personne), efface);
    contacts.note(d.personne, d.le);
    add({ nature: 'diagnostic', id: d.id }, 'diagnostic', d.le, () => [efface()]);
  }
  for (const n of etat.notes ?? []) {
    const efface = () => keep('note', n.id);
    put(dossierKey(n.personne), efface);
    contacts.note(n.personne, n.ecriteLe, false);
    const chosen = n.expireLe === undefined ? {} : { dernierJour: n.expireLe };
    add({ nature: 'note', id: n.id }, 'note', n.ecriteLe, () => [efface()], chosen);
  }
  for (const a of etat.adressages ?? []) {
    const recuLe = dayOf(a.recuLe);
    const efface = () => keep('adressage', a.id, lignes.ofAdressage(a, recuLe));
    const objet = { nature: 'adressage' as const, id: a.id };
    if (a.personne !== undefined) {
      put(dossierKey(a.personne), efface);
      contacts.note(a.personne, recuLe, false);
    }
    if (a.retour !== null) add(objet, 'retour', dayOf(a.retour.le), () => [efface()]);
    else if (a.personne === undefined) add(objet, 'adressage', recuLe, () => [efface()]);
  }
  for (const seance of etat.seances ?? []) {
    for (const { id, prevuA } of seance.passages) {
      add({ nature: 'passage', id }, 'file_attente', seance.date, () => [
        keep('passage', id, lignes.ofPassage(seance, prevuA !== undefined)),
      ]);
    }
  }
  for (const [personne, depuis] of contacts.list()) {
    add({ nature: 'dossier', id: personne }, 'dossier', depuis, () => [
      ...openAll(contenus.get(dossierKey(personne))),
      keep('dossier', personne),
    ]);
  }
  for (const { id, archiveDes, purgeDes, archive } of etat.mandats ?? []) {
    const objet = { nature: 'mandat' as const, id };
    const veille = addDays(archiveDes, -1);
    if (!archive) add(objet, 'mandat_archive', null, () => [], { dernierJour: veille });
    if (purgeDes !== null) {
      add(objet, 'mandat_purge', null, () => [keep('mandat', id)], { dernierJour: addDays(purgeDes, -1) });
    } else {
      // A hold of mandat without an end: it is listed from the day of the archive on.
      add(objet, 'mandat_purge', null, () => [keep('mandat', id)], { dernierJour: veille, gele: true });
    }
  }
  return candidats;
}

const openAll = (effacements: readonly (() => Effacement)[] = []): Effacement[] =>
  effacements.map((e) => e());

/** Last contact of each dossier: that of everyone merged with it. What is no contact counts only when there is nothing else. */
function createContacts(rootOf: (personne: Id) => Id) {
  const last = new Map<Id, { vrai?: DateCivile; autre: DateCivile }>();
  const dossiers = new Set<Id>();
  return {
    note(personne: Id, le: DateCivile, isContact = true): void {
      dossiers.add(personne);
      const root = rootOf(personne);
      const known = last.get(root) ?? { autre: le };
      if (le > known.autre) known.autre = le;
      if (isContact && (known.vrai === undefined || le > known.vrai)) known.vrai = le;
      last.set(root, known);
    },
    list: (): [Id, DateCivile][] =>
      [...dossiers].map((personne) => {
        const known = last.get(rootOf(personne));
        return [personne, known?.vrai ?? known?.autre ?? ''];
      }),
  };
}
