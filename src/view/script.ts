/** Lays the arcs over the text, where the browser has put the words, and lights up what belongs together. */
export const SCRIPT = `
for (const article of document.querySelectorAll('article.linked')) {
  const text = article.querySelector('.text');
  const arcs = [...article.querySelectorAll('.arc')];
  const mark = (index) => index === '' ? null : text.querySelector('mark[data-m="' + index + '"]');
  const evidence = (r) => [...text.querySelectorAll('u')].find((u) => u.dataset.r.split(' ').includes(r));
  const ends = arcs.map((arc) => {
    const trigger = evidence(arc.dataset.r);
    return [mark(arc.dataset.s) || trigger, mark(arc.dataset.o) || trigger];
  });
  const draw = () => {
    const base = text.getBoundingClientRect();
    const spot = (element) => {
      const box = element.getClientRects()[0] || element.getBoundingClientRect();
      return { x: box.left + box.width / 2 - base.left, y: box.top - base.top, low: box.bottom - base.top };
    };
    const used = new Map();
    arcs.forEach((arc, i) => {
      const [from, to] = ends[i];
      if (!from || !to || from === to) { arc.style.display = 'none'; return; }
      const a = spot(from), b = spot(to);
      const row = Math.round(Math.min(a.y, b.y) / 8);
      const turn = used.get(row) || 0;
      used.set(row, turn + 1);
      const [path, head, label] = arc.children;
      const place = (line, point, x, y) => {
        path.setAttribute('d', line);
        head.setAttribute('d', 'M' + (b.x - 4) + ' ' + (point - (point < b.low ? 6 : -6)) + ' l8 0 L' + b.x + ' ' + point + ' z');
        label.setAttribute('x', x);
        label.setAttribute('y', y);
      };
      if (Math.abs(a.y - b.y) < 6) {
        const top = a.y - 8 - (turn % 4) * 6;
        const bend = Math.min(30, Math.abs(b.x - a.x) / 3);
        const side = b.x >= a.x ? 1 : -1;
        const corner = (x, way) => (x + way * 4) + ' ' + top + ' ' + (x + way * bend) + ' ' + top + ' ' + (x + way * (bend + 4)) + ' ' + top;
        const down = (b.x - side * bend) + ' ' + top + ' ' + (b.x - side * 4) + ' ' + top + ' ' + b.x + ' ' + (b.y - 3);
        place('M' + a.x + ' ' + a.y + ' C' + corner(a.x, side) + ' L' + (b.x - side * (bend + 4)) + ' ' + top + ' C' + down, b.y, (a.x + b.x) / 2, top + 3);
      } else {
        const falls = a.y < b.y;
        const start = falls ? a.low : a.y, end = falls ? b.y : b.low;
        const lean = falls ? 22 : -22;
        const lower = falls ? b : a, upper = falls ? a : b;
        place('M' + a.x + ' ' + start + ' C' + a.x + ' ' + (start + lean) + ' ' + b.x + ' ' + (end - lean) + ' ' + b.x + ' ' + (end - (falls ? 3 : -3)),
          end, lower.x * 0.85 + upper.x * 0.15, lower.y - 11);
      }
    });
  };
  const pick = (numbers) => {
    article.classList.toggle('picked', numbers.length > 0);
    for (const on of article.querySelectorAll('.on')) on.classList.remove('on');
    for (const number of numbers) {
      const arc = arcs.find((candidate) => candidate.dataset.r === number);
      const row = article.querySelector('tr[data-r="' + number + '"]');
      for (const element of [arc, row, evidence(number), ...(ends[arcs.indexOf(arc)] || [])]) if (element) element.classList.add('on');
    }
  };
  article.addEventListener('pointerover', (event) => {
    const near = event.target.closest('tr[data-r], u[data-r], mark');
    if (!near) pick([]);
    else if (near.dataset.r) pick(near.dataset.r.split(' '));
    else pick(arcs.filter((arc) => [arc.dataset.s, arc.dataset.o].includes(near.dataset.m)).map((arc) => arc.dataset.r));
  });
  article.addEventListener('pointerleave', () => pick([]));
  new ResizeObserver(draw).observe(text);
  draw();
}
`;
