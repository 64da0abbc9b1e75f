import { createContext, type ReactNode, useContext } from 'react';
import { Icone } from './icons.tsx';

/** A refusal attached to a field: `champ` is the `name` of the control. */
export interface Erreur {
  champ: string;
  phrase: string;
}

/** Nothing is asked for in here, and what is around says so. */
export const Libre = createContext(false);

/**
 * One convention in every form (RGAA 11.10): what may stay empty says « facultatif », all the rest is asked for, and says
 * so to screen readers. A box is a yes or a no; the few that must be ticked say it.
 */
export function useDemande(facultatif: boolean | undefined): true | undefined {
  const libre = useContext(Libre);
  return libre || facultatif === true ? undefined : true;
}

/** What a label says after its words. */
export function Mention({ si, mots = 'facultatif' }: { si?: boolean | undefined; mots?: string }): ReactNode {
  return si === true ? <small>{`\u00a0(${mots})`}</small> : null;
}

export function phrasesDe(erreurs: readonly Erreur[] | undefined, nom: string): string[] {
  return (erreurs ?? []).filter(({ champ }) => champ === nom).map(({ phrase }) => phrase);
}

export function Fautes({ nom, phrases }: { nom: string; phrases: readonly string[] }): ReactNode {
  if (phrases.length === 0) return null;
  return (
    <p className="faute" id={`${nom}-erreur`}>
      <Icone nom="attention" />
      <span>{phrases.join(' ')}</span>
    </p>
  );
}

export function decritPar(nom: string, aide: boolean, faute: boolean): string | undefined {
  const ids = [...(aide ? [`${nom}-aide`] : []), ...(faute ? [`${nom}-erreur`] : [])];
  return ids.length === 0 ? undefined : ids.join(' ');
}
