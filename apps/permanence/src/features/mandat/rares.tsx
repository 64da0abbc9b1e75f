import type { ReactNode } from 'react';
import {
  Bouton,
  Champ,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import {
  MOTIFS_RENONCIATION,
  MOTIFS_REPRISE,
  MOTIFS_SUSPENSION,
  PREAVIS,
  PROTECTIONS,
  STRUCTURES,
} from './choix.ts';
import type { Suite } from './suite.ts';
import { type Pli, type Refus, toPli } from './suites.tsx';

/** What seldom happens: these forms are on the page of {@link RaresView}, not on that of the mandate. */
export const RARES = [
  'suspendre',
  'reprendre',
  'renoncer',
  'deces',
  'protection',
  'structure',
] as const satisfies readonly Suite[];

export interface RaresProps {
  cadre: Cadre;
  initiales: string;
  enCours: boolean;
  suspendu: boolean;
  envoi: (geste: Suite) => Envoi;
  erreurs?: readonly Erreur[];
  refus?: Refus;
  retour: string;
}

/** What seldom happens to a mandate, one fold each: none is a click away from a mistake. */
export function RaresView(props: RaresProps): ReactNode {
  const { enCours, suspendu, erreurs = [] } = props;
  const pli = (geste: Suite) => toPli(geste, { ...props, erreurs });
  return (
    <Page
      cadre={props.cadre}
      titre="Autre chose est arrivé"
      onglet="Mandat, autre chose est arrivé"
      surtitre={`Mandat, ${props.initiales}`}
      erreurs={erreurs}
    >
      <div className="carte">
        {enCours && !suspendu ? (
          <Rare titre="Suspendre le mandat" pli={pli('suspendre')} forme={Suspendre} />
        ) : null}
        {suspendu ? <Rare titre="Reprendre le mandat" pli={pli('reprendre')} forme={Reprendre} /> : null}
        {enCours ? (
          <Rare titre="Notre structure rend le mandat" pli={pli('renoncer')} forme={Renoncer} />
        ) : null}
        <Rare titre="La personne est décédée" pli={pli('deces')} forme={Deces} />
        <Rare titre="Une mesure de protection commence" pli={pli('protection')} forme={Protection} />
        {enCours ? <Rare titre="Notre structure change" pli={pli('structure')} forme={Structure} /> : null}
      </div>
      <div className="actions">
        <LienBouton href={props.retour} nature="discret">
          Revenir au mandat
        </LienBouton>
      </div>
    </Page>
  );
}

function Rare(props: {
  titre: string;
  pli: Pli & { ouvert: boolean };
  forme: (pli: Pli) => ReactNode;
}): ReactNode {
  const { pli, forme: Forme } = props;
  return (
    <details open={pli.ouvert}>
      <summary>{props.titre}</summary>
      <Forme {...pli} />
    </details>
  );
}

function Suspendre(pli: Pli): ReactNode {
  return (
    <Formulaire envoi={pli.envoi}>
      <p>Aucun geste pendant ce temps. Le dernier jour ne bouge pas.</p>
      <Liste
        nom="suspension"
        libelle="Raison"
        vide="Choisir"
        choix={MOTIFS_SUSPENSION}
        valeur={pli.valeurs.suspension}
        erreurs={pli.erreurs}
      />
      <div className="actions">
        <Bouton>Suspendre</Bouton>
      </div>
    </Formulaire>
  );
}

function Reprendre(pli: Pli): ReactNode {
  return (
    <Formulaire envoi={pli.envoi}>
      <Liste
        nom="reprise"
        libelle="Raison"
        vide="Choisir"
        choix={MOTIFS_REPRISE}
        valeur={pli.valeurs.reprise}
        erreurs={pli.erreurs}
      />
      <div className="actions">
        <Bouton>Reprendre</Bouton>
      </div>
    </Formulaire>
  );
}

function Renoncer(pli: Pli): ReactNode {
  return (
    <Formulaire envoi={pli.envoi}>
      <p>La personne doit pouvoir se tourner vers quelqu’un d’autre&nbsp;: laissez-lui du temps.</p>
      <Liste
        nom="renonciation"
        libelle="Raison"
        vide="Choisir"
        choix={MOTIFS_RENONCIATION}
        valeur={pli.valeurs.renonciation}
        erreurs={pli.erreurs}
      />
      <Puces
        nom="preavis"
        legende="Préavis"
        choix={PREAVIS}
        valeur={pli.valeurs.preavis ?? PREAVIS[0]?.code}
        erreurs={pli.erreurs}
      />
      <div className="actions">
        <Bouton>Rendre le mandat</Bouton>
      </div>
    </Formulaire>
  );
}

function Deces(pli: Pli): ReactNode {
  return (
    <Formulaire envoi={pli.envoi}>
      <p>Le mandat s’arrête à ce jour. Les gestes faits ensuite seront à examiner.</p>
      <Champ
        nom="deces"
        libelle="Date du décès"
        taille="court"
        valeur={pli.valeurs.deces}
        erreurs={pli.erreurs}
        attributs={{ type: 'date' }}
      />
      <div className="actions">
        <Bouton>Signaler le décès</Bouton>
      </div>
    </Formulaire>
  );
}

function Protection(pli: Pli): ReactNode {
  return (
    <Formulaire envoi={pli.envoi}>
      <p>La raison de la mesure n’est jamais demandée ni notée.</p>
      <p className="petit">Tout est à remplir.</p>
      <Liste
        nom="mesure"
        libelle="Mesure"
        vide="Choisir"
        choix={PROTECTIONS}
        valeur={pli.valeurs.mesure}
        erreurs={pli.erreurs}
      />
      <Champ
        nom="jugement"
        libelle="Date du jugement"
        taille="court"
        valeur={pli.valeurs.jugement}
        erreurs={pli.erreurs}
        attributs={{ type: 'date' }}
      />
      <div className="actions">
        <Bouton>Signaler la mesure</Bouton>
      </div>
    </Formulaire>
  );
}

function Structure(pli: Pli): ReactNode {
  return (
    <Formulaire envoi={pli.envoi}>
      <p>Le mandat s’arrête. La structure qui suit demande un nouvel accord.</p>
      <Puces
        nom="cause"
        legende="Que lui arrive-t-il&nbsp;?"
        choix={STRUCTURES}
        valeur={pli.valeurs.cause}
        erreurs={pli.erreurs}
      />
      <div className="actions">
        <Bouton>Noter le changement</Bouton>
      </div>
    </Formulaire>
  );
}
