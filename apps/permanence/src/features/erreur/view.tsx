import type { ReactNode } from 'react';
import { type Cle, type Messages } from '../../messages/messages.ts';
import { LienBouton } from '../../ui/form.tsx';
import { ChoixLanguePlie, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { nav } from '../../ui/menu.tsx';

export interface ErreurProps {
  cadre: Cadre;
  /** HTTP status; the sentences below know the usual ones. */
  statut: number;
  /** Replaces the sentence of the status when the server can say better. */
  phrase?: string;
  retour?: { href: string; libelle: string };
}

const textes: Record<number, { titre: string; phrase: string }> = {
  400: {
    titre: 'Cette demande n’est pas comprise',
    phrase: 'Revenez à la page précédente\u00a0: vos réponses y sont encore.',
  },
  403: {
    titre: 'Cette page ne vous est pas ouverte',
    phrase: 'Votre rôle n’y donne pas accès.',
  },
  404: { titre: 'Cette page n’existe pas', phrase: 'L’adresse est peut-être ancienne, ou mal recopiée.' },
  409: {
    titre: 'Pas encore possible',
    phrase: 'Cette page a changé entre-temps. Rouvrez-la\u00a0: rien n’est perdu.',
  },
  413: {
    titre: 'Cet envoi est trop lourd',
    phrase: 'Une signature tient en quelques traits. Effacez-la et signez de nouveau.',
  },
  429: { titre: 'Un instant', phrase: 'Trop de demandes en peu de temps. Réessayez dans une minute.' },
  503: {
    titre: 'Le service se repose un instant',
    phrase:
      'La base de données ne répond pas. Ce qui était enregistré l’est toujours. Réessayez dans une minute.',
  },
};

const panne = {
  titre: 'Une panne de notre côté',
  phrase: 'Ce qui était enregistré l’est toujours. Réessayez, et prévenez-nous si cela revient.',
};

/** What a passer-by reads on the public pages: the kinds that she may meet there. */
const DITS: Readonly<Record<number, readonly [titre: Cle, suite: Cle]>> = {
  400: ['erreur.comprise', 'erreur.comprise-suite'],
  403: ['erreur.comprise', 'erreur.comprise-suite'],
  404: ['erreur.perdue', 'erreur.perdue-suite'],
  413: ['erreur.comprise', 'erreur.comprise-suite'],
  429: ['erreur.attendre', 'erreur.attendre-suite'],
  503: ['erreur.repos', 'erreur.repos-suite'],
};

/** An error on a page that the person helped reads: in her language, and the way to somebody. */
export function ErreurPersonneView(props: { cadre: Cadre; statut: number; messages: Messages }): ReactNode {
  const { messages: m } = props;
  const [titre, suite] = DITS[props.statut] ?? (['erreur.panne', 'erreur.panne-suite'] as const);
  return (
    <Page cadre={props.cadre} titre={m.dit(titre)} lecteur="personne" messages={m}>
      <p>{m.dit(suite)}</p>
      <div className="actions">
        <LienBouton href={`/ou-venir${m.langue === 'fr' ? '' : `?langue=${m.langue}`}`} nature="premier">
          {m.dit('venir.titre')}
        </LienBouton>
      </div>
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}

export function ErreurView(props: ErreurProps): ReactNode {
  const texte = textes[props.statut] ?? panne;
  const { compte } = props.cadre;
  const [premier] = compte?.liens ?? [];
  const retour =
    props.retour ??
    (premier === undefined || premier === 'journee'
      ? { href: '/', libelle: 'Revenir à ma journée' }
      : { href: nav[premier].href, libelle: `Revenir à «\u00a0${nav[premier].libelle}\u00a0»` });
  return (
    <Page cadre={props.cadre} titre={texte.titre} surtitre={`Réponse ${props.statut}`}>
      <p>{props.phrase ?? texte.phrase}</p>
      {props.statut === 403 && compte !== undefined ? (
        <p>
          Rien n’a été enregistré. Vous êtes ici comme «&nbsp;{compte.role}&nbsp;»&nbsp;: si cela vous empêche
          de travailler, parlez-en à la coordination de votre structure.
        </p>
      ) : null}
      <div className="actions">
        <LienBouton href={retour.href} nature="premier">
          {retour.libelle}
        </LienBouton>
      </div>
    </Page>
  );
}
