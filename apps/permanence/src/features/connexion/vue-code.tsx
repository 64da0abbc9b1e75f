import type { ReactNode } from 'react';
import { Bouton, Champ, type Erreur } from '../../ui/form.tsx';

const SAISIE = { autoCapitalize: 'none', spellCheck: false } as const;

/** One field for both kinds of code, or for the six digits alone. */
export function ChampCode({
  application = false,
  erreurs = [],
}: {
  application?: boolean;
  erreurs?: readonly Erreur[];
}): ReactNode {
  return (
    <Champ
      nom="code"
      libelle="Code"
      {...(application ? {} : { aide: 'Six chiffres de votre application, ou un code imprimé.' })}
      erreurs={erreurs}
      attributs={{
        ...SAISIE,
        autoCapitalize: 'characters',
        autoComplete: 'one-time-code',
        maxLength: 20,
        ...(application ? { inputMode: 'numeric' } : {}),
      }}
    />
  );
}

/**
 * On a shared computer, without a phone: an identifier, a code that one holds and a code that one knows. Posts `identifiant`,
 * `code`, `personnel` and `suite`.
 */
export function EntrerParCode(props: {
  identifiant?: string;
  suite?: string;
  erreurs: readonly Erreur[];
}): ReactNode {
  return (
    <section className="carte">
      <h2>Avec un code</h2>
      <form method="post" action="/connexion/code" className="pile" noValidate>
        {props.suite === undefined ? null : <input type="hidden" name="suite" value={props.suite} />}
        <p className="petit">Tout est à remplir.</p>
        <Champ
          nom="identifiant"
          libelle="Identifiant"
          valeur={props.identifiant}
          attributs={{ ...SAISIE, autoComplete: 'username', maxLength: 260 }}
        />
        <ChampCode erreurs={props.erreurs} />
        <Champ
          nom="personnel"
          libelle="Code personnel"
          aide="Les six chiffres que vous gardez en tête."
          attributs={{
            ...SAISIE,
            type: 'password',
            autoComplete: 'off',
            inputMode: 'numeric',
            maxLength: 20,
          }}
        />
        <div className="actions">
          <Bouton>Entrer avec ce code</Bouton>
        </div>
      </form>
    </section>
  );
}
