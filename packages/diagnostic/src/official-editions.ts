import dsi2Data from '../data/eurostat-dsi2@2021.json' with { type: 'json' };
import insee2021Data from '../data/insee-illectronisme@2021.json' with { type: 'json' };
import type { Instrument } from './instrument.ts';

// A test passes both files through parseInstrument: at run time they are trusted.
/** Eurostat, digital skills indicator 2.0, edition 2021 (16–74 years). */
export const eurostatDsi2021: Instrument = dsi2Data as unknown as Instrument;

/** INSEE, illectronisme 2021: the items of DSI 2.0, five domains, cut at four of five (deduced, to confirm). */
export const inseeIllectronisme2021: Instrument = /* @__PURE__ */ withItemsOf(
  eurostatDsi2021,
  insee2021Data as unknown as Omit<Instrument, 'items'>,
);

/** An edition whose file names another one for its items (`derivedFrom`). */
export function withItemsOf(origin: Instrument, instrument: Omit<Instrument, 'items'>): Instrument {
  return { ...instrument, items: origin.items };
}

/**
 * The editions that a compiled interview can be made for: it knows the five areas of DSI 2.0. Apart from `instruments`,
 * so that an app which only interviews does not carry every edition.
 */
export const interviewed: ReadonlyMap<string, Instrument> = /* @__PURE__ */ new Map([
  ['eurostat-dsi2@2021', eurostatDsi2021],
  ['insee-illectronisme@2021', inseeIllectronisme2021],
]);
