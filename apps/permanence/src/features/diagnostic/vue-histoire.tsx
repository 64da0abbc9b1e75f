import type { ReactNode } from 'react';
import { Bouton, type Envoi, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { Faits, Progres, type FaitDit, type ProgresDit } from './vue-resultat.tsx';

/** One kept diagnostic, in words. */
export interface DiagnosticDit {
  id: string;
  /** « dimanche 22 novembre 2026 ». */
  date: string;
  /** Instrument, level and certainty, for the writer. */
  resultat: string;
  faits: readonly FaitDit[];
  suites: readonly string[];
  /** Since the one before. */
  progres?: ProgresDit;
}

export interface DiagnosticHistoireProps {
  cadre: Cadre;
  /** Posts `etape=commencer`. */
  envoi: Envoi;
  fait?: string;
  /** Latest first. */
  diagnostics: readonly DiagnosticDit[];
  /** Older ones, their dates only. */
  anciens: readonly string[];
  retour: string;
  /** Where a confirmed proposal is looked for: places that do it. */
  orientation?: string;
}

/** The diagnostics of a person, with their dates and what changed from one to the next. */
export function DiagnosticHistoireView(props: DiagnosticHistoireProps): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Diagnostic gardé"
      chapeau="Un repérage, pas un examen. Il ne décide de rien à la place de quelqu’un."
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {props.diagnostics.map((un) => (
        <section key={un.id} className="carte" aria-labelledby={`d-${un.id}`}>
          <h2 id={`d-${un.id}`}>{un.date}</h2>
          {un.faits.length === 0 ? null : (
            <div>
              <p>
                <strong>Ce que la personne faisait déjà</strong>
              </p>
              <Faits faits={un.faits} />
            </div>
          )}
          {un.suites.length === 0 ? null : (
            <div>
              <p>
                <strong>Ce qui lui a été proposé</strong>
              </p>
              <ul>
                {un.suites.map((phrase) => (
                  <li key={phrase}>{phrase}</li>
                ))}
              </ul>
            </div>
          )}
          {un.progres === undefined ? null : <Progres progres={un.progres} titre="h3" />}
          <p className="doux petit">{un.resultat}</p>
        </section>
      ))}
      {props.anciens.length === 0 ? null : (
        <p className="doux">Plus tôt&nbsp;: {props.anciens.join(', ')}.</p>
      )}
      <Formulaire envoi={props.envoi} className="actions">
        <LienBouton href={props.retour} nature="premier">
          Revenir à ma journée
        </LienBouton>
        {props.orientation === undefined ? null : (
          <LienBouton href={props.orientation} icone="orientation">
            Choisir un lieu
          </LienBouton>
        )}
        <Bouton nature="discret" nom="etape" valeur="commencer">
          Refaire le diagnostic
        </Bouton>
      </Formulaire>
    </Page>
  );
}
