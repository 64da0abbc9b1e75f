import { isALaPlace, type ActeMandat, type Issue, type Mode } from './acte.ts';

/** What an entry says of one acte before it is complete. */
export interface SaisieActes {
  mode?: Mode | undefined;
  issue?: Issue['code'] | undefined;
  /** Acts that the writer ticked; none ticked is no answer. */
  coches?: readonly ActeMandat[] | undefined;
}

/**
 * Acts done by the writer, for an entry that does not list them all (accompagnement §5.2). Informing, or letting the person
 * do, is no act of the writer. Doing together is what was ticked. Doing in her place is at least to look and to type, and to
 * file once the démarche has left: finished, or waiting for its answer. What was ticked always wins.
 */
export function inferActesFaits({ mode, issue, coches = [] }: SaisieActes): ActeMandat[] {
  if (mode === undefined || (mode !== 'faire_avec' && !isALaPlace(mode))) return [];
  if (coches.length > 0 || mode === 'faire_avec') return [...coches];
  return issue === 'finalisee' || issue === 'en_attente_reponse'
    ? ['consulter', 'saisir', 'deposer']
    : ['consulter', 'saisir'];
}
