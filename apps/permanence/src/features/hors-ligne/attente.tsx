import type { ReactNode } from 'react';
import { Bouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { Dit, Entete, scriptOf, Verrou } from './pieces.tsx';

/**
 * Screen 21: what waits on this device, since when, and what may be done with it. The page holds nothing: its script
 * asks the worker, and shows only once the key is there.
 */
export function AttenteView({ cadre, coquille }: { cadre: Cadre; coquille: boolean }): ReactNode {
  return (
    <Page
      cadre={cadre}
      titre="Hors connexion"
      chapeau="Ce qui attend sur ce poste, chiffré, un jour au plus."
    >
      {coquille ? (
        <Entete cadre={cadre} script="hl-attente" />
      ) : (
        <script src={scriptOf('hl-attente', cadre.version)} defer />
      )}
      <p className="sans-js">
        Cette page demande JavaScript. Sans lui, rien n’est jamais gardé sur un poste.
      </p>
      <div className="si-js pile" data-attente="">
        <div data-sortie="" hidden>
          <Avis nature="pas" titre="Avant de quitter">
            <p>
              Des saisies attendent encore. Quitter les efface de ce poste. Envoyez-les, imprimez-les, ou
              effacez-les.
            </p>
          </Avis>
        </div>
        <div data-sans-poste="" hidden>
          <Avis nature="pas" titre="Ce navigateur ne garde rien">
            <p>
              Il bloque ce qui ferait marcher Porte-plume sans réseau&nbsp;: navigation privée, réglage de la
              structure, ou navigateur trop ancien. Il ne garde rien ici, et rien n’est perdu&nbsp;: ce que
              vous enregistrez part tout de suite.
            </p>
            <p>
              En cas de coupure, notez sur papier, puis saisissez dans la{' '}
              <a href="/feuille">feuille de séance</a>. Pour préparer ce poste, ouvrez Porte-plume dans une
              fenêtre ordinaire, ou demandez à votre administration d’autoriser les «&nbsp;service
              workers&nbsp;».
            </p>
          </Avis>
        </div>
        <p className="doux" data-prepare="">
          Ce poste se prépare…
        </p>
        <Dit />
        <Verrou />
        <div data-rien="" hidden>
          <Vide icone="fait">
            <h2>Rien n’attend</h2>
            <p>Tout ce qui a été saisi ici est enregistré. Ce poste est prêt pour une coupure.</p>
          </Vide>
        </div>
        <section className="carte pile" aria-label="Commencé sur ce poste" data-commencees="" hidden />
        <section className="pile" aria-labelledby="liste" data-liste="" hidden>
          <h2 id="liste" data-compte="">
            Des saisies attendent
          </h2>
          <p data-depuis="" className="doux" />
          <ol className="fil attentes" data-operations="" />
          <div className="actions ecran-seul">
            <button type="button" className="bouton bouton-premier" data-envoyer="">
              Envoyer maintenant
            </button>
            <button type="button" className="bouton" data-imprimer-attente="">
              Imprimer la liste
            </button>
          </div>
        </section>
        <div className="actions ecran-seul" data-verrouillage="" hidden>
          <button type="button" className="bouton bouton-discret" data-verrouiller="">
            Verrouiller ce poste
          </button>
        </div>
        <details data-effacement="" hidden className="ecran-seul">
          <summary>Tout effacer de ce poste</summary>
          <form method="dialog" className="carte pile" data-effacer-tout="">
            <p>Ce qui n’est pas envoyé sera perdu. Le code de ce poste aussi.</p>
            <div className="actions">
              <Bouton>Effacer maintenant</Bouton>
            </div>
          </form>
        </details>
        <form method="post" action="/deconnexion" data-quitter="" hidden>
          <input type="hidden" name="vide" value="oui" />
        </form>
      </div>
    </Page>
  );
}
