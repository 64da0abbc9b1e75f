import type { ReactNode } from 'react';

/** What scrolls sideways on a narrow screen: it takes the focus, or the keyboard can't read its right side. */
export function Defile(props: { nom: string; className?: string; children: ReactNode }): ReactNode {
  const classe = props.className === undefined ? 'defile' : `defile ${props.className}`;
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- A region that scrolls is operated by its arrows.
    <section className={classe} tabIndex={0} aria-label={props.nom}>
      {props.children}
    </section>
  );
}
