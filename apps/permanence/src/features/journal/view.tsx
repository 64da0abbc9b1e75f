import type { ReactNode } from 'react';
import { Bouton, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';

export interface LigneJournal {
  rang: number;
  quand: string;
  fait: string;
  qui: string;
  objet: string;
}

export interface VerdictVu {
  titre: string;
  /** « 312 lignes, chacune suit la précédente. », or what is wrong and where. */
  phrase: string;
  bon: boolean;
  tete: string;
}

/** The audit log of the officer: who read a name and why, chained; never the name. */
export function JournalView(props: {
  cadre: Cadre;
  envoi: Envoi;
  lignes: readonly LigneJournal[];
  total: number;
  plus?: { avant?: string; apres?: string };
  verdicts?: readonly VerdictVu[];
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { envoi, lignes, plus = {}, verdicts, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Journal"
      chapeau="Qui a lu un nom, quand et pourquoi. Jamais le nom."
      erreurs={erreurs}
    >
      {verdicts === undefined
        ? null
        : verdicts.map(({ titre, phrase, bon, tete }) => (
            <Avis key={titre} nature={bon ? 'fait' : 'pas'} icone={bon ? 'fait' : 'attention'} titre={titre}>
              <p>{phrase}</p>
              <p className="petit adresse">Tête&nbsp;: {tete}</p>
            </Avis>
          ))}
      <section className="carte" aria-labelledby="verifier">
        <h2 id="verifier">Vérifier</h2>
        <p className="doux">
          Chaque ligne est recalculée et doit suivre la précédente. Une ligne changée est nommée par son rang.
        </p>
        <Formulaire envoi={{ ...envoi, action: '/journal/verifier' }}>
          <details open={erreurs.length > 0}>
            <summary>Avec un fichier de têtes gardé ailleurs</summary>
            <div className="champ">
              <label htmlFor="fichier">Contenu du fichier</label>
              <p className="aide" id="fichier-aide">
                Collez-le en entier. Lui seul montre ce qui aurait été coupé à la fin.
              </p>
              <textarea
                aria-required
                id="fichier"
                name="fichier"
                rows={4}
                className="saisie"
                aria-describedby="fichier-aide"
                spellCheck={false}
              />
            </div>
          </details>
          <div className="actions">
            <Bouton nature="premier" icone="protege">
              Vérifier maintenant
            </Bouton>
            <Bouton action="/journal/tetes" icone="telecharger">
              Signer et garder les têtes du jour
            </Bouton>
          </div>
        </Formulaire>
      </section>
      <section className="pile-serree" aria-labelledby="lignes">
        <h2 id="lignes">
          Lignes <span className="doux nombre">({String(props.total)})</span>
        </h2>
        {lignes.length === 0 ? (
          <Vide icone="journal">
            <p>Le premier nom lu laissera ici sa ligne.</p>
          </Vide>
        ) : (
          <ol className="fil fil-court">
            {lignes.map(({ rang, quand, fait, qui, objet }) => (
              <li key={rang}>
                <span className="doux petit">
                  <span className="nombre">nº&nbsp;{String(rang)}</span>
                  <br />
                  {quand}
                </span>
                <div>
                  <p>{fait}</p>
                  <p className="doux petit">
                    {qui}
                    {objet === '' ? null : <span className="adresse"> · {objet}</span>}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        )}
        {plus.avant === undefined && plus.apres === undefined ? null : (
          <p className="actions">
            {plus.apres === undefined ? null : <LienBouton href={plus.apres}>Plus récent</LienBouton>}
            {plus.avant === undefined ? null : <LienBouton href={plus.avant}>Plus ancien</LienBouton>}
          </p>
        )}
      </section>
    </Page>
  );
}
