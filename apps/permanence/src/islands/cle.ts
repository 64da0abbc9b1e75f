/** What the server answers: where to go, or why not. */
interface Reponse {
  vers?: string;
  phrase?: string;
}

async function post(address: string, body: unknown): Promise<unknown> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

/**
 * Passkeys, in the browser's own words (no library): `get` signs in, `create` adds a key when the
 * section bears `data-creer`. The browser's JSON forms are those of WebAuthn level 3.
 */
export function startCle(): void {
  const section = document.querySelector<HTMLElement>('[data-ilot="cle"]');
  const { options, verifier, creer } = section?.dataset ?? {};
  const state = section?.querySelector('[data-etat]');
  if (!section || options === undefined || verifier === undefined) return;

  const ask = async (): Promise<Reponse> => {
    const asked = await post(options, {});
    // The server may first want another page, where one proves who one is.
    if (typeof asked === 'object' && asked !== null && 'vers' in asked) return asked as Reponse;
    const credential =
      creer === undefined
        ? await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
              asked as PublicKeyCredentialRequestOptionsJSON,
            ),
          })
        : await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
              asked as PublicKeyCredentialCreationOptionsJSON,
            ),
          });
    return (await post(verifier, credential)) as Reponse;
  };
  section.querySelector('[data-cle]')?.addEventListener('click', () => {
    void ask()
      .catch((): Reponse => ({
        phrase: 'La clé n’a pas été lue. Réessayez, ou demandez un nouvel accès à votre administrateur.',
      }))
      .then(({ vers, phrase }) => {
        if (vers?.startsWith('/') === true && !vers.startsWith('//')) location.assign(vers);
        else if (state) state.textContent = phrase ?? '';
      });
  });
}
