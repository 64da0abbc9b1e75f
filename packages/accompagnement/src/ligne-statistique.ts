import { getDemarche } from '@porte-plume/demarches';
import type { DateCivile, Id } from './date-civile.ts';
import type { EtatDossiers } from './etat-dossiers.ts';
import type { LigneStatistique } from './ligne-statistique-schema.ts';

type Liste<K extends keyof EtatDossiers> = NonNullable<EtatDossiers[K]> extends (infer T)[] ? T : never;

/** `getDemarche` of demarches by default: a deployment with démarches of its own gives its own. */
export interface PortsConservation {
  getDemarche?: (id: string) => { readonly perimetre: string } | null | undefined;
}

/** `2026-11-23` → `2026-T4`. */
export function toTrimestre(date: DateCivile): string {
  return `${date.slice(0, 4)}-T${String(Math.ceil(Number(date.slice(5, 7)) / 3))}`;
}

/** Rows of the objects of a state, each kind by its own rule. */
export function createLignes(etat: EtatDossiers, ports: PortsConservation) {
  const find = ports.getDemarche ?? getDemarche;
  const perimetreOf = (demarcheId: string) => find(demarcheId)?.perimetre ?? 'inconnu';
  const territoires = new Map((etat.lieux ?? []).map((lieu) => [lieu.id, lieu.territoireId]));
  const lieuxDesSeances = new Map((etat.seances ?? []).map((seance) => [seance.id, seance.lieuId]));
  const territoireOf = (seanceId: Id) => territoires.get(lieuxDesSeances.get(seanceId) ?? '') ?? null;

  return {
    /** A cancelled intervention counts nowhere: it leaves no row. */
    ofIntervention(i: Liste<'interventions'>): LigneStatistique | undefined {
      if (i.annulee !== null) return undefined;
      const perimetres = i.actes.flatMap(({ objet }) =>
        objet.nature === 'demarche' ? [perimetreOf(objet.demarcheId)] : [],
      );
      return {
        nature: 'intervention',
        trimestre: toTrimestre(i.date),
        territoireId: territoireOf(i.seanceId),
        personne: i.personne.nature,
        trancheAge: i.personne.profil.trancheAge,
        profilNumerique: i.personne.profil.profilNumerique,
        perimetres: [...new Set(perimetres)].sort(),
        modes: [...new Set(i.actes.map(({ mode }) => mode))].sort(),
        duree: toBande(i.dureeMin),
      };
    },
    ofSuivi: (s: Liste<'suivis'>): LigneStatistique => ({
      nature: 'suivi',
      trimestre: toTrimestre(s.ouvertLe),
      perimetre: perimetreOf(s.demarcheId),
      aboutissement: s.aboutissement,
    }),
    ofOrientation: (o: Liste<'orientations'>): LigneStatistique => ({
      nature: 'orientation',
      trimestre: toTrimestre(o.proposeeLe),
      cible: o.cible.nature,
      statut: o.statut,
      motifRefus: o.motifRefus ?? null,
    }),
    ofAdressage: (a: Liste<'adressages'>, recuLe: DateCivile): LigneStatistique => ({
      nature: 'adressage',
      trimestre: toTrimestre(recuLe),
      perimetre: a.perimetre,
      urgence: a.urgence,
      retour: a.retour?.code ?? null,
    }),
    ofDiagnostic: (d: Liste<'diagnostics'>): LigneStatistique => ({
      nature: 'diagnostic',
      trimestre: toTrimestre(d.le),
      profilNumerique: d.profilNumerique,
    }),
    ofPassage: (seance: Liste<'seances'>, prevu: boolean): LigneStatistique => ({
      nature: 'passage',
      trimestre: toTrimestre(seance.date),
      territoireId: territoireOf(seance.id),
      prevu,
    }),
  };
}

type Bande = Extract<LigneStatistique, { nature: 'intervention' }>['duree'];

function toBande(minutes: number | 'non_demande'): Bande {
  if (minutes === 'non_demande') return 'non_demande';
  if (minutes < 30) return 'moins_30';
  if (minutes < 60) return '30_59';
  return minutes < 120 ? '60_119' : '120_plus';
}
