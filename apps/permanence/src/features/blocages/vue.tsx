import { SEUIL_TABLEAU } from '@porte-plume/accompagnement/tableau-de-bord';
import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import { Barres } from '../../ui/chart.tsx';
import { Bouton, type Choix, LienBouton, Liste } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { nombreOuMasque } from '../../ui/table.tsx';
import type { BlocagesLus, LigneBlocage } from './calcul.ts';

export interface BlocagesProps {
  cadre: Cadre;
  /** Both civil years, each followed by its months, latest first. */
  periodes: readonly Choix[];
  periode: string;
  /** Year of the period. */
  annee: string;
  periodeEnMots: string;
  lus: BlocagesLus;
  structure: string;
}

/** What blocks, per téléservice and operator: figures of the team, protected; a letter to print for the operator. */
export function BlocagesView(props: BlocagesProps): ReactNode {
  const { lus, periode } = props;
  const vide = lus.total === 0;
  return (
    <Page
      cadre={props.cadre}
      titre="Blocages"
      surtitre={props.periodeEnMots}
      chapeau="Ce qui a arrêté une démarche en ligne. Rien sur les personnes."
      large
    >
      <form method="get" action="/blocages" className="filtres">
        <Liste nom="mois" libelle="Période" choix={props.periodes} valeur={periode} />
        <Bouton>Voir</Bouton>
      </form>
      {vide ? (
        <Vide icone="fait">
          <h2>Aucun blocage noté</h2>
          <p>
            Dans l’accueil rapide, choisissez «&nbsp;Démarche bloquée&nbsp;» et dites ce qui bloque. Cela
            vient ici.
          </p>
        </Vide>
      ) : (
        <Chiffres {...props} />
      )}
    </Page>
  );
}

function Chiffres({ lus, periode, annee, periodeEnMots }: BlocagesProps): ReactNode {
  const [premiere] = (lus.raisons ?? []).filter(({ valeur }) => valeur !== null);
  const versAnnee = <a href={`/blocages?mois=${annee}`}>toute l’année {annee}</a>;
  return (
    <>
      <figure className="carte">
        <figcaption className="pile-serree">
          <h2>Ce qui bloque</h2>
          <p>
            {lus.total === null
              ? 'Trop peu de blocages pour les compter sans faire reconnaître quelqu’un.'
              : `${nombreOuMasque(lus.total)} blocages, ${periodeEnMots}.`}{' '}
            {premiere === undefined
              ? ''
              : `La première raison\u00a0: «\u00a0${premiere.libelle}\u00a0», ${nombreOuMasque(premiere.valeur)} fois.`}
          </p>
          {periode === annee || (lus.raisons !== null && lus.services !== null) ? null : (
            <p>
              Pour un mois, il y en a trop peu pour dire{' '}
              {lus.raisons === null ? 'les raisons et les téléservices' : 'les téléservices'}. Lisez-les sur{' '}
              {versAnnee}.
            </p>
          )}
        </figcaption>
        {lus.raisons === null ? null : (
          <Barres barres={lus.raisons.map(({ libelle, valeur }) => ({ libelle, valeur }))} />
        )}
      </figure>
      <section className="pile" aria-labelledby="services">
        <h2 id="services">{lus.services === null ? 'À emporter' : 'Par opérateur et téléservice'}</h2>
        {lus.services === null ? null : <Services lignes={lus.services} />}
        {lus.plans === null ? null : (
          <Table titre="Et après&nbsp;? Le plan B" lignes={lus.plans} tete="Plan B" />
        )}
        {lus.mois.length === 0 ? null : <Table titre="Mois par mois" lignes={lus.mois} tete="Mois" />}
        <div className="actions">
          <LienBouton href={`/blocages/lettre?mois=${periode}`} nature="premier" icone="imprimer">
            À envoyer à l’opérateur
          </LienBouton>
          <LienBouton href={`/blocages.csv?mois=${periode}`} icone="telecharger">
            Télécharger (CSV)
          </LienBouton>
        </div>
      </section>
      <Avis icone="protege" titre="Ce qui est protégé, et pourquoi">
        <p>
          En dessous de {SEUIL_TABLEAU}, un nombre pourrait faire reconnaître quelqu’un&nbsp;: il n’est pas
          diffusé. D’autres sont retirés avec lui, pour qu’une soustraction ne le rende pas. L’année et ses
          mois sont protégés ensemble.
        </p>
        {lus.masquees === 0 && lus.services === null ? null : (
          <p>
            {lus.masquees === 0
              ? 'Ici, tout est diffusé.'
              : `Ici, ${lus.masquees === 1 ? 'une case n’est pas diffusée' : `${lus.masquees} cases ne sont pas diffusées`}.`}
          </p>
        )}
      </Avis>
    </>
  );
}

