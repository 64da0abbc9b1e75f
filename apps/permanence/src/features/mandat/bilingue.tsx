import {
  toTexteIsole,
  type Bloc,
  type BlocTexte,
  type DocumentMandat,
  type Inline,
} from '@porte-plume/mandat/document';
import type { ReactNode } from 'react';

/**
 * The mandate in French beside the language of the person, on the screen where it is explained. Headings start at the
 * second level: the page has its own first one.
 */
export function LectureBilingue({ document }: { document: DocumentMandat }): ReactNode {
  return (
    <div className="lu lu-bilingue">
      {document.blocs.map((bloc, rang) => (
        <Paire key={rang} bloc={bloc} />
      ))}
    </div>
  );
}

type Colonne = Extract<Bloc, { kind: 'bilingue' }>['fr'];

function Paire({ bloc }: { bloc: Bloc }): ReactNode {
  if (bloc.kind === 'signature') return null;
  if (bloc.kind !== 'bilingue') return <Blocs blocs={[bloc]} langue="fr" />;
  const { langue, sens, blocs } = bloc.traduction;
  return (
    <div className="lu-paire">
      <div>
        <Blocs blocs={bloc.fr} langue="fr" />
      </div>
      <div lang={langue} dir={sens}>
        <Blocs blocs={blocs} langue={langue} />
      </div>
    </div>
  );
}

function Blocs({ blocs, langue }: { blocs: Colonne; langue: string }): ReactNode {
  return blocs.map((bloc, rang) =>
    bloc.kind === 'encadre' ? (
      <div key={rang} className="lu-encadre">
        <Blocs blocs={bloc.blocs} langue={langue} />
      </div>
    ) : (
      <Texte key={rang} bloc={bloc} langue={langue} />
    ),
  );
}

function Texte({ bloc, langue }: { bloc: BlocTexte; langue: string }): ReactNode {
  switch (bloc.kind) {
    case 'titre':
      return bloc.niveau <= 2 ? (
        <h2>
          <Ligne contenu={bloc.contenu} langue={langue} />
        </h2>
      ) : (
        <h3>
          <Ligne contenu={bloc.contenu} langue={langue} />
        </h3>
      );
    case 'paragraphe':
      return (
        <p>
          <Ligne contenu={bloc.contenu} langue={langue} />
        </p>
      );
    case 'liste':
      return (
        <ul>
          {bloc.items.map((contenu, rang) => (
            <li key={rang}>
              <Ligne contenu={contenu} langue={langue} />
            </li>
          ))}
        </ul>
      );
    case 'definitions':
      return (
        <dl>
          {bloc.entrees.map(({ terme, valeurs }, rang) => (
            <div key={rang}>
              <dt>
                <Ligne contenu={terme} langue={langue} />
              </dt>
              {valeurs.map((contenu, index) => (
                <dd key={index}>
                  <Ligne contenu={contenu} langue={langue} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      );
  }
}

/** A run in another direction than its line stands alone: numbers and French names keep their order. */
function Ligne({ contenu, langue }: { contenu: readonly Inline[]; langue: string }): ReactNode {
  return contenu.map((inline, rang) => {
    const texte = toTexteIsole(inline, langue);
    const propre = 'langue' in inline && inline.langue !== langue ? inline.langue : undefined;
    return propre === undefined ? (
      <span key={rang}>{texte}</span>
    ) : (
      <bdi key={rang} lang={propre}>
        {texte}
      </bdi>
    );
  });
}
