import { COOP } from './coop-libelles.ts';
import { addDays } from './date-civile.ts';
import type { ImportReport, OrientationReprise } from './import-reprise.ts';
import { DELAIS_ORIENTATION, type Orientation } from './orientation-statut.ts';

/** An old tool names a kind of body at most, and some name none. */
const SANS_NOM = 'Organisme non précisé (reprise)';

/**
 * The orientations of a previewed import, to record beside its interventions. What became of them is not known and the past is
 * not chased: they are `expiree` from the first, so that they count as proposed and without an answer. The need is not known
 * either: that of nearly all the work, help with démarches.
 */
export function confirmOrientations(report: Pick<ImportReport, 'orientations'>): Orientation[] {
  return report.orientations.map((o) => ({
    id: o.id,
    interventionId: o.interventionId,
    cible: { nature: 'organisme', organisme: organismeOf(o) },
    besoin: 'Aide aux démarches administratives',
    raisons: [],
    canal: 'remis_papier',
    statut: 'expiree',
    proposeeLe: o.le,
    relanceLe: addDays(o.le, DELAIS_ORIENTATION.relance),
    expireLe: addDays(o.le, DELAIS_ORIENTATION.expiration),
  }));
}

function organismeOf({ structureDeRedirection: code }: OrientationReprise): string {
  return code !== null && Object.hasOwn(COOP.redirection, code)
    ? COOP.redirection[code as keyof typeof COOP.redirection]
    : SANS_NOM;
}
