import type { ReactNode } from 'react';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Puces,
} from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

export { type DemarcheDuMandat, MandatDureeView, MandatQuiView, MandatQuoiView } from './termes.tsx';
export { MandatExpliquerView, MandatSignerView } from './accord.tsx';

export interface MandatVueProps {
  cadre: Cadre;
  /** Posts `etape=revoquer` with `demandePar` and `canal`. */
  envoi: Envoi;
  erreurs?: readonly Erreur[];
  fait?: string;
  /** Said by the package (`Statut`), with its French word. */
  statut: { code: string; libelle: string };
  /** Last day in words, « samedi 22 mai 2027 ». */
  dernierJour: string;
  /** Civil date of the consent in words. */
  signeLe?: string;
  /** Initials only: the name is opened elsewhere, and logged. */
  initiales: string;
  items: readonly { libelle: string; actes: readonly string[]; statut: { code: string; libelle: string } }[];
  copies?: { html: string; pdf: string };
  /** Where the work goes on, once signed: the entry that asked for the mandate. */
  suite?: { href: string; libelle: string };
  revocable: boolean;
  demandeurs: readonly Choix[];
  canaux: readonly Choix[];
  histoire: readonly { quand: string; phrase: string }[];
}

/** The mandate after its signature: what it allows, until when, its copies, and how to stop it. */
export function MandatVue(props: MandatVueProps): ReactNode {
  const actif = props.statut.code === 'actif';
  return (
    <Page cadre={props.cadre} titre="Mandat" surtitre={props.initiales} erreurs={props.erreurs ?? []}>
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {props.suite === undefined ? null : (
        <div className="actions">
          <LienBouton href={props.suite.href} nature="premier">
            {props.suite.libelle}
            <Icone nom="fleche" />
          </LienBouton>
        </div>
      )}
      <section className="carte" aria-labelledby="etat">
        <h2 id="etat" className="invisible">
          État
        </h2>
        <p className={actif ? 'etat etat-bon' : 'etat'}>{props.statut.libelle}</p>
        <dl className="faits">
          <dt>Dernier jour</dt>
          <dd>
            <strong>{props.dernierJour}</strong>, ce jour compris
          </dd>
          {props.signeLe === undefined ? null : (
            <>
              <dt>Signé le</dt>
              <dd>{props.signeLe}</dd>
            </>
          )}
        </dl>
        {props.items.map((item) => (
          <div key={item.libelle} className="pile-serree">
            <h3>{item.libelle}</h3>
            <ul className="gestes">
              {item.actes.map((acte) => (
                <li key={acte}>{acte}</li>
              ))}
            </ul>
            {item.statut.code === props.statut.code ? null : <p className="etat">{item.statut.libelle}</p>}
          </div>
        ))}
        {props.copies === undefined ? null : (
          <div className="actions">
            <LienBouton href={props.copies.pdf} icone="telecharger">
              Copie à imprimer (PDF)
            </LienBouton>
            <LienBouton href={props.copies.html} nature="discret">
              Copie à l’écran
            </LienBouton>
          </div>
        )}
      </section>
      {props.histoire.length === 0 ? null : (
        <section className="pile-serree" aria-labelledby="histoire">
          <h2 id="histoire">Ce qui s’est passé</h2>
          <ol className="fil fil-court">
            {props.histoire.map((fait) => (
              <li key={`${fait.quand} ${fait.phrase}`}>
                <span className="heure nombre">{fait.quand}</span>
                <p>{fait.phrase}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {props.revocable ? (
        <details open={(props.erreurs ?? []).length > 0}>
          <summary>Arrêter ce mandat</summary>
          <Formulaire envoi={props.envoi} className="carte">
            <p>La personne n’a pas à dire pourquoi. L’arrêt vaut tout de suite.</p>
            <Puces
              nom="demandePar"
              legende="Qui le demande&nbsp;?"
              choix={props.demandeurs}
              valeur={props.demandeurs[0]?.code}
              erreurs={props.erreurs ?? []}
            />
            <Puces
              nom="canal"
              legende="Comment l’a-t-on dit&nbsp;?"
              choix={props.canaux}
              valeur={props.canaux[0]?.code}
              erreurs={props.erreurs ?? []}
            />
            <div className="actions">
              <Bouton nom="etape" valeur="revoquer">
                Arrêter le mandat maintenant
              </Bouton>
            </div>
          </Formulaire>
        </details>
      ) : null}
    </Page>
  );
}
