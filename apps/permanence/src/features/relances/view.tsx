import type { ReactNode } from 'react';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';

/** One thing to do: a démarche and initials at most, the name is opened on the page of the person. */
export interface LigneRelance {
  suiviId: string;
  /** Absent when nothing is planned. */
  relanceId?: string;
  demarche: string;
  /** « depuis le 20 novembre ». */
  quand: string;
  aFaire: string | null;
  /** Initials; null for who may not read them. */
  qui: string | null;
  lieu?: string;
  /** `sans_nom`: nobody to receive, no outcome to tell. `aucun`: the list is only read. */
  gestes: 'tous' | 'sans_nom' | 'rouvrir' | 'aucun';
}

export interface SectionRelances {
  code: 'retard' | 'jour' | 'venir' | 'oublies' | 'clos';
  titre: string;
  aide: string;
  /** How many there are, shown here or on another page. */
  nombre: number;
  lignes: readonly LigneRelance[];
}

export interface RelancesProps {
  cadre: Cadre;
  /** One form a line: each has its own operation. */
  op: () => string;
  /** Address of the forms, with what narrows the list. */
  action: string;
  sections: readonly SectionRelances[];
  filtre: { equipe: boolean; lieuId: string | null };
  /** Whether the account has a list of its own. */
  perso: boolean;
  lieux: readonly Choix[];
  /** Least day that may be chosen. */
  jour: string;
  /** Pages before and after this one. */
  pages: { avant?: string; apres?: string };
  erreurs?: readonly Erreur[];
  fait?: string;
}

/**
 * A name for the form of each line. Two lines may be of the same démarche, person and day: what is to do tells them apart, then
 * their rank.
 */
export function nameLignes(lignes: readonly LigneRelance[]): Map<LigneRelance, string> {
  const dire = ({ demarche, qui, quand, aFaire }: LigneRelance, precis: boolean): string =>
    [demarche, qui, quand, precis ? aFaire : null].filter((un) => un !== null).join(', ');
  const pareilles = (une: LigneRelance, precis: boolean): LigneRelance[] =>
    lignes.filter((autre) => dire(autre, precis) === dire(une, precis));
  return new Map(
    lignes.map((une) => {
      const precis = pareilles(une, false).length > 1;
      const egales = precis ? pareilles(une, true) : [];
      const rang = egales.length > 1 ? `, ${egales.indexOf(une) + 1} sur ${egales.length}` : '';
      return [une, `${dire(une, precis)}${rang}`];
    }),
  );
}

/** Relances: what is due, by lieu, seen by the colleague who covers. Posts `suivi`, `relance`, `geste`, `le`. */
export function RelancesView(props: RelancesProps): ReactNode {
  const { sections } = props;
  const noms = nameLignes(sections.flatMap(({ lignes }) => lignes));
  return (
    <Page
      cadre={props.cadre}
      titre="Relances"
      chapeau="Ce qui reste à faire pour les personnes, le plus ancien d’abord."
      erreurs={props.erreurs ?? []}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      <Filtres {...props} />
      {sections.length === 0 ? (
        <Vide icone="fait">
          <h2>Rien à relancer</h2>
          <p>
            Une fiche «&nbsp;à poursuivre&nbsp;» ou «&nbsp;en attente de réponse&nbsp;» vient ici le jour dit.
          </p>
          {props.perso && !props.filtre.equipe ? (
            <p>
              <a href="/relances?equipe=oui">Voir celles de toute l’équipe</a>
            </p>
          ) : null}
        </Vide>
      ) : (
        sections.map((section) => <Section key={section.code} section={section} noms={noms} {...props} />)
      )}
      {props.pages.avant === undefined && props.pages.apres === undefined ? null : (
        <p className="actions">
          {props.pages.avant === undefined ? null : (
            <LienBouton href={props.pages.avant}>Les précédentes</LienBouton>
          )}
          {props.pages.apres === undefined ? null : (
            <LienBouton href={props.pages.apres}>Les suivantes</LienBouton>
          )}
        </p>
      )}
    </Page>
  );
}

type Noms = RelancesProps & { noms: ReadonlyMap<LigneRelance, string> };

