/** The texts that a form counts, and a pad to try them. */
import type { ReactNode } from 'react';
import type { PartieProps } from './faire.tsx';
import { PARTIES } from './parties.ts';
import { Section } from './section.tsx';
import { compose } from './typographie.ts';

const MESURES = { caracteres: 'signes', mots: 'mots' } as const;

/** Each field that counts, with a pad to try a text. The pad has no name and no form: nothing of it is ever sent. */
export function TextesLimites({ demarche, aujourdhui }: PartieProps): ReactNode {
  const { champsLimites } = demarche;
  if (champsLimites === null || champsLimites.length === 0) return null;
  return (
    <Section partie={PARTIES.textes} demarche={demarche} aujourdhui={aujourdhui}>
      <p className="aide si-js" id="textes-aide">
        Rien n’est envoyé ni gardé&nbsp;: le texte s’efface quand vous quittez la page.
      </p>
      <ul className="limites">
        {champsLimites.map(({ valeur: { libelle, ecran, max, unite, retourLigne } }, rang) => (
          <li key={libelle}>
            <strong>{compose(libelle)}</strong>&nbsp;: {max} {MESURES[unite]} au plus
            {ecran === undefined ? null : <small>{compose(ecran)}</small>}
            <details className="si-js">
              <summary>Préparer ce texte</summary>
              <div className="champ">
                <label htmlFor={`texte-${rang}`}>{compose(libelle)}</label>
                <textarea
                  id={`texte-${rang}`}
                  className="saisie"
                  rows={6}
                  autoComplete="off"
                  // Some browsers send what is spell-checked to a server.
                  spellCheck={false}
                  autoCorrect="off"
                  aria-describedby="textes-aide"
                  data-mesure={unite}
                  data-max={max}
                  data-retour={retourLigne}
                />
                <p className="annonce" data-reste="" />
                <p className="invisible" role="status" data-dit="" />
                <button type="button" className="bouton" data-lire="" hidden>
                  Lire à voix haute
                </button>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
