import type { ImportReport } from '@porte-plume/accompagnement/imports';
import { nextId } from './import-messages.ts';

/**
 * The report of an import when some of it was brought before, and undone: it may be taken up again, under the next id of its
 * row, since the first one is cancelled for ever. What was taken up again already is known.
 */
export function renewUndone(
  report: ImportReport,
  annulees: readonly string[],
  connus: ReadonlySet<string>,
): ImportReport {
  const undone = new Set(annulees);
  if (undone.size === 0) return report;
  const renewed = (id: string): string => {
    let frais = id;
    while (undone.has(frais)) frais = nextId(frais);
    return frais;
  };
  const ids = new Map(report.interventions.map(({ intervention: { id } }) => [id, renewed(id)]));
  const orientations = new Map(
    report.orientations.map(({ id, interventionId }) => [
      id,
      ids.get(interventionId) === interventionId ? id : nextId(`${id} ${ids.get(interventionId) ?? ''}`),
    ]),
  );
  const interventions = report.interventions
    .map((une) => {
      const { id, actes } = une.intervention;
      return {
        ...une,
        intervention: {
          ...une.intervention,
          id: ids.get(id) ?? id,
          actes: actes.map((acte) =>
            acte.issue.code === 'orientee'
              ? {
                  ...acte,
                  issue: {
                    ...acte.issue,
                    orientationId: orientations.get(acte.issue.orientationId) ?? acte.issue.orientationId,
                  },
                }
              : acte,
          ),
        },
      };
    })
    .filter(({ intervention }) => !connus.has(intervention.id));
  const ateliers = report.ateliers
    .map((un) => ({ ...un, id: renewed(un.id) }))
    .filter(({ id }) => !connus.has(id));
  const deja = report.interventions.length + report.ateliers.length - interventions.length - ateliers.length;
  const { resume } = report;
  return {
    ...report,
    interventions,
    ateliers,
    orientations: report.orientations.map((une) => ({
      ...une,
      id: orientations.get(une.id) ?? une.id,
      interventionId: ids.get(une.interventionId) ?? une.interventionId,
    })),
    resume: {
      ...resume,
      pretes: Math.max(0, resume.pretes - deja),
      connues: resume.connues + deja,
      interventions: interventions.length,
      ateliers: ateliers.length,
      seances: new Set(interventions.map(({ intervention }) => intervention.seanceId)).size,
    },
  };
}
