/**
 * Says whether the paper whose QR was scanned is the one that is registered. The fingerprint of the paper comes after
 * the `#`: it never reaches the server, so it is compared here.
 */
export function startEmpreinte(): void {
  const section = document.querySelector<HTMLElement>('[data-empreintes]');
  const lue = /^#sha256=([0-9a-f]{64})$/.exec(location.hash)?.[1];
  if (!section || lue === undefined) return;
  const issue = section.dataset.empreintes?.split(' ').includes(lue) ? 'oui' : 'non';
  section.querySelector(`[data-issue="${issue}"]`)?.removeAttribute('hidden');
  // The same page in another language is about the same paper.
  for (const lien of document.querySelectorAll<HTMLAnchorElement>('.langues a')) lien.hash = location.hash;
}