function Filtres({ filtre, perso, lieux }: RelancesProps): ReactNode {
  return (
    <form method="get" action="/relances" className="filtres">
      {perso ? (
        <fieldset>
          <legend className="invisible">Quelles relances</legend>
          <div className="puces">
            {[
              { code: '', libelle: 'Les miennes', choisi: !filtre.equipe },
              { code: 'oui', libelle: 'Toute l’équipe', choisi: filtre.equipe },
            ].map(({ code, libelle, choisi }) => (
              <label key={code}>
                <input type="radio" name="equipe" value={code} defaultChecked={choisi} />
                <span>{libelle}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      <Liste
        nom="lieu"
        libelle="Lieu"
        vide="Tous les lieux"
        choix={lieux}
        {...(filtre.lieuId === null ? {} : { valeur: filtre.lieuId })}
      />
      <Bouton>Voir</Bouton>
    </form>
  );
}

function Section({ section, ...props }: Noms & { section: SectionRelances }): ReactNode {
  const { code, titre, aide, nombre, lignes } = section;
  return (
    <section className="pile-serree" aria-labelledby={code}>
      <div>
        <h2 id={code}>
          {titre} <span className="doux nombre">({nombre})</span>
        </h2>
        <p className="doux">{aide}</p>
      </div>
      <ul className="fil echeances" data-touche={code === 'clos' ? undefined : 'F9'}>
        {lignes.map((ligne) => (
          <Ligne key={ligne.relanceId ?? ligne.suiviId} ligne={ligne} {...props} />
        ))}
      </ul>
    </section>
  );
}

function Ligne({ ligne, ...props }: Noms & { ligne: LigneRelance }): ReactNode {
  const { demarche, quand, aFaire, qui, lieu } = ligne;
  return (
    <li>
      <div>
        <p>
          <strong>{demarche}</strong>
          {qui === null ? null : ` · ${qui}`}
        </p>
        {aFaire === null ? null : <p>{aFaire}</p>}
        <p className="doux petit">
          {quand}
          {lieu === undefined ? null : ` · ${lieu}`}
        </p>
      </div>
      {ligne.gestes === 'aucun' ? null : <Gestes ligne={ligne} {...props} />}
    </li>
  );
}

function Gestes({ ligne, noms, op, action, jour }: Noms & { ligne: LigneRelance }): ReactNode {
  const { suiviId, relanceId, gestes } = ligne;
  const caches = { suivi: suiviId, ...(relanceId === undefined ? {} : { relance: relanceId }) };
  // Its look comes from where it stands: there are many, and the page has to stay light.
  const geste = (valeur: string, libelle: string) => (
    <button name="geste" value={valeur}>
      {libelle}
    </button>
  );
  return (
    <Formulaire
      envoi={{ action, op: op(), caches } satisfies Envoi}
      className="relance"
      titre={noms.get(ligne) ?? ligne.demarche}
    >
      <div className="rappel">
        {gestes === 'rouvrir' ? geste('rouvrir', 'Rouvrir') : null}
        {gestes === 'rouvrir' || relanceId === undefined ? null : (
          <Bouton nom="geste" valeur="faite">
            C’est fait
          </Bouton>
        )}
        {gestes === 'tous' ? <button formAction="/relances/accueillir">Accueillir</button> : null}
      </div>
      {gestes === 'tous' ? (
        <div className="rappel" role="group" aria-label="Fin">
          <span className="doux petit">Fin&nbsp;:</span>
          {geste('obtenu', 'obtenu')}
          {geste('refuse', 'refusé')}
          {geste('abandonne', 'abandonné')}
          {relanceId === undefined ? geste('inconnu', 'sans nouvelles') : null}
        </div>
      ) : null}
      {gestes === 'rouvrir' ? null : (
        <details>
          <summary>{relanceId === undefined ? 'Prévoir une suite' : 'Reporter'}</summary>
          <div className="rappel">
            {geste('semaine', 'une semaine')}
            {geste('quinzaine', 'deux semaines')}
            {geste('mois', 'un mois')}
          </div>
          <div className="rappel">
            <input
              id={champDuReport(relanceId ?? suiviId)}
              type="date"
              name="le"
              min={jour}
              className="saisie saisie-court"
              aria-label="Ou à une autre date"
            />
            {geste('date', 'Reporter à ce jour')}
          </div>
        </details>
      )}
    </Formulaire>
  );
}

/** The field of a line, named by the end of its id: that part is drawn at random, and the page is lighter. */
export const champDuReport = (id: string): string => `le-${id.slice(-12)}`;
