import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import { Bouton, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Avis, type Cadre, Etapes, Page } from '../../ui/layout.tsx';

/** One issue: where, and what; never the value. */
export interface Defaut {
  ligne: number;
  colonne: string;
  champ: string;
  code: string;
  phrase: string;
  erreur: boolean;
}

export interface ApercuProps {
  cadre: Cadre;
  id: string;
  envoi: (geste: string) => Envoi;
  /** `travail` (being read or written), `coupe` (the work was cut), `pret`, `refuse`, `confirme`, `annulable`, `annule`. */
  moment: 'travail' | 'coupe' | 'pret' | 'refuse' | 'confirme' | 'annulable' | 'annule' | 'abandonne';
  /** What goes on or went on, in words. */
  dit: string;
  progres: { fait: number; total: number } | null;
  faits: readonly { nom: string; valeur: string }[];
  suppositions: readonly string[];
  groupes: readonly { phrase: string; nombre: number; erreur: boolean }[];
  defauts: readonly Defaut[];
  page: { numero: number; pages: number; total: number };
  colonnes: boolean;
  fait?: string;
  erreurs?: readonly Erreur[];
}

const nombres = new Intl.NumberFormat('fr-FR');

/** Step 3: everything that would be recorded, everything that is wrong, then one button. */
export function ApercuView(props: ApercuProps): ReactNode {
  const { moment, progres, groupes, page } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={moment === 'pret' ? 'L’aperçu' : 'Une reprise'}
      onglet={moment === 'pret' ? 'Aperçu de la reprise' : 'Une reprise de fichier'}
      chapeau={props.dit}
      erreurs={props.erreurs ?? []}
      large
    >
      {moment === 'pret' ? <Etapes fait={3} total={3} /> : null}
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {progres === null ? null : (
        <p>
          <progress
            className="progres"
            value={progres.fait}
            max={Math.max(progres.total, 1)}
            aria-label="Avancement"
          />
          <br />
          {nombres.format(progres.fait)} sur {nombres.format(progres.total)}.
        </p>
      )}
      {props.faits.length === 0 ? null : (
        <dl className="faits">
          {props.faits.map(({ nom, valeur }) => (
            <div key={nom} className="fait-rang">
              <dt>{nom}</dt>
              <dd>{valeur}</dd>
            </div>
          ))}
        </dl>
      )}
      <Gestes {...props} />
      {props.suppositions.length === 0 ? null : (
        <section className="pile-serree" aria-labelledby="suppositions">
          <h2 id="suppositions">Ce qui est supposé</h2>
          <ul>
            {props.suppositions.map((phrase) => (
              <li key={phrase}>{phrase}</li>
            ))}
          </ul>
        </section>
      )}
      {page.total === 0 ? null : (
        <section className="pile-serree" aria-labelledby="defauts">
          <h2 id="defauts">
            Défauts <span className="doux nombre">({nombres.format(page.total)})</span>
          </h2>
          <ul className="fil fil-court">
            {groupes.map(({ phrase, nombre, erreur }) => (
              <li key={phrase}>
                <strong>{nombres.format(nombre)} fois</strong>
                <span>
                  {phrase} <span className="doux">{erreur ? 'Ligne refusée.' : 'À savoir.'}</span>
                </span>
              </li>
            ))}
          </ul>
          <TableDefauts id={props.id} defauts={props.defauts} page={page} />
        </section>
      )}
    </Page>
  );
}

function Gestes(props: ApercuProps): ReactNode {
  const { moment, envoi, id } = props;
  if (moment === 'travail')
    return (
      <p>
        {/* One asks until it is over: the key stays under the finger. */}
        <a className="bouton bouton-premier" href={`/imports/${id}`} data-focus="">
          Voir où cela en est
        </a>
      </p>
    );
  if (moment === 'coupe')
    return (
      <Formulaire envoi={envoi('reprendre')} className="actions">
        <Bouton nature="premier">Continuer</Bouton>
      </Formulaire>
    );
  if (moment === 'annulable')
    return (
      <Formulaire envoi={envoi('annuler')} className="actions">
        <Bouton>Annuler cette reprise</Bouton>
      </Formulaire>
    );
  if (moment !== 'pret' && moment !== 'refuse')
    return (
      <p>
        <a href="/imports">Revenir aux reprises</a>
      </p>
    );
  return (
    <div className="actions">
      {moment === 'pret' ? (
        <Formulaire envoi={envoi('confirmer')} className="actions">
          <Bouton nature="premier">Enregistrer ce qui est prêt</Bouton>
        </Formulaire>
      ) : null}
      {props.colonnes ? <a href={`/imports/${id}/colonnes`}>Changer les colonnes</a> : null}
      <Formulaire envoi={envoi('abandonner')} className="actions">
        <Bouton nature="discret">Abandonner ce fichier</Bouton>
      </Formulaire>
    </div>
  );
}

function TableDefauts({
  id,
  defauts,
  page,
}: {
  id: string;
  defauts: readonly Defaut[];
  page: ApercuProps['page'];
}): ReactNode {
  const lien = (numero: number) => `/imports/${id}?page=${numero}`;
  return (
    <>
      {/* A region that scrolls must take the focus, or the keyboard can't read its right side. */}
      <Defile nom="Défauts, ligne par ligne">
        <table>
          <caption>
            <span>
              Défauts du fichier, page {page.numero} sur {page.pages}
            </span>
          </caption>
          <thead>
            <tr>
              <th scope="col" className="chiffre">
                Ligne
              </th>
              <th scope="col">Colonne</th>
              <th scope="col">Information</th>
              <th scope="col">Défaut</th>
              <th scope="col">Code</th>
            </tr>
          </thead>
          <tbody>
            {defauts.map(({ ligne, colonne, champ, code, phrase, erreur }, rang) => (
              <tr key={rang}>
                <th scope="row" className="chiffre">
                  {ligne === 0 ? 'fichier' : ligne}
                </th>
                <td>{colonne}</td>
                <td>{champ}</td>
                <td>
                  {phrase}
                  {erreur ? null : <span className="doux"> (à savoir)</span>}
                </td>
                <td>
                  <code>{code}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Defile>
      <p className="actions">
        {page.numero > 1 ? <a href={lien(page.numero - 1)}>Page précédente</a> : null}
        {page.numero < page.pages ? <a href={lien(page.numero + 1)}>Page suivante</a> : null}
        <a href={`/imports/${id}/defauts.csv`} download="defauts.csv">
          Tous les défauts, en CSV
        </a>
      </p>
    </>
  );
}
