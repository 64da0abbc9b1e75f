import { catalogue, type Demarche } from '@porte-plume/demarches';
import type { ReactNode } from 'react';
import { dateEnMots } from '../../ui/date.ts';
import { LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { numeroEnMots } from './canal.ts';
import * as feuille from './feuille.ts';
import { compose, raise } from './typographie.ts';

/** The sheet that the person takes home: no name, no number of hers, large type, one A4 page. */
export function FeuilleView({ cadre, demarche }: { cadre: Cadre; demarche: Demarche }): ReactNode {
  const mise = feuille.mettreEnPage(demarche);
  return (
    <Page cadre={cadre} lecteur="personne" surtitre={compose(demarche.nom)} titre={feuille.TITRE}>
      <div className="actions note-agent">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <LienBouton href={`/demarches/${demarche.id}`} nature="discret">
          Revenir à la démarche
        </LienBouton>
      </div>
      <div className="feuille">
        {mise === 'courte' ? null : <p>{compose(demarche.langageSimple)}</p>}
        <Pieces pieces={demarche.pieces} serree={mise !== 'aeree'} />
        <section className="feuille-cadre" aria-labelledby="rendez-vous">
          <h2 id="rendez-vous">{feuille.RENDEZ_VOUS}</h2>
          <p className="a-remplir">Jour et heure&nbsp;:</p>
          <p className="a-remplir">Lieu&nbsp;:</p>
        </section>
        <Telephone demarche={demarche} />
        {mise === 'courte' ? null : <p>{feuille.MOT_DE_PASSE}</p>}
        <p className="note-agent petit doux">
          Liste du {dateEnMots(catalogue.date).split(' ').slice(1).join(' ')}
          {aConfirmer(demarche) ? ', à confirmer avec l’organisme' : ''}.
        </p>
      </div>
    </Page>
  );
}

const aConfirmer = (demarche: Demarche): boolean => (demarche.sources?.pieces?.verifieLe ?? null) === null;

function Pieces({ pieces, serree }: { pieces: Demarche['pieces']; serree: boolean }): ReactNode {
  if (pieces?.length === 0) return <p>{feuille.RIEN}</p>;
  return (
    <>
      <p>{pieces === null ? feuille.A_LA_MAIN : feuille.COCHER}</p>
      <ul className={serree ? 'a-cocher a-cocher-serree' : 'a-cocher'}>
        {pieces === null
          ? Array.from({ length: feuille.LIGNES }, (_, rang) => (
              <li key={rang} className="a-remplir">
                <span className="invisible">ligne à remplir</span>
              </li>
            ))
          : pieces.map((une) => (
              <li key={une.piece}>
                <span>
                  <strong>{compose(raise(une.piece))}</strong>{' '}
                  <small>{compose(feuille.pieceEnMots(une))}</small>
                </span>
              </li>
            ))}
      </ul>
    </>
  );
}

function Telephone({ demarche }: { demarche: Demarche }): ReactNode {
  const telephone = feuille.telephoneOf(demarche);
  if (telephone === null) return <p>{feuille.SANS_NUMERO}</p>;
  return (
    <section className="feuille-telephone">
      <p>
        {feuille.QUESTION} <strong className="nombre insecable">{numeroEnMots(telephone.numero)}</strong>
      </p>
      <p className="note-agent">{feuille.detailsOf(demarche, telephone)}</p>
    </section>
  );
}