/** Each operator, with the téléservices that are told; the others in one sentence: rows of silence would bury them. */
function Services({ lignes }: { lignes: readonly LigneBlocage[] }): ReactNode {
  const isDite = ({ valeur, operateur }: LigneBlocage): boolean => valeur !== null || operateur === true;
  const tues = lignes.filter((une) => !isDite(une)).map(({ libelle }) => libelle);
  return (
    <>
      <Table
        titre="Blocages par opérateur et téléservice"
        lignes={lignes.filter(isDite)}
        tete="Téléservice"
      />
      {tues.length === 0 ? null : (
        <p>
          <strong>Non diffusé, pour ne faire reconnaître personne&nbsp;:</strong> {tues.join('\u00a0; ')}.
        </p>
      )}
    </>
  );
}

function Table(props: { titre: string; tete: string; lignes: readonly LigneBlocage[] }): ReactNode {
  return (
    <Defile nom={props.titre}>
      <table>
        <caption>
          <span>{props.titre}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{props.tete}</th>
            <th scope="col" className="chiffre">
              Blocages
            </th>
          </tr>
        </thead>
        <tbody>
          {props.lignes.map(({ code, libelle, valeur, operateur }) => (
            <tr key={code} className={operateur === true ? 'total' : undefined}>
              <th scope="row">{libelle}</th>
              <td className={valeur === null ? 'chiffre masque' : 'chiffre'}>{nombreOuMasque(valeur)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

/** A page to print and send: the published figures alone, and what is asked. */
export function LettreView(props: BlocagesProps): ReactNode {
  const { lus } = props;
  const diffuses = (lus.services ?? []).filter(({ valeur }) => valeur !== null);
  const raisons = (lus.raisons ?? []).filter(({ valeur }) => valeur !== null);
  return (
    <Page
      cadre={props.cadre}
      titre="Blocages sur vos téléservices"
      surtitre={props.structure}
      chapeau={`Constatés en permanence, ${props.periodeEnMots}.`}
    >
      <div className="actions note-agent">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <LienBouton href={`/blocages?mois=${props.periode}`} nature="discret">
          Revenir aux blocages
        </LienBouton>
      </div>
      <p>Madame, Monsieur,</p>
      <p>
        Nos écrivains numériques accompagnent des personnes dans leurs démarches en ligne. Voici ce qui les a
        arrêtées. Ces nombres ne disent rien des personnes.
      </p>
      {diffuses.length === 0 ? (
        <p>
          <strong>Trop peu de cas sur cette période pour être cités. Choisissez toute l’année.</strong>
        </p>
      ) : (
        <>
          <Table titre="Par téléservice" tete="Téléservice" lignes={diffuses} />
          {raisons.length === 0 ? null : <Table titre="Par raison" tete="Ce qui bloque" lignes={raisons} />}
        </>
      )}
      <p>
        Nous vous demandons un contact humain pour ces cas, et une date de correction quand le service est en
        cause.
      </p>
      <p>
        Pour {props.structure},
        <br />
        la coordination
      </p>
    </Page>
  );
}
