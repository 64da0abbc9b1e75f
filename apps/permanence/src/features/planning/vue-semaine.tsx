import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { Icone } from '../../ui/icons.tsx';

/** One permanence of one day. */
export interface Tenue {
  href: string;
  /** « 09:00 – 12:00 ». */
  heures: string;
  lieu: string;
  commune: string;
  /** Who holds it, in words. */
  agents: string;
  /** The reader holds it. */
  moi: boolean;
  /** `a_remplacer`: nobody holds it; `remplacee`: somebody stands in. */
  etat: 'tenue' | 'remplacee' | 'a_remplacer';
  /** « Pia Monteil est absente. » */
  precision?: string;
}

export interface SemaineProps {
  cadre: Cadre;
  /** « du 23 au 29 novembre 2026 ». */
  semaine: string;
  liens: { precedente: string; suivante: string; courante?: string };
  jours: readonly {
    date: string;
    libelle: string;
    aujourdhui: boolean;
    ferie: boolean;
    tenues: readonly Tenue[];
  }[];
  /** All the permanences, or those of the reader: the other list is one gesture away. */
  filtre: { libelle: string; href: string } | null;
  /** The reader writes the planning. */
  ecrit: boolean;
  ics: string;
  fait?: string;
}

/** The week of the structure: who is where. A list on a phone, seven columns on a desk, one sheet on paper. */
export function SemaineView(props: SemaineProps): ReactNode {
  const { liens, jours } = props;
  const nombre = jours.reduce((somme, { tenues }) => somme + tenues.length, 0);
  const trous = jours.reduce(
    (somme, { tenues }) => somme + tenues.filter(({ etat }) => etat === 'a_remplacer').length,
    0,
  );
  return (
    <Page
      cadre={props.cadre}
      titre="Planning"
      surtitre={`Semaine ${props.semaine}`}
      large
      chapeau={
        trous === 0
          ? 'Touchez une permanence pour noter une absence.'
          : `${trous === 1 ? 'Une permanence attend' : `${trous} permanences attendent`} quelqu’un cette semaine.`
      }
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      <nav className="actions" aria-label="Semaines">
        <LienBouton href={liens.precedente}>Semaine d’avant</LienBouton>
        <LienBouton href={liens.suivante}>Semaine d’après</LienBouton>
        {liens.courante === undefined ? null : (
          <LienBouton href={liens.courante} nature="discret">
            Cette semaine
          </LienBouton>
        )}
        {props.filtre === null ? null : (
          <LienBouton href={props.filtre.href} nature="discret">
            {props.filtre.libelle}
          </LienBouton>
        )}
        {props.ecrit ? (
          <LienBouton href="/planning/nouvelle" nature="premier">
            Ajouter une permanence
          </LienBouton>
        ) : null}
      </nav>
      {nombre === 0 ? (
        <Vide icone="planning">
          <h2>Aucune permanence cette semaine</h2>
          <p>
            {props.ecrit
              ? 'Ajoutez-en une, ou importez un calendrier\u00a0: elle reviendra ensuite toute seule.'
              : 'La coordination les ajoute ici. Elles viendront ensuite toutes seules.'}
          </p>
        </Vide>
      ) : (
        <ol className="semaine">
          {jours.map((jour) => (
            <li key={jour.date} className={jour.aujourdhui ? 'jour aujourdhui' : 'jour'}>
              <h2>
                {jour.libelle}
                {jour.aujourdhui ? <small>aujourd’hui</small> : null}
                {jour.ferie ? <small>jour férié</small> : null}
              </h2>
              {jour.tenues.length === 0 ? (
                <p className="doux petit">Rien de prévu.</p>
              ) : (
                <ul>
                  {jour.tenues.map((tenue) => (
                    <Ligne key={tenue.href} tenue={tenue} jour={jour.libelle} />
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="actions">
        <LienBouton href={props.ics} nature="discret" icone="telecharger">
          Calendrier (.ics)
        </LienBouton>
        <button type="button" className="bouton bouton-discret si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer la semaine
        </button>
        {props.ecrit ? (
          <>
            <LienBouton href="/planning/importer" nature="discret" icone="imports">
              Importer un calendrier
            </LienBouton>
            <LienBouton href="/planning/page-publique" nature="discret" icone="lieu">
              Page publique
            </LienBouton>
          </>
        ) : null}
      </div>
    </Page>
  );
}

function Ligne({ tenue, jour }: { tenue: Tenue; jour: string }): ReactNode {
  return (
    <li className={`tenue tenue-${tenue.etat}${tenue.moi ? ' tenue-moi' : ''}`}>
      <a href={tenue.href}>
        <span className="nombre insecable">{tenue.heures}</span>{' '}
        <strong>
          {tenue.lieu}
          <span className="invisible">, {jour}</span>
        </strong>
      </a>
      <p className="doux petit">
        {tenue.commune} · {tenue.agents}
      </p>
      {tenue.precision === undefined ? null : <p className="petit tenue-note">{tenue.precision}</p>}
    </li>
  );
}
