import type { Demarche } from '@porte-plume/demarches';
import type { ReactNode } from 'react';
import { Bouton, type Envoi, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { EnLigne } from './en-ligne.tsx';
import { Apporter, Bloque, Etapes, PlanB } from './faire.tsx';
import { isToutAConfirmer, listManques } from './parties.ts';
import { dureeEnMots } from './quand.ts';
import { ALaPlace, Quand, Savoir } from './savoir.tsx';
import { pageOf } from './reponse.ts';
import { Sources } from './section.tsx';
import { TextesLimites } from './textes.tsx';
import { compose } from './typographie.ts';

export interface FicheProps {
  cadre: Cadre;
  demarche: Demarche;
  /** Civil date of today: how fresh the facts are, and which window comes next. */
  aujourdhui: string;
  /** What this account may start from here. */
  suite:
    | { nature: 'ouverte'; envoi: Envoi }
    /** No permanence is open: one is opened first. */
    | { nature: 'fermee' }
    /** A volunteer, and a démarche that is not for volunteers. */
    | { nature: 'pas-benevole' }
    /** Reads only. */
    | { nature: 'aucune' };
  /** Other results of the search that led here. */
  autres?: readonly Demarche[];
  /** Démarches of the same situations. */
  voisines?: readonly Demarche[];
}

/** All that a writer needs beside the person: what to bring, steps, traps, and the way without internet. */
export function FicheView(props: FicheProps): ReactNode {
  const { demarche, aujourdhui, autres = [] } = props;
  const { decideur, payeur } = demarche.operateur;
  const duree = dureeEnMots(demarche);
  const manques = listManques(demarche);
  return (
    <Page
      cadre={props.cadre}
      surtitre={compose(demarche.operateur.nom)}
      titre={compose(demarche.nom)}
      chapeau={compose(demarche.langageSimple)}
      large
    >
      {autres.length === 0 ? null : <Autres id={demarche.id} autres={autres} />}
      <p className="doux">
        {demarche.classe === 'simple' ? 'Démarche simple' : 'Démarche sensible'}
        {duree === null ? null : ` · ${duree}`}
        {decideur === undefined ? null : ` · décide\u00a0: ${compose(decideur.nom)}`}
        {payeur === undefined ? null : ` · paie\u00a0: ${compose(payeur.nom)}`}
      </p>
      <Suite demarche={demarche} suite={props.suite} />
      {isToutAConfirmer(demarche) ? (
        <p>
          <span className="etat etat-attente">à confirmer</span> Personne n’a encore vérifié cette page en
          entier. Ses sources sont en bas.
        </p>
      ) : null}
      <div className="demarche">
        <div className="pile">
          <Apporter demarche={demarche} aujourdhui={aujourdhui} />
          <Etapes demarche={demarche} aujourdhui={aujourdhui} />
          <Bloque demarche={demarche} aujourdhui={aujourdhui} />
          <Quand demarche={demarche} aujourdhui={aujourdhui} />
        </div>
        <div className="pile">
          <PlanB demarche={demarche} aujourdhui={aujourdhui} />
          <EnLigne demarche={demarche} aujourdhui={aujourdhui} />
          <TextesLimites demarche={demarche} aujourdhui={aujourdhui} />
          <ALaPlace demarche={demarche} aujourdhui={aujourdhui} />
          <Savoir demarche={demarche} aujourdhui={aujourdhui} voisines={props.voisines ?? []} />
        </div>
      </div>
      {manques.length === 0 ? null : (
        <p className="doux petit">Pas encore écrit&nbsp;: {manques.join(', ')}.</p>
      )}
      <Sources demarche={demarche} />
    </Page>
  );
}

/** What the search also found: one gesture away, so that nobody has to go back. */
function Autres({ id, autres }: { id: string; autres: readonly Demarche[] }): ReactNode {
  const ids = [id, ...autres.map((une) => une.id)];
  return (
    <nav aria-label="Autres réponses à la recherche">
      <p className="autres">
        <span className="doux">Autres réponses&nbsp;:</span>
        {autres.map((une) => (
          <a
            key={une.id}
            href={pageOf(
              une.id,
              ids.filter((un) => un !== une.id),
            )}
          >
            {compose(une.nom)}
          </a>
        ))}
        <a href="/demarches">Nouvelle recherche</a>
      </p>
    </nav>
  );
}

function Suite({ demarche, suite }: { demarche: Demarche; suite: FicheProps['suite'] }): ReactNode {
  const feuille = (
    <LienBouton href={`/demarches/${demarche.id}/a-apporter`} icone="imprimer">
      Feuille à donner
    </LienBouton>
  );
  if (suite.nature === 'ouverte')
    return (
      <Formulaire envoi={{ ...suite.envoi, action: '/accueil' }} className="actions">
        <input type="hidden" name="demarche" value={demarche.id} />
        <LienBouton href={`/accueil?demarche=${demarche.id}`} nature="premier" icone="accueil">
          Commencer un accompagnement
        </LienBouton>
        {feuille}
        <Bouton icone="mandat" nom="etape" valeur="mandat">
          Préparer un mandat
        </Bouton>
      </Formulaire>
    );
  return (
    <>
      <div className="actions">
        {feuille}
        {suite.nature === 'fermee' ? (
          <LienBouton href="/" nature="discret">
            Ouvrir ma permanence pour commencer
          </LienBouton>
        ) : null}
      </div>
      {suite.nature === 'pas-benevole' ? (
        <Avis nature="pas" titre="Pas pour les bénévoles">
          <p>Passez la main à un écrivain ou une écrivaine de la structure. La feuille peut être donnée.</p>
        </Avis>
      ) : null}
    </>
  );
}
