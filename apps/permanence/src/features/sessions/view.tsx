import type { ReactNode } from 'react';
import { Bouton, type Envoi, Formulaire } from '../../ui/form.tsx';
import { type Cadre, Fait, Page } from '../../ui/layout.tsx';

/** One open session, in words. */
export interface LigneSession {
  id: string;
  appareil: string;
  ouverte: string;
  vue: string;
  /** The one that reads this page. */
  celleCi: boolean;
}

/** Sessions of an account, and what closes them. Posts `session` (an id, or `toutes`). */
export function ListeSessions(props: {
  envoi: Envoi;
  sessions: readonly LigneSession[];
  /** Words of the button that closes them all. */
  toutes: string;
  vide: string;
}): ReactNode {
  const { sessions, envoi } = props;
  const autres = sessions.filter(({ celleCi }) => !celleCi);
  if (sessions.length === 0) return <p className="doux">{props.vide}</p>;
  return (
    <Formulaire envoi={envoi} className="pile-serree">
      <ul className="fil">
        {sessions.map(({ id, appareil, ouverte, vue, celleCi }) => (
          <li key={id} className="ligne-action">
            <div>
              <p>
                <strong>{appareil}</strong>{' '}
                {celleCi ? <span className="etat etat-bon">Cette page</span> : null}
              </p>
              <p className="doux petit">
                Ouverte {ouverte}, vue {vue}.
              </p>
            </div>
            {celleCi ? null : (
              <Bouton nature="discret" nom="session" valeur={id}>
                Fermer<span className="invisible"> la session ouverte {ouverte}</span>
              </Bouton>
            )}
          </li>
        ))}
      </ul>
      {autres.length < 2 ? null : (
        <div className="actions">
          <Bouton nom="session" valeur="toutes">
            {props.toutes}
          </Bouton>
        </div>
      )}
    </Formulaire>
  );
}

/** « Mes sessions »: where one’s own account is open. */
export function SessionsView(props: {
  cadre: Cadre;
  envoi: Envoi;
  sessions: readonly LigneSession[];
  charte: string;
  fait?: string;
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Mes sessions"
      chapeau="Où votre compte est ouvert. Une session se ferme seule après trente minutes sans geste."
    >
      <Fait phrase={props.fait} />
      <ListeSessions
        envoi={props.envoi}
        sessions={props.sessions}
        toutes="Fermer toutes les autres"
        vide="Aucune session n’est ouverte."
      />
      <p className="doux">
        Un appareil que vous ne connaissez pas&nbsp;: fermez sa session, puis prévenez la personne qui
        administre votre structure. <a href="/acces">Mes moyens d’accès</a>. {props.charte}{' '}
        <a href="/charte">Relire la charte</a>
      </p>
    </Page>
  );
}
