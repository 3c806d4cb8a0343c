/* A link to a heading of the same runbook scrolls there, in whatever page the runbook stands. */

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('.runbook a[data-here]') : null;
  const target = link?.closest('.runbook')?.querySelector(`#${CSS.escape(decodeURIComponent(link.hash.slice(1)))}`);
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  target.scrollIntoView({ block: 'start' });
}, true);
