import { formatCode } from '@porte-plume/mandat/codes';
import type { ReactNode } from 'react';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
} from '../../ui/form.tsx';
import { ChoixLanguePlie, enFrancais, EnFrancais, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import type { Suite } from './suite.ts';

/** A code given to a third party: never the code itself, which was shown once. */
export interface CodeTiersVu {
  /** Commitment of the code, as the events hold it. */
  engagement: string;
  organisme: string;
  /** « valable jusqu’au … », « annulé », « dépassé ». */
  etat: string;
  /** The same in a sentence, in the language of the sheet of the person. */
  dit: string;
  valable: boolean;
  /** Day and hour of each view, latest first. */
  vues: readonly string[];
}

/** Codes given out, who looked and when, and a new one. */
export function CodesTiers(props: {
  codes: readonly CodeTiersVu[];
  organismes: readonly Choix[];
  /** The sheet of the views, once a code was given. */
  consultations?: string;
  envoi: (geste: Suite | 'code') => Envoi;
  erreurs: readonly Erreur[];
  ouvert: boolean;
}): ReactNode {
  if (props.codes.length === 0 && props.organismes.length === 0) return null;
  return (
    <section className="pile-serree" aria-labelledby="codes">
      <h2 id="codes">Vérification par un organisme</h2>
      {props.codes.length === 0 ? null : (
        <ul className="fil codes">
          {props.codes.map((code) => (
            <CodeDonne key={code.engagement} code={code} envoi={props.envoi('code-annule')} />
          ))}
        </ul>
      )}
      {props.consultations === undefined ? null : (
        <p>
          <a href={props.consultations}>Liste des consultations, à imprimer pour la personne</a>
        </p>
      )}
      {props.organismes.length === 0 ? null : (
        <details open={props.ouvert}>
          <summary>Donner un code à un organisme</summary>
          <Formulaire envoi={props.envoi('code')} className="carte">
            <p>
              Il verra l’état du mandat, les démarches, le dernier jour et des initiales. Rien d’autre,
              pendant trente jours. Chaque consultation est notée.
            </p>
            <Liste
              nom="organisme"
              libelle="Pour qui&nbsp;?"
              vide="Choisir"
              choix={props.organismes}
              erreurs={props.ouvert ? props.erreurs : []}
            />
            <div className="actions">
              <Bouton>Créer le code</Bouton>
            </div>
          </Formulaire>
        </details>
      )}
    </section>
  );
}

function CodeDonne({ code, envoi }: { code: CodeTiersVu; envoi: Envoi }): ReactNode {
  const { vues } = code;
  return (
    <li>
      <div>
        <p>
          <strong>{code.organisme}</strong>
          <span className="doux">, {code.etat}</span>
        </p>
        {vues.length === 0 ? (
          <p className="doux petit">Pas encore consulté</p>
        ) : (
          <details>
            <summary>{vues.length === 1 ? 'Une consultation' : `${vues.length} consultations`}</summary>
            {vues.map((vue, rang) => (
              <p key={rang} className="petit">
                {vue}
              </p>
            ))}
          </details>
        )}
      </div>
      {code.valable ? (
        <Formulaire envoi={envoi} className="actions">
          <input type="hidden" name="code" value={code.engagement} />
          <Bouton nature="discret">
            Annuler<span className="invisible"> le code pour {code.organisme}</span>
          </Bouton>
        </Formulaire>
      ) : null}
    </li>
  );
}

/** The slip of a new code: the only time it is shown. Made to be printed and given to the person. */
export function BulletinView(props: {
  cadre: Cadre;
  code: string;
  organisme: string;
  adresse: string;
  /** Last day in words. */
  dernierJour: string;
  retour: string;
  messages?: Messages;
}): ReactNode {
  const { messages: m = FRANCAIS } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('bulletin.titre')}
      surtitre={<EnFrancais m={m}>{props.organisme}</EnFrancais>}
      lecteur="personne"
      messages={m}
    >
      <section className="carte bulletin">
        <p>{m.dit('bulletin.donner')}</p>
        <p className="code-grand">
          <bdi>
            <code>{formatCode(props.code)}</code>
          </bdi>
        </p>
        <p>{m.dit('bulletin.page')}</p>
        <p>
          <strong className="adresse" dir="ltr">
            {props.adresse}
          </strong>
        </p>
        <p>{m.dit('bulletin.jusque', { date: props.dernierJour })}</p>
        <p>{m.dit('bulletin.annuler')}</p>
        <p>{m.dit('bulletin.notee')}</p>
      </section>
      <NoteTraduction m={m} />
      <div className="pile note-agent" {...enFrancais(m)}>
        <p className="doux">
          Ce code n’est montré qu’une fois. Imprimez cette page, ou recopiez-le maintenant.
        </p>
        <div className="actions">
          <LienBouton href={props.retour} nature="premier">
            Revenir au mandat
          </LienBouton>
        </div>
      </div>
    </Page>
  );
}

/** Every code given to a third party and every look at it: the person's own copy of the log. */
export function ConsultationsView(props: {
  cadre: Cadre;
  initiales: string;
  codes: readonly CodeTiersVu[];
  retour: string;
  messages?: Messages;
}): ReactNode {
  const { messages: m = FRANCAIS } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('vues.titre')}
      surtitre={<EnFrancais m={m}>{props.initiales}</EnFrancais>}
      lecteur="personne"
      messages={m}
    >
      {props.codes.length === 0 ? <p>{m.dit('vues.aucun')}</p> : null}
      {props.codes.map((code) => (
        <section
          key={code.engagement}
          className="carte"
          aria-labelledby={`code-${code.engagement.slice(0, 8)}`}
        >
          <h2 id={`code-${code.engagement.slice(0, 8)}`}>
            <EnFrancais m={m}>{code.organisme}</EnFrancais>
          </h2>
          <p>{code.dit}</p>
          {code.vues.length === 0 ? (
            <p>{m.dit('vues.pas')}</p>
          ) : (
            <ul>
              {code.vues.map((vue, rang) => (
                <li key={rang}>{vue}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
      <div className="actions" {...enFrancais(m)}>
        <LienBouton href={props.retour} nature="discret">
          Revenir au mandat
        </LienBouton>
      </div>
    </Page>
  );
}
