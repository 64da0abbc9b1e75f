import type { ReactNode } from 'react';
import { Isoles } from './langues.tsx';

/** A text made to be read aloud: short parts, one idea a line, sentences of twelve words at most. */
export interface PartieLue {
  titre?: string;
  phrases: readonly string[];
  /** Lines of a list, one act each. */
  liste?: readonly string[];
}

/** Shows the text in the size and width of what a person reads herself. */
export function Lecture({ parties }: { parties: readonly PartieLue[] }): ReactNode {
  return (
    <div className="lu">
      {parties.map((partie, rang) => (
        <section key={rang} className="lu-partie">
          {partie.titre === undefined ? null : <h2>{partie.titre}</h2>}
          {partie.phrases.map((phrase) => (
            <p key={phrase}>
              <Isoles>{phrase}</Isoles>
            </p>
          ))}
          {partie.liste === undefined ? null : (
            <ul>
              {partie.liste.map((ligne) => (
                <li key={ligne}>
                  <Isoles>{ligne}</Isoles>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
