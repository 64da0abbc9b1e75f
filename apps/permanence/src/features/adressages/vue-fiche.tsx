import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { ChoixLangue, EnFrancais, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';

/** The slip that the person keeps: a number, no name, no subject. */
export function FicheView(props: {
  cadre: Cadre;
  numero: string;
  structure: string;
  telephone: string | null;
  messages?: Messages;
}): ReactNode {
  const { messages: m = FRANCAIS } = props;
  return (
    <Page
      cadre={props.cadre}
      lecteur="personne"
      surtitre={<EnFrancais m={m}>{props.structure}</EnFrancais>}
      titre={m.dit('coupon.titre')}
      messages={m}
    >
      <ChoixLangue m={m} />
      <div className="actions note-agent">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          {m.dit('commun.imprimer')}
        </button>
        <LienBouton href="/adressages" nature="discret">
          <span lang="fr">Revenir aux adressages</span>
        </LienBouton>
      </div>
      <div className="feuille">
        <p className="code-grand nombre">
          <strong>{props.numero}</strong>
        </p>
        <p>{m.dit('coupon.gardez')}</p>
        <p>{m.dit('coupon.recevoir')}</p>
        <p>{m.dit('coupon.montrez')}</p>
        <p>{m.dit('coupon.nom')}</p>
        <p>{m.dit('coupon.changer')}</p>
        {props.telephone === null ? null : (
          <p className="feuille-telephone">
            {m.dit('feuille.appelez')}{' '}
            <strong className="nombre insecable">
              <bdi>{props.telephone}</bdi>
            </strong>
          </p>
        )}
        <section className="feuille-cadre" aria-labelledby="rendez-vous">
          <h2 id="rendez-vous">{m.dit('coupon.rendez-vous')}</h2>
          <p className="a-remplir">{m.dit('feuille.jour')}</p>
          <p className="a-remplir">{m.dit('feuille.lieu')}</p>
        </section>
        <NoteTraduction m={m} />
      </div>
    </Page>
  );
}
