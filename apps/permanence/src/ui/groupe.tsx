import type { ReactNode } from 'react';
import { decritPar, type Erreur, Fautes, Mention, phrasesDe } from './champ.tsx';

/** A code of a nomenclature with its French label; `aide` is a second, quieter line. */
export interface Choix {
  code: string;
  libelle: string;
  aide?: string;
  /** The same words in the language of the person. */
  traduction?: ReactNode;
}

export interface GroupeProps {
  nom: string;
  legende: ReactNode;
  facultatif?: boolean;
  choix: readonly Choix[];
  aide?: ReactNode;
  erreurs?: readonly Erreur[];
  forme?: 'ligne' | 'liste' | 'pile';
  /** Name of the fold that these answers open (see `[data-volet]` in form.css). */
  volet?: string;
}

/** Answers under one legend; the first control bears the id that errors point to. */
export function Groupe(
  props: GroupeProps & {
    touches?: boolean;
    /** One answer is asked for, and none is given yet. */
    demande?: true | undefined;
    /** One box at least must be ticked. */
    auMoins?: boolean;
    /** Boxes, not chips. */
    cases?: boolean;
    children: ReactNode;
  },
): ReactNode {
  const { nom, forme = 'ligne' } = props;
  const phrases = phrasesDe(props.erreurs, nom);
  return (
    <fieldset
      role={props.demande === true ? 'radiogroup' : undefined}
      aria-required={props.demande}
      data-volet={props.volet}
      data-touches={props.touches === true ? '' : undefined}
      aria-describedby={decritPar(nom, props.aide !== undefined, phrases.length > 0)}
    >
      <legend>
        {props.legende}
        <Mention si={props.facultatif} />
        <Mention si={props.auMoins} mots="un choix au moins" />
      </legend>
      {props.aide === undefined ? null : (
        <p className="aide" id={`${nom}-aide`}>
          {props.aide}
        </p>
      )}
      <Fautes nom={nom} phrases={phrases} />
      <div
        className={`${forme === 'ligne' ? 'puces' : `puces puces-${forme}`}${props.cases === true ? ' cases' : ''}`}
      >
        {props.children}
      </div>
    </fieldset>
  );
}
