import type { ReactNode } from 'react';
import { Bouton, type Erreur, LienBouton } from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { BoutonCle } from './cle.tsx';
import { EntrerParCode } from './vue-code.tsx';

export interface ConnexionProps {
  cadre: Cadre;
  erreurs?: readonly Erreur[];
  /** Where the page goes after sign-in, sent back as `suite`; a path of ours, never an address. */
  suite?: string;
  /**
   * Passkey routes: the island posts to `options` (JSON of WebAuthn request options), asks the browser,
   * then posts the credential as JSON to `verifier`, which answers `{ vers: '/' }` or `{ phrase }`.
   */
  cle?: { options: string; verifier: string };
  /** Offers an identifier and a code; `identifiant` is kept when it was refused. */
  code?: boolean;
  identifiant?: string;
  /** Name of the other house that opens accounts here, by a link. */
  externe?: string;
  /** Demo accounts, posted as `compte` to /connexion/demo; absent outside the demo. */
  comptes?: readonly { compte: string; nom: string; role: string; faits: string }[];
}

export function ConnexionView(props: ConnexionProps): ReactNode {
  const { cle, comptes = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Bonjour"
      onglet="Se connecter"
      chapeau="Ouvrez votre permanence en quelques secondes. Il n’y a pas de mot de passe à retenir."
      erreurs={props.erreurs ?? []}
    >
      {cle === undefined ? null : (
        <section className="carte" data-ilot="cle" data-options={cle.options} data-verifier={cle.verifier}>
          <h2>Avec votre clé d’accès</h2>
          <p>Votre empreinte, votre visage ou le code de l’appareil suffit.</p>
          <BoutonCle libelle="Se connecter avec ma clé" premier />
        </section>
      )}
      {props.code === true ? (
        <EntrerParCode
          erreurs={props.erreurs ?? []}
          {...(props.identifiant === undefined ? {} : { identifiant: props.identifiant })}
          {...(props.suite === undefined ? {} : { suite: props.suite })}
        />
      ) : null}
      {props.externe === undefined ? null : (
        <p className="actions">
          <LienBouton href={toDepart(props.suite)}>Entrer avec {props.externe}</LienBouton>
        </p>
      )}
      {comptes.length === 0 ? null : (
        <section className="pile" aria-labelledby="essai">
          <div className="pile-serree">
            <h2 id="essai">Essayer avec un compte fictif</h2>
            <p className="doux">
              Chaque rôle ne voit que ce qui le regarde. Rien de ce que vous saisirez n’est réel.
            </p>
          </div>
          <form method="post" action="/connexion/demo" className="roles">
            {props.suite === undefined ? null : <input type="hidden" name="suite" value={props.suite} />}
            {comptes.map(({ compte, nom, role, faits }) => (
              <button key={compte} type="submit" name="compte" value={compte} className="role">
                <span className="role-nom">{nom}</span>
                <span className="role-titre">{role}</span>
                <span className="aide">{faits}</span>
              </button>
            ))}
          </form>
        </section>
      )}
      {cle === undefined && props.code !== true && comptes.length === 0 ? (
        <form method="get" action="/connexion" className="actions">
          <Bouton>Réessayer</Bouton>
        </form>
      ) : null}
      <p className="doux">
        Vous avez donné un mandat&nbsp;: <a href="/arreter">l’arrêter avec votre code</a>. On vous a remis un
        code&nbsp;: <a href="/v">vérifier un mandat</a>.
      </p>
    </Page>
  );
}

const toDepart = (suite = '/'): string =>
  suite === '/' ? '/connexion/oidc' : `/connexion/oidc?suite=${encodeURIComponent(suite)}`;
