const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

export function arrowGrid(node) {
  node.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    const rows = [...node.querySelectorAll(".key-row")].map((row) => [...row.querySelectorAll("button")]);
    const row = rows.findIndex((keys) => keys.includes(event.target));
    if (row < 0) return;
    const column = rows[row].indexOf(event.target);
    const keys = rows[row + step[0]];
    const next = keys?.[step[0] ? Math.min(column, keys.length - 1) : column + step[1]];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  });
  return node;
}
