import type { Acte } from './acte.ts';
import type { Atelier } from './atelier.ts';
import { demandInstant, type DateCivile, type Id } from './date-civile.ts';
import type { EvenementSeance } from './evenement-seance.ts';
import type { Feuille } from './feuille.ts';
import { fold, type ChampImport } from './import-champ.ts';
import { issueOf, type ImportCode, type ImportIssue } from './import-issue.ts';
import {
  idOf,
  type ImportReport,
  type InterventionReprise,
  type LigneImport,
  type OptionsImport,
  type OrientationReprise,
} from './import-reprise.ts';
import type { Intervention } from './intervention.ts';
import { VERSION_NOMENCLATURE, type Code } from './nomenclature-2026-1.ts';
import type { Profil } from './profil.ts';
import { can } from './role.ts';

/** Hours of past permanences are not known: a séance of the past opens and closes at this time of its day, for no length. */
const MIDI = 'T12:00:00.000Z';

/** What one meeting of the source becomes. */
export interface Rencontre {
  readonly id: Id;
  readonly date: DateCivile;
  readonly lieuId: Id;
  readonly profil: Profil;
  readonly actes: Acte[];
  readonly motifsVenue: Code<'motifVenue'>[];
  readonly dureeMin: number | 'non_demande';
  readonly canal: Code<'canal'>;
  readonly tiers: Intervention['tiers'];
  readonly renoncement: Intervention['renoncement'];
}

/** Gathers what an import finds, and makes its report. */
export class Collecte {
  readonly issues: ImportIssue[];
  readonly lignes: LigneImport[] = [];
  readonly interventions: InterventionReprise[] = [];
  readonly ateliers: Atelier[] = [];
  readonly orientations: OrientationReprise[] = [];
  colonnesEcartees = 0;
  /** The whole file is refused: no row is ready. */
  refused = false;
  private readonly options: OptionsImport;
  private readonly feuille: Feuille | undefined;
  private readonly lieux: ReadonlyMap<string, Id>;
  private readonly approches = new Map<string, { champ: string; code: string; nombre: number }>();
  private readonly profils = new Map<string, Profil>();

  constructor(options: OptionsImport, feuille?: Feuille) {
    demandInstant(options.maintenant);
    this.options = options;
    this.feuille = feuille;
    this.issues = feuille?.issues ?? [];
    this.lieux = new Map(Object.entries(options.lieux ?? {}).map(([nom, id]) => [fold(nom), id]));
  }

  warn(code: ImportCode, ligne: number, colonne?: number, champ?: ChampImport): void {
    this.add(code, 'avertissement', ligne, colonne, champ);
  }

  error(code: ImportCode, ligne: number, colonne?: number, champ?: ChampImport, alternative?: string): void {
    this.add(code, 'erreur', ligne, colonne, champ, alternative);
  }

  /** An error of the file itself. */
  refuse(code: ImportCode, ligne = 0, colonne?: number, champ?: ChampImport): void {
    this.refused = true;
    this.add(code, 'erreur', ligne, colonne, champ);
  }

  private add(
    code: ImportCode,
    niveau: ImportIssue['niveau'],
    ligne: number,
    colonne?: number,
    champ?: ChampImport,
    alternative?: string,
  ): void {
    this.issues.push(
      issueOf(code, niveau, ligne, {
        ...(colonne !== undefined && { colonne }),
        ...(champ !== undefined && { champ }),
        ...(alternative !== undefined && { alternative }),
      }),
    );
  }

  /** The source did not tell this value apart: counted, not said row by row. */
  approximate(champ: string, code: string): void {
    const key = `${champ} ${code}`;
    const known = this.approches.get(key);
    if (known === undefined) this.approches.set(key, { champ, code, nombre: 1 });
    else known.nombre += 1;
  }

  lieuOf(nom: string): Id | undefined {
    return nom.trim() === '' ? this.options.lieuParDefaut : this.lieux.get(fold(nom));
  }

  isKnown(id: Id): boolean {
    return this.options.connus?.has(id) === true;
  }

  /** Profiles are few: equal ones are one object, in a file of a hundred thousand rows too. */
  share(profil: Profil): Profil {
    const key = Object.values(profil).join('|');
    const known = this.profils.get(key);
    if (known !== undefined) return known;
    this.profils.set(key, profil);
    return profil;
  }

  addRencontre(r: Rencontre): void {
    const agentId = this.options.agentId ?? this.options.acteur.id;
    const { id, lieuId, date, profil, ...rest } = r;
    this.interventions.push({
      lieuId,
      intervention: {
        id,
        ...rest,
        personne: { nature: 'anonyme', profil: this.share(profil) },
        seanceId: idOf('reprise', 'seance', lieuId, date, agentId),
        date,
        creeLe: this.options.maintenant,
        modifieLe: this.options.maintenant,
        version: 1,
        nomenclature: VERSION_NOMENCLATURE,
        annulee: null,
      },
    });
  }

