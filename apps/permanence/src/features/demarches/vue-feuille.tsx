import { catalogue, type Demarche } from '@porte-plume/demarches';
import type { ReactNode } from 'react';
import { dateEnMots } from '../../ui/date.ts';
import { LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { ChoixLangue, EnFrancais, NoteTraduction, enFrancais } from '../../ui/langues.tsx';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { numeroEnMots } from './canal.ts';
import * as feuille from './feuille.ts';
import { compose, raise } from './typographie.ts';

/** The sheet that the person takes home: no name, no number of hers, large type, one A4 page. */
export function FeuilleView(props: { cadre: Cadre; demarche: Demarche; messages?: Messages }): ReactNode {
  const { cadre, demarche, messages: m = FRANCAIS } = props;
  const mise = feuille.mettreEnPage(demarche, m);
  const francais = m.lang === 'fr';
  return (
    <Page
      cadre={cadre}
      lecteur="personne"
      surtitre={<EnFrancais m={m}>{compose(demarche.nom)}</EnFrancais>}
      titre={m.dit('feuille.titre')}
      onglet={`${m.dit('feuille.titre')} — ${compose(demarche.nom)}`}
      messages={m}
    >
      <ChoixLangue m={m} />
      <div className="actions note-agent">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          {m.dit('commun.imprimer')}
        </button>
        <LienBouton href={`/demarches/${demarche.id}`} nature="discret">
          <span lang="fr">Revenir à la démarche</span>
        </LienBouton>
      </div>
      <div className="feuille">
        {mise === 'courte' || !francais ? null : <p>{compose(demarche.langageSimple)}</p>}
        <Pieces pieces={demarche.pieces} serree={mise !== 'aeree'} m={m} />
        <section className="feuille-cadre" aria-labelledby="rendez-vous">
          <h2 id="rendez-vous">{m.dit('feuille.rendez-vous')}</h2>
          <p className="a-remplir">{m.dit('feuille.jour')}</p>
          <p className="a-remplir">{m.dit('feuille.lieu')}</p>
        </section>
        <Telephone demarche={demarche} m={m} />
        {mise === 'courte' ? null : <p>{m.dit('feuille.mot-de-passe')}</p>}
        {francais ? null : <p className="petit doux">{m.dit('feuille.noms')}</p>}
        <NoteTraduction m={m} />
        <p className="note-agent petit doux" lang="fr" dir="ltr">
          Liste du {dateEnMots(catalogue.date).split(' ').slice(1).join(' ')}
          {aConfirmer(demarche) ? ', à confirmer avec l’organisme' : ''}.
        </p>
      </div>
    </Page>
  );
}

const aConfirmer = (demarche: Demarche): boolean => (demarche.sources?.pieces?.verifieLe ?? null) === null;

function Pieces(props: { pieces: Demarche['pieces']; serree: boolean; m: Messages }): ReactNode {
  const { pieces, serree, m } = props;
  if (pieces?.length === 0) return <p>{m.dit('feuille.rien')}</p>;
  return (
    <>
      <p>{m.dit(pieces === null ? 'feuille.a-la-main' : 'feuille.cocher')}</p>
      <ul className={serree ? 'a-cocher a-cocher-serree' : 'a-cocher'}>
        {pieces === null
          ? Array.from({ length: feuille.LIGNES }, (_, rang) => (
              <li key={rang} className="a-remplir">
                <span className="invisible" {...enFrancais(m)}>
                  ligne à remplir
                </span>
              </li>
            ))
          : pieces.map((une) => (
              <li key={une.piece}>
                <span>
                  <strong>
                    <EnFrancais m={m}>{compose(raise(une.piece))}</EnFrancais>
                  </strong>{' '}
                  <Comment piece={une} m={m} />
                </span>
              </li>
            ))}
      </ul>
    </>
  );
}

function Comment({ piece, m }: { piece: NonNullable<Demarche['pieces']>[number]; m: Messages }): ReactNode {
  const { comment, condition } = feuille.direPiece(piece, m);
  return (
    <small>
      {compose(comment)}
      {condition === undefined ? null : condition.francais ? (
        <>
          {' '}
          <EnFrancais m={m}>{compose(condition.dit)}</EnFrancais>
        </>
      ) : (
        ` ${compose(condition.dit)}`
      )}
    </small>
  );
}

function Telephone({ demarche, m }: { demarche: Demarche; m: Messages }): ReactNode {
  const telephone = feuille.telephoneOf(demarche);
  if (telephone === null) return <p>{m.dit('feuille.sans-numero')}</p>;
  return (
    <section className="feuille-telephone">
      <p>
        {m.dit('feuille.appelez')}{' '}
        <strong className="nombre insecable">
          <bdi>{numeroEnMots(telephone.numero)}</bdi>
        </strong>
      </p>
      <p className="note-agent" lang="fr" dir="ltr">
        {feuille.detailsOf(demarche, telephone)}
      </p>
    </section>
  );
}
