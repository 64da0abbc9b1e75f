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
  /** Only full ink or none (soft edges would weigh ten times more), cut to what is drawn. */
  const toPng = (): string => {
    const { width, height } = canvas;
    const { data } = ink.getImageData(0, 0, width, height);
    const [xs, ys]: [number[], number[]] = [[], []];
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const inked = (data[pixel * 4 + 3] ?? 0) > 127;
      data.set(inked ? INK : CLEAR, pixel * 4);
      if (inked) {
        xs.push(pixel % width);
        ys.push(Math.floor(pixel / width));
      }
    }
    const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
    const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
    const [left, top] = [least(xs), least(ys)];
    const cut = document.createElement('canvas');
    cut.width = most(xs) - left + 1;
    cut.height = most(ys) - top + 1;
    cut.getContext('2d')?.putImageData(new ImageData(data, width, height), -left, -top);
    return cut.toDataURL('image/png');
  };
  form.addEventListener('submit', () => {
    const chosen = form.querySelector<HTMLInputElement>('input[name="forme"]:checked');
    field.value = drawn && chosen?.value === 'signature_ecran' ? toPng() : '';
  });
}