  report(): ImportReport {
    const dates = [
      ...this.interventions.map((i) => i.intervention.date),
      ...this.ateliers.map((a) => a.date),
    ];
    const span = dates.reduce<[DateCivile, DateCivile] | null>(
      (s, d) => (s === null ? [d, d] : [d < s[0] ? d : s[0], d > s[1] ? d : s[1]]),
      null,
    );
    const parCode: Record<string, number> = {};
    for (const { code } of this.issues) parCode[code] = (parCode[code] ?? 0) + 1;
    const count = (statut: LigneImport['statut']): number =>
      this.lignes.reduce((n, l) => n + (l.statut === statut ? 1 : 0), 0);
    const report: ImportReport = {
      lignes: this.lignes,
      issues: this.issues.sort((a, b) => a.ligne - b.ligne),
      resume: {
        format: this.feuille?.format ?? null,
        encodage: this.feuille?.encodage ?? null,
        lignes: this.lignes.length,
        pretes: count('prete'),
        enErreur: count('erreur'),
        doublons: count('doublon'),
        connues: count('connue'),
        interventions: this.interventions.length,
        ateliers: this.ateliers.length,
        seances: new Set(this.interventions.map((i) => i.intervention.seanceId)).size,
        du: span?.[0] ?? null,
        au: span?.[1] ?? null,
        parCode,
        approches: [...this.approches.values()],
        colonnesEcartees: this.colonnesEcartees,
      },
      interventions: this.interventions,
      ateliers: this.ateliers,
      orientations: this.orientations,
      evenements: [],
    };
    if (this.options.dryRun !== false || report.interventions.length === 0) return report;
    return { ...report, evenements: confirmImport(report, this.options) };
  }
}

/** A writer imports her own past; a coordinator, anybody's. */
export function mayImport(o: Pick<OptionsImport, 'acteur' | 'agentId'>): boolean {
  const { acteur, agentId = acteur.id } = o;
  return can(acteur, 'reprendre_fichier', { structureId: acteur.structureId, agentId }).ok;
}

/**
 * The events that record a previewed import, once someone has looked at it: a séance for each lieu and day (of unknown hours),
 * opened and closed, and its interventions. Rows in error give nothing. What `connus` holds is not recorded again, and the
 * same report always gives the same events: `evolve` takes them twice without effect.
 *
 * These events do not pass by `decide`: nobody can check a mandate of the past. They say nothing of mandates.
 *
 * @throws RangeError when the actor may not import: the preview had refused
 */
export function confirmImport(
  report: ImportReport,
  o: Pick<OptionsImport, 'maintenant' | 'acteur' | 'agentId' | 'connus'>,
): EvenementSeance[] {
  if (!mayImport(o)) throw new RangeError('confirmImport needs an actor whose preview was accepted');
  const agentId = o.agentId ?? o.acteur.id;
  const bySeance = new Map<Id, InterventionReprise[]>();
  for (const item of report.interventions) {
    if (o.connus?.has(item.intervention.id) === true) continue;
    const list = bySeance.get(item.intervention.seanceId);
    if (list === undefined) bySeance.set(item.intervention.seanceId, [item]);
    else list.push(item);
  }
  const evenements: EvenementSeance[] = [];
  for (const [seanceId, items] of bySeance) {
    const [first] = items;
    if (first === undefined) continue;
    const { date } = first.intervention;
    const envelope = (...parts: string[]) => {
      const op = idOf('reprise', 'op', seanceId, ...parts);
      return { v: 1 as const, id: `${op}/0`, op, seanceId, le: o.maintenant, par: o.acteur.id };
    };
    const fresh = o.connus?.has(seanceId) !== true;
    if (fresh) {
      evenements.push({
        ...envelope('ouvrir'),
        type: 'SeanceOuverte',
        donnees: {
          structureId: o.acteur.structureId,
          seance: {
            id: seanceId,
            permanenceId: null,
            lieuId: first.lieuId,
            agentId,
            date,
            ouverteA: date + MIDI,
            closeA: null,
            passages: [],
            rdvNonHonores: 0,
            demandesNonSatisfaites: [],
          },
        },
      });
    }
    for (const { intervention } of items) {
      evenements.push({
        ...envelope(intervention.id),
        type: 'InterventionEnregistree',
        donnees: { intervention },
      });
    }
    if (fresh) {
      evenements.push({ ...envelope('clore'), type: 'SeanceClose', donnees: { closeA: date + MIDI } });
    }
  }
  return evenements;
}
