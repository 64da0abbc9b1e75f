/** What the server grants without a request (`duree-session.ts`), less the time to read the warning and to answer it. */
const PREVIENT_MS = 28 * 60_000;

/**
 * Two minutes before silence ends the session, the page says so and offers to stay: what is typed remains (RGAA 13.1).
 * Nothing is said after a rest of ten hours: then the form itself is kept by the server.
 */
export function startSession(): void {
  if (document.querySelector('.compte') === null) return;
  const wait = (): void => void setTimeout(() => warn(wait), PREVIENT_MS);
  wait();
}

/** The alert is on the page only while it says something: an error summary stays its only one. */
function warn(again: () => void): void {
  const region = document.createElement('div');
  region.setAttribute('role', 'alert');
  const mots = document.createElement('p');
  mots.textContent = 'Votre session se ferme dans deux minutes.';
  const rester = document.createElement('button');
  rester.type = 'button';
  rester.className = 'bouton';
  rester.textContent = 'Rester';
  rester.addEventListener('click', () => {
    // A page of the account alone, so that an ended session is seen: it is the request that counts.
    void fetch('/sessions', { method: 'HEAD' })
      .then(({ ok, redirected }) => {
        if (!ok || redirected) throw new Error('session');
        region.remove();
        again();
      })
      .catch(() => {
        mots.textContent = 'La session n’a pas pu être gardée. Ce que vous envoyez sera gardé dix minutes.';
      });
  });
  region.className = 'session-fin avis-pas';
  region.lang = 'fr';
  region.append(mots, rester);
  document.body.append(region);
}
