import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { surveiller } from './veille.ts';

describe('the watch over an abandoned screen', () => {
  const nouveauDialogue = () =>
    Object.assign(new EventTarget(), { open: false, showModal: vi.fn(), close: vi.fn() });
  let gestes = new EventTarget();
  let dialogue = nouveauDialogue();
  const oublier = vi.fn();

  beforeEach(() => {
    gestes = new EventTarget();
    dialogue = nouveauDialogue();
    vi.useFakeTimers();
    vi.stubGlobal('addEventListener', gestes.addEventListener.bind(gestes));
    vi.clearAllMocks();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const lancer = (commence: boolean): void =>
    surveiller(dialogue as unknown as HTMLDialogElement, () => commence, oublier);

  it('asks after two and a half minutes, forgets after three', () => {
    lancer(true);
    vi.advanceTimersByTime(149_000);
    expect(dialogue.showModal).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(dialogue.showModal).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(28_000);
    expect(oublier).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(oublier).toHaveBeenCalledOnce();
  });

  it.each(['pointerdown', 'keydown', 'wheel', 'touchmove', 'click'])('a %s starts the wait again', (type) => {
    lancer(true);
    vi.advanceTimersByTime(140_000);
    gestes.dispatchEvent(new Event(type));
    vi.advanceTimersByTime(140_000);
    expect(dialogue.showModal).not.toHaveBeenCalled();
  });

  it('does not open twice a warning that is open, and waits again once it is closed', () => {
    lancer(true);
    vi.advanceTimersByTime(149_000);
    dialogue.open = true;
    vi.advanceTimersByTime(2_000);
    expect(dialogue.showModal).not.toHaveBeenCalled();
    dialogue.open = false;
    dialogue.dispatchEvent(new Event('close'));
    vi.advanceTimersByTime(149_000);
    expect(oublier).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(dialogue.showModal).toHaveBeenCalledOnce();
  });

  it('is not deceived by a page that scrolls by itself', () => {
    lancer(true);
    vi.advanceTimersByTime(160_000);
    gestes.dispatchEvent(new Event('scroll'));
    vi.advanceTimersByTime(21_000);
    expect(oublier).toHaveBeenCalledOnce();
  });

  it('does nothing on the door screen', () => {
    lancer(false);
    vi.advanceTimersByTime(400_000);
    expect(dialogue.showModal).not.toHaveBeenCalled();
    expect(oublier).not.toHaveBeenCalled();
  });
});
