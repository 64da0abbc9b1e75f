const INK = [0x2b, 0x1a, 0x4a, 0xff];
const CLEAR = [0, 0, 0, 0];

/** A drawn signature: ink on a white sheet, by finger, pen or mouse, posted as a small PNG. */
export function startSignature(): void {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas.signature');
  const form = canvas?.closest('form');
  const field = form?.querySelector<HTMLInputElement>('input[name="trace"]');
  const ink = canvas?.getContext('2d');
  if (!canvas || !form || !field || !ink) return;
  let drawn = false;

  const clear = (): void => {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    field.value = '';
    drawn = false;
  };
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  };

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    ink.lineWidth = 3.5;
    ink.lineCap = ink.lineJoin = 'round';
    ink.strokeStyle = `rgb(${INK.slice(0, 3).join(' ')})`;
    ink.beginPath();
    ink.moveTo(...at(event));
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    ink.lineTo(...at(event));
    ink.stroke();
    drawn = true;
  });
  form.querySelector('[data-effacer]')?.addEventListener('click', clear);
  // Only full ink or none: the soft edges of the screen would make the image ten times heavier.
  const toPng = (): string => {
    const image = ink.getImageData(0, 0, canvas.width, canvas.height);
    for (let pixel = 0; pixel < image.data.length; pixel += 4) {
      const inked = (image.data[pixel + 3] ?? 0) > 127;
      image.data.set(inked ? INK : CLEAR, pixel);
    }
    ink.putImageData(image, 0, 0);
    return canvas.toDataURL('image/png');
  };
  form.addEventListener('submit', () => {
    const chosen = form.querySelector<HTMLInputElement>('input[name="forme"]:checked');
    field.value = drawn && chosen?.value === 'signature_ecran' ? toPng() : '';
  });
}
