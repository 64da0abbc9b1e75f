import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { ChoixLangue, EnFrancais, Isoles, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import type { Feuille } from './feuille.ts';

/** The sheet that the person takes home: one A4 page, large type, no name, nothing of hers. */
export function FeuilleOrientationView(props: {
  cadre: Cadre;
  feuille: Feuille;
  retour: string;
  /** Page of the kept orientation: appointment, and what became of it. */
  suite?: string;
  messages?: Messages;
}): ReactNode {
  const { feuille, messages: m = FRANCAIS } = props;
  const { arrivee, qr } = feuille;
  return (
    <Page cadre={props.cadre} lecteur="personne" titre={feuille.titre} messages={m}>
      <ChoixLangue m={m} />
      <div className="actions note-agent">
        <button
          type="button"
          className="bouton bouton-premier si-js"
          data-imprimer=""
          data-touche="F9"
          aria-keyshortcuts="F9"
        >
          <Icone nom="imprimer" />
          {m.dit('commun.imprimer')}
        </button>
        <LienBouton href={props.suite ?? props.retour} nature="discret">
          <span lang="fr">
            {props.suite === undefined ? 'Revenir à la recherche' : 'Rendez-vous et suite'}
          </span>
        </LienBouton>
        {props.suite === undefined ? null : (
          <LienBouton href="/accueil" nature="discret">
            <span lang="fr">Personne suivante</span>
          </LienBouton>
        )}
      </div>
      <div className="feuille feuille-orientation">
        {feuille.sections.map(({ titre, lignes }, rang) => (
          <section key={titre} aria-labelledby={`f-${rang}`}>
            <h2 id={`f-${rang}`}>{titre}</h2>
            {lignes.map((ligne, place) => (
              // The first two blocks are names and addresses: French in every language.
              <p key={ligne} dir="auto" lang={rang < 2 ? 'fr' : undefined}>
                {rang < 2 && place === 0 ? <strong>{ligne}</strong> : ligne}
              </p>
            ))}
          </section>
        ))}
        <section className="feuille-cadre" aria-labelledby="f-arrivee">
          <h2 id="f-arrivee">{arrivee.titre}</h2>
          {arrivee.dire === null ? null : (
            <p>
              <strong>
                <EnFrancais m={m}>{arrivee.dire}</EnFrancais>
              </strong>
            </p>
          )}
          <p>{arrivee.dePart}</p>
          {arrivee.numero === null ? null : (
            <>
              <p className="feuille-numero">{arrivee.numero}</p>
              <p>{arrivee.garder}</p>
            </>
          )}
        </section>
        {qr === null ? null : (
          <figure className="feuille-qr">
            <svg width="128" viewBox={`0 0 ${qr.taille} ${qr.taille}`} role="img" aria-label={qr.legende}>
              <rect width={qr.taille} height={qr.taille} fill="#fff" />
              <path d={qr.trace} fill="#000" />
            </svg>
            <figcaption>{qr.legende}</figcaption>
          </figure>
        )}
        {feuille.prevenir === null ? null : <p>{feuille.prevenir}</p>}
        <NoteTraduction m={m} />
        {feuille.source === null ? null : (
          <p className="petit feuille-source">
            <Isoles>{feuille.source}</Isoles>
          </p>
        )}
      </div>
    </Page>
  );
}
