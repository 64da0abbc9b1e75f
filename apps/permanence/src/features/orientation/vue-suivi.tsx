import type { StatutOrientation } from '@porte-plume/accompagnement/orientation';
import type { ReactNode } from 'react';
import { Bouton, Champ, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { MOTIFS_REFUS } from './listes.ts';
import type { RaisonDite } from './vue-resultats.tsx';

/** One orientation of the list: where to, never who. */
export interface LigneSuivi {
  id: string;
  vers: string;
  statut: string;
  code: StatutOrientation;
  besoin: string;
  /** « rendez-vous le … » or « proposée le … ». */
  quand: string;
  attente: string;
  aRelancer: boolean;
  fiche?: number;
}

interface Geste {
  code: StatutOrientation;
  libelle: string;
}

const GESTES: Readonly<Partial<Record<StatutOrientation, readonly Geste[]>>> = {
  proposee: [
    { code: 'acceptee', libelle: 'Elle dit oui' },
    { code: 'refusee', libelle: 'Elle dit non' },
    { code: 'expiree', libelle: 'Sans nouvelles' },
  ],
  acceptee: [
    { code: 'rdv_pris', libelle: 'Rendez-vous pris' },
    { code: 'venue', libelle: 'Elle y est allée' },
    { code: 'non_venue', libelle: 'Elle n’y est pas allée' },
    { code: 'expiree', libelle: 'Sans nouvelles' },
  ],
  rdv_pris: [
    { code: 'venue', libelle: 'Elle y est allée' },
    { code: 'non_venue', libelle: 'Elle n’y est pas allée' },
    { code: 'expiree', libelle: 'Sans nouvelles' },
  ],
};

/** What may be said of an orientation in its present status, each in one gesture. */
export const gestesOf = (statut: StatutOrientation): readonly Geste[] => GESTES[statut] ?? [];

/** The orientations that await news. Posts `geste` = `<code>|<id>`. */
export function SuiviView(props: {
  cadre: Cadre;
  envoi: Envoi;
  lignes: readonly LigneSuivi[];
  reste: number;
  fait?: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Orientations en attente"
      chapeau="Est-elle allée là-bas&nbsp;? Un geste suffit, celles à relancer d’abord."
      erreurs={props.erreurs ?? []}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      <div className="actions">
        <LienBouton href="/orientation" nature="premier" icone="orientation">
          Orienter quelqu’un
        </LienBouton>
        <LienBouton href="/ateliers" nature="discret">
          Les ateliers
        </LienBouton>
      </div>
      {props.lignes.length === 0 ? (
        <Vide icone="fait">
          <h2>Rien n’attend</h2>
          <p>Quand une personne accepte un lieu, il vient ici jusqu’à ce qu’on sache.</p>
        </Vide>
      ) : (
        <Formulaire envoi={props.envoi} className="pile">
          <ul className="fil echeances">
            {props.lignes.map((ligne) => (
              <Ligne key={ligne.id} ligne={ligne} />
            ))}
          </ul>
        </Formulaire>
      )}
      {props.reste === 0 ? null : (
        <p className="doux">
          {props.reste === 1 ? 'Une autre viendra ensuite.' : `${props.reste} autres viendront ensuite.`}
        </p>
      )}
    </Page>
  );
}

function Ligne({ ligne }: { ligne: LigneSuivi }): ReactNode {
  const enUnGeste = gestesOf(ligne.code).filter(({ code }) => code !== 'rdv_pris' && code !== 'refusee');
  return (
    <li>
      <div>
        <p>
          <a href={`/orientation/${ligne.id}`}>
            <strong>{ligne.vers}</strong>
          </a>
        </p>
        <p className="doux petit">
          {ligne.besoin} · {ligne.statut.toLowerCase()} · {ligne.quand} ·{' '}
          {ligne.aRelancer ? <strong>{ligne.attente}</strong> : ligne.attente}
        </p>
      </div>
      <div className="rappel" role="group" aria-label={`Nouvelles, ${ligne.vers}`}>
        {enUnGeste.map(({ code, libelle }) => (
          <Bouton key={code} nature="discret" nom="geste" valeur={`${code}|${ligne.id}`}>
            {libelle}
          </Bouton>
        ))}
      </div>
    </li>
  );
}

/** One orientation: where it stands and what may be said of it. Posts `geste`, and `date`, `heure` or `motif`. */
export function OrientationView(props: {
  cadre: Cadre;
  envoi: Envoi;
  ligne: LigneSuivi;
  raisons: readonly RaisonDite[];
  expire: string;
  /** A place or a workshop has a sheet to print. */
  feuille: boolean;
  rdv: boolean;
  valeurs: { date: string; heure: string };
  fait?: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { ligne, erreurs = [] } = props;
  const gestes = gestesOf(ligne.code);
  const dits = gestes.filter(({ code }) => code !== 'rdv_pris' && code !== 'refusee');
  return (
    <Page
      cadre={props.cadre}
      surtitre={ligne.statut}
      titre={ligne.vers}
      onglet={`Orientation vers ${ligne.vers}`}
      chapeau={`${ligne.besoin}\u00a0: ${ligne.quand}.`}
      erreurs={erreurs}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>
            {props.fait} <a href="/accueil">Personne suivante</a>
          </p>
        </Avis>
      )}
      <div className="actions">
        {props.feuille ? (
          <LienBouton href={`/orientation/${ligne.id}/feuille`} nature="premier" icone="imprimer">
            La feuille à donner
          </LienBouton>
        ) : null}
        {props.rdv ? (
          <LienBouton href={`/orientation/${ligne.id}/rendez-vous.ics`} icone="telecharger">
            Rendez-vous (.ics)
          </LienBouton>
        ) : null}
        <LienBouton href="/orientation/suivi" nature="discret">
          Toutes celles qui attendent
        </LienBouton>
      </div>
      {gestes.length === 0 ? (
        <p>Cette orientation est close.</p>
      ) : (
        <Formulaire envoi={props.envoi}>
          {gestes.some(({ code }) => code === 'rdv_pris') ? (
            <section className="carte" aria-labelledby="rendez-vous">
              <h2 id="rendez-vous">Un rendez-vous est pris&nbsp;?</h2>
              <p className="petit">Tout est à remplir.</p>
              <div className="duo">
                <Champ
                  nom="date"
                  libelle="Jour"
                  taille="court"
                  valeur={props.valeurs.date}
                  erreurs={erreurs}
                  attributs={{ type: 'date' }}
                />
                <Champ
                  nom="heure"
                  libelle="Heure"
                  taille="court"
                  valeur={props.valeurs.heure}
                  attributs={{ type: 'time' }}
                />
              </div>
              <div className="actions">
                <Bouton nom="geste" valeur="rdv_pris">
                  Noter le rendez-vous
                </Bouton>
              </div>
            </section>
          ) : null}
          <section className="pile-serree" aria-labelledby="nouvelles">
            <h2 id="nouvelles">Des nouvelles&nbsp;?</h2>
            <p className="doux">
              {ligne.attente.charAt(0).toUpperCase() + ligne.attente.slice(1)}. Sans nouvelles, elle se ferme
              après le {props.expire}.
            </p>
            <div className="actions">
              {dits.map(({ code, libelle }) => (
                <Bouton key={code} nom="geste" valeur={code}>
                  {libelle}
                </Bouton>
              ))}
            </div>
            {gestes.some(({ code }) => code === 'refusee') ? <Refus /> : null}
          </section>
        </Formulaire>
      )}
      {props.raisons.length === 0 ? null : (
        <details>
          <summary>Pourquoi ce lieu avait été proposé</summary>
          <ul className="petit">
            {props.raisons.map(({ phrase }) => (
              <li key={phrase}>{phrase}</li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}

function Refus(): ReactNode {
  return (
    <details>
      <summary>Elle dit non</summary>
      <div className="puces" role="group" aria-label="Raison du refus">
        {MOTIFS_REFUS.map(({ code, libelle }) => (
          <Bouton key={code} nature="discret" nom="geste" valeur={`refusee|${code}`}>
            {libelle}
          </Bouton>
        ))}
      </div>
    </details>
  );
}
