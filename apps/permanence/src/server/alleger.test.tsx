import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { allege } from './alleger.ts';

const leger = (vue: ReactNode): string => allege(renderToStaticMarkup(vue));

it('leaves out the quotes, the ends and the empty values that a browser does not need', () => {
  expect(
    leger(
      <form noValidate>
        <input type="hidden" name="op" value="01a2" />
        <select name="un">
          <option value="">Choisir</option>
          <option value="a">A</option>
        </select>
        <ul>
          <li>
            <p>un</p>
          </li>
          <li>deux</li>
        </ul>
      </form>,
    ),
  ).toBe(
    '<form noValidate><input type=hidden name=op value=01a2><select name=un><option value>Choisir<option value=a>A</select><ul><li><p>un</p><li>deux</ul></form>',
  );
});

it('keeps what means something: spaces in a value, a text that looks like a tag, an end before a space', () => {
  const texte = 'x="y" <li/> ="" </li><li>';
  const html = renderToStaticMarkup(
    <p title={texte} className="un deux">
      {texte}
    </p>,
  );
  expect(allege(html)).toBe(html);
  expect(
    leger(
      <ul>
        <li>un</li> <li>deux</li>
      </ul>,
    ),
  ).toBe('<ul><li>un</li> <li>deux</ul>');
  expect(leger(<a href="/">x</a>)).toBe('<a href=/>x</a>');
  expect(
    leger(
      <svg>
        <path d="M4,5" />
        <path d="M4 5" />
      </svg>,
    ),
  ).toBe('<svg><path d="M4,5"/><path d="M4 5"/></svg>');
  expect(
    leger(
      <a href="/un deux">
        <p>un</p>
      </a>,
    ),
  ).toBe('<a href="/un deux"><p>un</p></a>');
});
