// Small help on top of pages that work without it: keys to go from item to item, a filter over the claims of a page.
const items = () => [...document.querySelectorAll('.card, .pair, .change, .hits > li, .stories > li')].filter((item) => !item.hidden);

const target = (item) => item.querySelector('a[href]') ?? item;

function step(by) {
  const list = items();
  const here = list.findIndex((item) => item.contains(document.activeElement));
  const next = list[Math.min(Math.max(here < 0 ? (by > 0 ? 0 : list.length - 1) : here + by, 0), list.length - 1)];
  if (!next) return;
  target(next).focus({ preventScroll: true });
  const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  next.scrollIntoView({ block: 'nearest', behavior: smooth ? 'smooth' : 'auto' });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
  if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === '/') {
    event.preventDefault();
    document.querySelector('input[type=search]')?.focus();
  }
});

function addFilter(list) {
  const cards = [...list.children];
  const label = document.createElement('label');
  const input = document.createElement('input');
  const count = document.createElement('span');
  label.className = 'filter';
  label.append('Filter these claims ', input, ' ', count);
  input.type = 'text';
  count.setAttribute('role', 'status');
  list.before(label);
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const text = card.textContent.toLowerCase();
      card.hidden = !words.every((word) => text.includes(word));
      shown += !card.hidden;
    }
    count.textContent = words.length ? `${shown} of ${cards.length}` : '';
  });
}

const claims = document.querySelector('ol.claims');
if (claims && claims.children.length > 5) addFilter(claims);
