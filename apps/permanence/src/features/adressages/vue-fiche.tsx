import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';

/** The slip that the person keeps: a number, no name, no subject. */
export function FicheView(props: {
  cadre: Cadre;
  numero: string;
  structure: string;
  telephone: string | null;
}): ReactNode {
  return (
    <Page cadre={props.cadre} lecteur="personne" surtitre={props.structure} titre="Votre numéro">
      <div className="actions note-agent">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <LienBouton href="/adressages" nature="discret">
          Revenir aux adressages
        </LienBouton>
      </div>
      <div className="feuille">
        <p className="code-grand nombre">
          <strong>{props.numero}</strong>
        </p>
        <p>Gardez ce papier.</p>
        <p>Un écrivain numérique va vous recevoir.</p>
        <p>Montrez-lui ce numéro.</p>
        <p>Votre nom n’est écrit nulle part.</p>
        <p>Vous pouvez changer d’avis, à tout moment.</p>
        {props.telephone === null ? null : (
          <p className="feuille-telephone">
            Une question&nbsp;? Appelez le <strong className="nombre insecable">{props.telephone}</strong>
          </p>
        )}
        <section className="feuille-cadre" aria-labelledby="rendez-vous">
          <h2 id="rendez-vous">Votre rendez-vous</h2>
          <p className="a-remplir">Jour et heure&nbsp;:</p>
          <p className="a-remplir">Lieu&nbsp;:</p>
        </section>
      </div>
    </Page>
  );
}
